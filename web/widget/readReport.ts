import { type Activity, type DirectLine, placeOf } from './webChat.js';

/** Milliseconds between two reports. */
const pauseMs = 2_000;

export interface ReadReport {
  /** A human's message has been shown. */
  shown(activity: Activity): void;
  end(): void;
}

/** Tells the server how far a human's messages were on the screen, so that who wrote them knows that they are read. */
export function reportRead(line: DirectLine): ReadReport {
  let seen = 0;
  let told = 0;
  let timer = 0;
  const tell = () => {
    timer = 0;
    if (document.visibilityState !== 'visible' || seen <= told) return;
    told = seen;
    const value = { watermark: String(seen) };
    // Of no weight: what gets lost is told with the next message.
    line
      .postActivity({ type: 'event', name: 'trustdesk/read', value, from: { role: 'user' } })
      .toPromise()
      .catch(() => undefined);
  };
  const soon = () => {
    if (timer === 0) timer = window.setTimeout(tell, pauseMs);
  };
  document.addEventListener('visibilitychange', soon);
  return {
    shown(activity) {
      seen = Math.max(seen, placeOf(activity));
      soon();
    },
    end() {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', soon);
    },
  };
}
