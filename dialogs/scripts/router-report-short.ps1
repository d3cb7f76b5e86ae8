$h='{{host}}'; $p={{port}}
$f=[Net.Security.RemoteCertificateValidationCallback]{param($a,$b,$n,$e) $l=$n.ChainElements; $c=$l[0].Certificate; $global:o="SslPolicyErrors: $e","ChainStatus: $($n.ChainStatus|%{$_.Status})","Subject: $($c.Subject)","Names: $($c.Extensions|?{$_.Oid.Value -eq '2.5.29.17'}|%{$_.Format(0)})","Issuer: $($c.Issuer)","NotBefore: $($c.NotBefore.ToUniversalTime().ToString('u'))","NotAfter: $($c.NotAfter.ToUniversalTime().ToString('u'))","Thumbprint: $($c.Thumbprint)","Root: $($l[$l.Count-1].Certificate.Subject)"; $true}
$t=New-Object Net.Sockets.TcpClient($h,$p)
$s=New-Object Net.Security.SslStream($t.GetStream(),$false,$f)
$s.AuthenticateAsClient($h)
"TRUSTDESK-SHORT $h port $p","User: $env:USERNAME"+$o+"Tls: $($s.SslProtocol)"
$t.Close()
