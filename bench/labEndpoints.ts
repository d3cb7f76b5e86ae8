import { labServer } from '../test/lab/lab.js';
import { issue, makeAuthority } from '../test/lab/pki.js';

/** What the process tells once all endpoints serve. */
export interface ServedEndpoints {
  readonly ports: readonly number[];
  readonly rootPem: string;
}

/** The endpoints in a process of their own, so that they share no event loop with what is measured. */
const count = Number(process.argv[2] ?? 1);
const name = 'mail.contoso.com';
const root = makeAuthority({ cn: 'Contoso Root CA' });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root });
const leaf = issue({ authority: issuing, cn: name, sans: [{ dns: name }] });
const servers = await Promise.all(Array.from({ length: count }, () => labServer({ chain: [leaf, issuing] })));
const served: ServedEndpoints = { ports: servers.map(({ port }) => port), rootPem: root.certPem };
process.send?.(served);
process.on('disconnect', () => process.exit());
