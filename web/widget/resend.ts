import type { DirectLine, Posted } from './webChat.js';

/** Milliseconds before each further attempt. */
const pauses = [500, 2_000, 5_000, 10_000];

/**
 * Makes a client send again what was refused for an expired token or lost to the network: by itself it only reports "retry" in
 * place of the activity's id. The server knows a repeated post by its clientActivityID.
 */
export function resendPosts(line: DirectLine, freshen: () => Promise<void>): void {
  const post = line.postActivity.bind(line);
  const again = async (activity: object): Promise<string> => {
    for (const pause of pauses) {
      await freshen();
      const id = await post(activity).toPromise();
      if (id !== 'retry') return id;
      await new Promise((resolve) => window.setTimeout(resolve, pause));
    }
    throw new Error('the message could not be sent');
  };
  line.postActivity = (activity): Posted =>
    post(activity).flatMap((id) => (id === 'retry' ? again(activity) : [id]));
}
