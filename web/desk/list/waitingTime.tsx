import { useTexts } from '../texts/useTexts.js';
import { useNow } from '../useNow.js';

export interface WaitingTimeProps {
  /** ISO 8601 UTC. */
  readonly since: string;
  /** Whether it is an answer of the agent that the person waits for. */
  readonly urgent: boolean;
}

/** A waiting time that goes on by itself. */
export function WaitingTime({ since, urgent }: WaitingTimeProps) {
  const { t, duration } = useTexts();
  const waited = duration(useNow(1000) - Date.parse(since));
  return (
    <span className="waiting-time" data-urgent={urgent}>
      <span className="visually-hidden">{t(urgent ? 'waiting.answer' : 'waiting.claim')} </span>
      {waited}
    </span>
  );
}
