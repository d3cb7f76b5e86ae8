import type { Activity } from 'botbuilder';
import { isTimeZone } from '../../handoff/queues/localTime.js';

const longest = 64;

/** IANA name of the time zone that the person's client tells: our page and Teams each in a place of its own. */
export function personTimeZone({ localTimezone, entities }: Activity): string | null {
  const told = (entities ?? []).find(({ type }) => type === 'clientInfo');
  const candidates = [localTimezone, (told as { timezone?: unknown } | undefined)?.timezone];
  const known = candidates.find(
    (name): name is string => typeof name === 'string' && name.length <= longest && isTimeZone(name),
  );
  return known ?? null;
}
