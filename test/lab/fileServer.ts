import type { ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { issue, makeAuthority } from './pki.js';

/** A file host with a certificate for files.contoso.com, on 127.0.0.1. */
export interface FileServer {
  readonly port: number;
  /** PEM of the root that its certificate leads to. */
  readonly root: string;
  readonly asked: { readonly path: string; readonly host: string; readonly authorization: string | null }[];
  url(path: string): string;
  close(): Promise<void>;
}

export type FilePage = Buffer | ((response: ServerResponse) => void);

export async function fileServer(pages: { readonly [path: string]: FilePage }): Promise<FileServer> {
  const authority = makeAuthority({ cn: 'Contoso Root CA' });
  const leaf = issue({ cn: 'files.contoso.com', authority, sans: [{ dns: 'files.contoso.com' }] });
  const asked: FileServer['asked'] = [];
  const server = https.createServer({ key: leaf.keyPem, cert: leaf.certPem }, (request, response) => {
    const { host = '', authorization = null } = request.headers;
    const path = request.url ?? '';
    asked.push({ path, host, authorization });
    const page = pages[path];
    if (typeof page === 'function') return page(response);
    response.statusCode = page === undefined ? 404 : 200;
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    root: authority.certPem,
    asked,
    url: (path) => `https://files.contoso.com:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
