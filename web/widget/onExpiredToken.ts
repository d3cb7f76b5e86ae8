import { connectionStatus, type DirectLine } from './webChat.js';

/**
 * Calls `renew` when the client finds its token expired, and keeps that from Web Chat, which would end the client for good.
 * The client itself goes on: it asks again with whatever token it has been given by then.
 */
export function onExpiredToken({ connectionStatus$ }: DirectLine, renew: () => void): void {
  const next = connectionStatus$.next.bind(connectionStatus$);
  connectionStatus$.next = (status) => {
    if (status === connectionStatus.expiredToken) renew();
    else next(status);
  };
}
