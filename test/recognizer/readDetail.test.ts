import { describe, expect, test } from '@jest/globals';
import { makeFindDetail } from '../../src/recognizer/readDetail.js';
import { shippedRecognizer } from './signatureFiles.js';

const { recognizeError } = shippedRecognizer;
const detailOf = (text: string) => {
  const { family, detail } = recognizeError(text);
  return [family, detail];
};

describe('what the wording tells beside its family', () => {
  test.each([
    ['System.Net.WebException, Status: ProxyNameResolutionFailure', 'name-resolution', 'proxy'],
    ["The remote name could not be resolved: 'mail.contoso.com'", 'name-resolution', null],
    [
      'Unable to connect to the remote server ---> No connection could be made because the target machine actively refused it 10.0.0.5:443',
      'unreachable',
      'refused',
    ],
    [
      'Unable to connect to the remote server. A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond',
      'unreachable',
      'timeout',
    ],
    [
      'Impossible de se connecter au serveur distant. Aucune connexion n’a pu être établie car l’ordinateur cible l’a expressément refusée',
      'unreachable',
      'refused',
    ],
    ["There is a problem with the proxy server's security certificate.", 'outlook-certificate', 'proxy'],
    [
      'The name on the security certificate is invalid or does not match the name of the site.',
      'outlook-certificate',
      'name',
    ],
    [
      'Le certificat de sécurité ne provient pas d’une autorité de certification approuvée.',
      'outlook-certificate',
      'issuer',
    ],
    ['The security certificate has expired or is not yet valid.', 'outlook-certificate', 'date'],
    ['Le certificat de sécurité a expiré ou n’est pas encore valide.', 'outlook-certificate', 'date'],
    ['chứng chỉ bảo mật đã hết hạn hoặc chưa có hiệu lực', 'outlook-certificate', 'date'],
    [
      'Outlook báo: tên trên chứng chỉ bảo mật không hợp lệ hoặc không khớp với tên trang web',
      'outlook-certificate',
      'name',
    ],
    [
      "The proxy server's security certificate: the name on the security certificate is invalid or does not match the name of the site.",
      'outlook-certificate',
      'proxy',
    ],
  ])('%s', (text, family, detail) => expect(detailOf(text)).toEqual([family, detail]));

  test.each([
    ['PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException', 'java'],
    ['requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed', 'python'],
    ["code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'", 'node'],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'go'],
    ['NET::ERR_CERT_AUTHORITY_INVALID', 'browser'],
    ['curl: (60) SSL certificate problem: unable to get local issuer certificate', 'curl'],
    ['openssl s_client: verify error: self signed certificate in certificate chain', 'openssl'],
    [
      'an error occurred while establishing a secure connection to the Microsoft Exchange server',
      'server-side-sync',
    ],
    ['Certificate verification failed', null],
  ])('the program in "%s"', (text, detail) =>
    expect(detailOf(text)).toEqual(['other-runtime-trust', detail]),
  );

  test.each([
    [
      'Microsoft.Crm.Asynchronous.EmailConnector: Could not establish trust relationship for the SSL/TLS secure channel.',
      'trust-relationship',
      'server-side-sync',
    ],
    [
      'Incoming Status: Failure - Could not establish trust relationship for the SSL/TLS secure channel.',
      'trust-relationship',
      null,
    ],
    ['Mailbox location could not be determined', 'name-resolution', 'mailbox-location'],
    ['Socket returned exception, Error: HostNotFound', 'name-resolution', null],
  ])('server-side synchronization: %s', (text, family, detail) =>
    expect(detailOf(text)).toEqual([family, detail]),
  );

  test('words of one family tell nothing in another', () => {
    expect(detailOf('The request was aborted: Could not create SSL/TLS secure channel. 10061')).toEqual([
      'tls-protocol',
      null,
    ]);
    expect(detailOf('connection refused by my boss, lunch is at 12')[1]).not.toBe('proxy');
    expect(detailOf('hello')).toEqual([null, null]);
  });

  test('the detail named first in the signatures wins, wherever it stands', () => {
    const find = makeFindDetail([
      { family: 'unreachable', detail: 'telling', phrase: 'refused it' },
      { family: 'unreachable', detail: 'vague', phrase: 'failed' },
    ]);
    expect(find('unreachable', [['failed', 'refused', 'it']])).toBe('telling');
    expect(find('unreachable', [['failed']])).toBe('vague');
    expect(find('forbidden', [['failed']])).toBeNull();
  });
});
