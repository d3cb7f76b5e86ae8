import { afterEach, expect, test } from '@jest/globals';
import type { FetchSurroundings } from '../../src/probe/boundedFetch.js';
import { fetchFile } from '../../src/probe/fetchFile.js';
import { makeOutboundPolicy } from '../../src/probe/outboundPolicy.js';
import { type FilePage, type FileServer, fileServer } from '../lab/fileServer.js';

let server: FileServer;
afterEach(() => server.close());

async function fetched(
  pages: { readonly [path: string]: FilePage },
  more: Partial<FetchSurroundings> & {
    readonly url?: string | ((port: number) => string);
    readonly token?: string;
  } = {},
): Promise<string> {
  server = await fileServer(pages);
  const { url = server.url('/error.txt'), token = null, ...surroundings } = more;
  const asked = typeof url === 'string' ? url : url(server.port);
  const result = await fetchFile(
    { url: asked, token, signal: new AbortController().signal },
    { policy: null, resolve: async () => ['127.0.0.1'], connectTo: [], ca: [server.root], ...surroundings },
  );
  return result.ok ? String(result.bytes) : result.problem;
}

const to =
  (location: string): FilePage =>
  (response) => {
    response.statusCode = 302;
    response.setHeader('location', location);
    response.end();
  };

test('a file comes over https, with the token that is meant for its host', async () => {
  expect(await fetched({ '/error.txt': Buffer.from('the error') }, { token: 'abc' })).toBe('the error');
  expect(server.asked).toEqual([
    { path: '/error.txt', host: `files.contoso.com:${server.port}`, authorization: 'Bearer abc' },
  ]);
});

test('without a token none is sent, and a redirect on the same host is followed', async () => {
  expect(await fetched({ '/error.txt': to('/there'), '/there': Buffer.from('the error') })).toBe('the error');
  expect(server.asked.map(({ authorization }) => authorization)).toEqual([null, null]);
});

test('a redirect to another host is not followed, with a token least of all', async () => {
  expect(await fetched({ '/error.txt': to('https://evil.contoso.com/x') }, { token: 'abc' })).toBe(
    'redirect',
  );
  expect(server.asked).toHaveLength(1);
});

test.each([
  ['http://files.contoso.com/error.txt', 'url'],
  ['https://user:secret@files.contoso.com/error.txt', 'url'],
  [`https://files.contoso.com/${'a'.repeat(8_000)}`, 'url'],
  ['file:///etc/passwd', 'url'],
])('%.50s is refused unasked', async (url, problem) => {
  expect(await fetched({}, { url })).toBe(problem);
  expect(server.asked).toEqual([]);
});

test('a certificate that nobody trusts, or of another name, ends it', async () => {
  expect(await fetched({}, { ca: [] })).toBe('unreachable');
  await server.close();
  expect(await fetched({}, { url: (port) => `https://other.contoso.com:${port}/` })).toBe('unreachable');
  expect(server.asked).toEqual([]);
});

test('more than 1 MB, a status other than 200 and addresses of this network are refused', async () => {
  expect(await fetched({ '/error.txt': Buffer.alloc(1_048_577) })).toBe('too-large');
  await server.close();
  expect(await fetched({})).toBe('status 404');
  await server.close();
  const policy = makeOutboundPolicy({
    allowedNetworks: [],
    allowedPorts: [[1, 65_535]],
    privateRangesAllowed: false,
    ownAddresses: [],
  });
  expect(await fetched({}, { policy })).toBe('blocked');
  expect(server.asked).toEqual([]);
});
