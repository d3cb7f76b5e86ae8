import { afterEach } from '@jest/globals';
import { DirectLine } from 'botframework-directlinejs';
import { FetchXhr } from './fetchXhr.js';

const lines: DirectLine[] = [];

// A line that nobody ends connects again for ever, and the run of the tests with it.
afterEach(() => {
  for (const line of lines.splice(0)) line.end();
});

/** The page's own client, outside a browser; it is ended after the test, before what that test file closes itself. */
export function pageLine(url: string, token: string, how: 'stream' | 'polling' = 'stream'): DirectLine {
  Object.assign(globalThis, { XMLHttpRequest: FetchXhr });
  const domain = `${url}/v3/directline`;
  const line = new DirectLine({ domain, token, webSocket: how === 'stream', pollingInterval: 200 });
  lines.push(line);
  return line;
}
