& {
  # TrustDesk report: looks at the certificate that this computer gets. It changes nothing and signs in nowhere.
  $h='{{host}}'; $p={{port}}
  $a=$h; if($h.Contains(':')){ $a='['+$h+']' }
  $u=[Uri]('https://'+$a+':'+$p+'/EWS/Exchange.asmx')
  $global:TdText=New-Object Text.StringBuilder; $global:TdPem=New-Object Text.StringBuilder
  function Say($t){ [void]$global:TdText.AppendLine([string]$t) }
  function Why($x){
    while($x){
      $c=''; if($x -is [Net.Sockets.SocketException]){ $c=' ('+$x.SocketErrorCode+')' }
      Say ('  '+$x.GetType().FullName+$c+': '+($x.Message -replace '\s+',' ')); $x=$x.InnerException
    }
  }
  Say '=====TRUSTDESK-PROBE v1====='
  Say ('Url: '+$u.AbsoluteUri)
  Say ('UtcNow: '+[DateTime]::UtcNow.ToString('u'))
  Say ('OS: '+[Environment]::OSVersion.VersionString+' PS: '+$PSVersionTable.PSVersion+' CLR: '+[Environment]::Version)
  $me=[Security.Principal.WindowsIdentity]::GetCurrent(); $sid=$me.User.Value; $as='user'
  foreach($g in $me.Groups){ if($g.Value -eq 'S-1-5-6'){ $as='service' }elseif($g.Value -eq 'S-1-5-3'){ $as='batch' } }
  if($sid -eq 'S-1-5-18'){ $as='system' }elseif($sid -eq 'S-1-5-19'){ $as='localservice' }elseif($sid -eq 'S-1-5-20'){ $as='networkservice' }
  $own='unknown'                 # whether this is the account of the E-mail Router's own service
  try{
    $w=@(Get-WmiObject Win32_Service -Filter "DisplayName LIKE '%mail Router%'" -ErrorAction Stop)
    if($w.Count -gt 0){
      $n=$w[0].StartName -replace '^\.\\',($env:COMPUTERNAME+'\')
      if($n -eq 'LocalSystem'){ $own=$me.IsSystem }
      elseif($n -match '(Network|Local) ?Service$'){ $own=($as -eq ($matches[1]+'service')) }
      else{ $own=(New-Object Security.Principal.NTAccount $n).Translate([Security.Principal.SecurityIdentifier]).Value -eq $sid }
    }
  }catch{}
  Say ('IsSystem: '+$me.IsSystem+' RunAs: '+$as+' AsService: '+$own)
  try{ Say ('Dns: '+(@([Net.Dns]::GetHostAddresses($h)|%{ $_.ToString() }) -join ', ')) }catch{ Say 'Dns: FAILED'; Why $_.Exception }
  $cb=[Net.Security.RemoteCertificateValidationCallback]{
    param($s,$c,$n,$e)
    $o=$global:TdText
    [void]$o.AppendLine('SslPolicyErrors: '+$e)
    if($n){
      [void]$o.AppendLine('ChainStatus: '+(@($n.ChainStatus|%{ [string]$_.Status }) -join ', '))
      $i=0
      foreach($l in $n.ChainElements){
        $x=$l.Certificate; $t=$x.Thumbprint
        $f=@($x.Extensions|?{ $_.Oid.Value -eq '2.5.29.17' }|%{ $_.Format($false) }) -join ','
        [void]$o.AppendLine("[$i] Subject: "+$x.Subject)
        [void]$o.AppendLine("[$i] Names: "+(@([regex]::Matches($f,'[=:]\s*([^,\s]+)')|%{ $_.Groups[1].Value }) -join ', '))
        [void]$o.AppendLine("[$i] Issuer: "+$x.Issuer)
        [void]$o.AppendLine("[$i] NotBefore: "+$x.NotBefore.ToUniversalTime().ToString('u')+' NotAfter: '+$x.NotAfter.ToUniversalTime().ToString('u'))
        [void]$o.AppendLine("[$i] SigAlg: "+$x.SignatureAlgorithm.Value+' Thumbprint: '+$t)
        [void]$o.AppendLine("[$i] Status: "+(@($l.ChainElementStatus|%{ [string]$_.Status }) -join ', '))
        [void]$o.AppendLine("[$i] InMachineRoot: "+(Test-Path ('Cert:\LocalMachine\Root\'+$t))+' InUserRoot: '+(Test-Path ('Cert:\CurrentUser\Root\'+$t)))
        $b=[Convert]::ToBase64String($x.RawData,[Base64FormattingOptions]::InsertLineBreaks)
        [void]$global:TdPem.AppendLine('-----BEGIN CERTIFICATE-----')
        [void]$global:TdPem.AppendLine($b)
        [void]$global:TdPem.AppendLine('-----END CERTIFICATE-----')
        $i++
      }
    }
    $true                        # for this connection alone, over which nothing is sent
  }
  $go=$true
  foreach($v in 0,3072,192){     # what .NET offers by itself, then TLS 1.2, then TLS 1.0
    if(-not $go){ continue }
    $k=$null; $z=$null
    try{ $k=New-Object Net.Sockets.TcpClient($h,$p) }catch{ $go=$false; Say 'Connect: FAILED'; Why $_.Exception }
    if($k){
      $k.ReceiveTimeout=15000; $k.SendTimeout=15000
      try{
        $z=New-Object Net.Security.SslStream($k.GetStream(),$false,$cb)
        if($v -eq 0){ $z.AuthenticateAsClient($h) }
        else{ $z.AuthenticateAsClient($h,(New-Object Security.Cryptography.X509Certificates.X509CertificateCollection),[Enum]::ToObject([Security.Authentication.SslProtocols],$v),$false) }
        Say ('Handshake('+$v+'): OK '+$z.SslProtocol); $go=$false
      }catch{ Say ('Handshake('+$v+'): FAILED'); Why $_.Exception }
    }
    if($z){ $z.Close() }
    if($k){ $k.Close() }
  }
  $g=$u; $d=[Net.WebRequest]::DefaultWebProxy; if($d){ $g=$d.GetProxy($u) }
  if(-not $g -or $g.AbsoluteUri -eq $u.AbsoluteUri){ Say 'Proxy: none' }else{ Say ('Proxy: '+$g.AbsoluteUri) }
  Say ('Override: '+[bool][Net.ServicePointManager]::ServerCertificateValidationCallback)
  $r=$null                       # .NET's own verdict, without any callback
  try{
    $q=[Net.WebRequest]::Create($u); $q.Timeout=15000; $q.AllowAutoRedirect=$false
    $r=$q.GetResponse(); Say 'WebException.Status: None'
  }catch{
    $y=$_.Exception; $x=$y
    while($x -and -not ($x -is [Net.WebException])){ $x=$x.InnerException }
    if($x){ Say ('WebException.Status: '+$x.Status); $r=$x.Response; Why $x }else{ Why $y }
  }
  if($r){ Say ('Http: '+[int]$r.StatusCode+' WWW-Authenticate: '+$r.Headers['WWW-Authenticate']+' Location: '+$r.Headers['Location']); $r.Close() }
  [void]$global:TdText.Append($global:TdPem.ToString())
  Say '=====END TRUSTDESK-PROBE====='
  $global:TdText.ToString()
  Remove-Variable TdText -Scope Global
  Remove-Variable TdPem -Scope Global
}
