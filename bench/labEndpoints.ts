import { httpServer, type LabPage } from '../test/lab/httpServer.js';
import { labServer } from '../test/lab/lab.js';
import { issue, makeAuthority } from '../test/lab/pki.js';
import { around, ocspResponse } from '../test/lab/revocation.js';

/** What the process tells once all endpoints serve. */
export interface ServedEndpoints {
  readonly ports: readonly number[];
  readonly rootPem: string;
  /** Sends its certificate alone, which names where its issuer's is. */
  readonly forgetful: number;
  /** Its certificate names an OCSP responder. */
  readonly revocable: number;
}

/** The endpoints in a process of their own, so that they share no event loop with what is measured. */
const count = Number(process.argv[2] ?? 1);
const name = 'mail.contoso.com';
const root = makeAuthority({ cn: 'Contoso Root CA' });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root });
const leaf = issue({ authority: issuing, cn: name, sans: [{ dns: name }] });
const servers = await Promise.all(Array.from({ length: count }, () => labServer({ chain: [leaf, issuing] })));
const pages: { [path: string]: LabPage } = { '/ca': issuing.der };
const web = await httpServer(pages);
const named = { authority: issuing, cn: name, sans: [{ dns: name }] };
const lone = issue({ ...named, aia: { caIssuers: [web.url('/ca')] } });
const asked = issue({ ...named, aia: { ocsp: [web.url('/ocsp')] } });
pages['/ocsp'] = ocspResponse({ certificate: asked, issuer: issuing, status: 'good', ...around(new Date()) });
const served: ServedEndpoints = {
  ports: servers.map(({ port }) => port),
  rootPem: root.certPem,
  forgetful: (await labServer({ chain: [lone] })).port,
  revocable: (await labServer({ chain: [asked, issuing] })).port,
};
process.send?.(served);
process.on('disconnect', () => process.exit());
