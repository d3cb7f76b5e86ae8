import restify from 'restify';
import type { Log } from '../base/log.js';
import { refuse } from './answer.js';

/** One screen of text with its card is far below this; larger bodies are refused route by route. */
const maxUrlLength = 8_192;

/**
 * The house's HTTP server. Its errors (unknown path, wrong method, broken URL) are `{error: {code, message}}` like
 * every route's own, and never carry an exception's text.
 */
export function createHttpServer(log: Log): restify.Server {
  const server = restify.createServer({ name: 'TrustDesk', ignoreTrailingSlash: true });
  server.pre((request, response, next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'same-origin');
    if ((request.url ?? '').length <= maxUrlLength) return next();
    refuse(response, { status: 414, code: 'url-too-long', message: 'The URL is too long.' });
    return next(false);
  });
  server.on('restifyError', (request, _response, error: RestifyError, callback: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500)
      log.error({ err: error, method: request.method, path: request.path() }, 'A request failed.');
    // restify sends the error itself, as what these two make of it.
    error.toJSON = () => ({ error: describe(status) });
    error.toString = () => describe(status).message;
    callback();
  });
  return server;
}

interface RestifyError {
  readonly statusCode?: number;
  toJSON: () => object;
  toString: () => string;
}

function describe(status: number): { code: string; message: string } {
  if (status === 404) return { code: 'not-found', message: 'There is nothing under this path.' };
  if (status === 405) return { code: 'method-not-allowed', message: 'This path does not take this method.' };
  if (status < 500) return { code: 'bad-request', message: 'The request could not be read.' };
  return { code: 'internal', message: 'Something went wrong here. It has been logged.' };
}
