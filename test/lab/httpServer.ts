import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A plain web server on 127.0.0.1, as authorities run them for their certificates and lists. */
export interface LabHttpServer {
  readonly port: number;
  url(path: string): string;
  /** Paths asked for, in order; POST bodies beside them. */
  readonly asked: { readonly path: string; readonly host: string | undefined; readonly body: Buffer }[];
  close(): Promise<void>;
}

/** What is answered at a path: bytes, or anything that the handler likes. */
export type LabPage = Buffer | ((response: http.ServerResponse, body: Buffer) => void);

export async function httpServer(pages: { [path: string]: LabPage }): Promise<LabHttpServer> {
  const asked: { path: string; host: string | undefined; body: Buffer }[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = Buffer.concat(chunks);
      asked.push({ path, host: request.headers.host, body });
      const page = pages[path];
      if (Buffer.isBuffer(page)) response.end(page);
      else if (page) page(response, body);
      else {
        response.statusCode = 404;
        response.end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
