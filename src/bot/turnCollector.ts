import type { NewProbeJob, OutgoingActivity, PersonChange } from '../storage/storage.js';

/** What a running turn wants written, in its order. Thrown away as it is when the turn fails. */
export class TurnCollector {
  readonly outgoing: OutgoingActivity[] = [];
  readonly probeJobs: NewProbeJob[] = [];
  readonly cancelledJobs: string[] = [];
  person: PersonChange | null = null;
}
