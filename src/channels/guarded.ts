import type { Request, Response } from 'restify';
import type { Log } from '../base/log.js';
import { refuse } from './answer.js';

export type Handler = (request: Request, response: Response) => Promise<void>;

/** Answers 500 with a code, and logs, what a handler throws: restify would send the error's text. */
export function guarded(services: { readonly log: Log }, handler: Handler): Handler {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      services.log.error({ err: error, method: request.method, path: request.path() }, 'A request failed.');
      if (!response.headersSent) {
        refuse(response, {
          status: 500,
          code: 'internal',
          message: 'Something went wrong here. It has been logged.',
        });
      }
    }
  };
}
