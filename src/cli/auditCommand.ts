import type { AuditQuery, StoredAuditEntry } from '../storage/auditStore.js';
import type { Storage } from '../storage/storage.js';
import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import { jsonLine } from './humanText.js';
import type { ParsedArguments } from './parseArguments.js';
import { readInstant } from './readOptions.js';
import { usageError } from './usageError.js';
import { withStorage } from './withStorage.js';

const pageSize = 500;

/** `trustdesk audit`: who saw and did what, the latest first. */
export async function auditCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('audit takes no argument');
  const since = readInstant(parsed.value('since'), 'since');
  return withStorage(io, async (storage) => {
    const query = {
      ...(since === null ? {} : { since: since.toISOString() }),
      ...(await caseQuery(storage, parsed.value('case'))),
      ...(await agentQuery(storage, parsed.value('agent'))),
    };
    const asJson = parsed.flag('json');
    const referenceOf = makeReferenceOf(storage);
    for await (const entry of entries(storage, query)) {
      const reference = await referenceOf(entry.caseId);
      io.stdout.write(asJson ? jsonLine({ ...entry, reference }) : line(entry, reference));
    }
    return exitCodes.trusted;
  });
}

type Narrowing = Pick<AuditQuery, 'caseId' | 'agentId' | 'since'>;

async function* entries({ audit }: Storage, query: Narrowing): AsyncGenerator<StoredAuditEntry> {
  let page = await audit.list({ ...query, limit: pageSize });
  while (page.length > 0) {
    yield* page;
    const { n } = page.at(-1) ?? { n: 0 };
    page = page.length < pageSize ? [] : await audit.list({ ...query, before: n, limit: pageSize });
  }
}

async function caseQuery({ cases }: Storage, reference: string | null): Promise<Narrowing> {
  if (reference === null) return {};
  const [record] = await cases.list({ reference, limit: 1 });
  if (record === undefined) throw usageError(`there is no case ${reference}`);
  return { caseId: record.caseId };
}

async function agentQuery({ agents }: Storage, email: string | null): Promise<Narrowing> {
  if (email === null) return {};
  const agent = await agents.byEmail(email.toLowerCase());
  if (agent === null) throw usageError(`there is no agent ${email}`, 'See `trustdesk agents list`.');
  return { agentId: agent.id };
}

/** The number of a case by its id; null of one that is there no more. */
function makeReferenceOf({ cases }: Storage): (caseId: string | null) => Promise<string | null> {
  const known = new Map<string, string | null>();
  return async (caseId) => {
    if (caseId === null) return null;
    const reference = known.get(caseId) ?? (await cases.read(caseId))?.reference ?? null;
    known.set(caseId, reference);
    return reference;
  };
}

function line({ at, agent, action, caseId, detail }: StoredAuditEntry, reference: string | null): string {
  const parts = [at.slice(0, 19).replace('T', ' '), agent, action, reference ?? caseId ?? '–', detail ?? ''];
  return `${parts.join('  ').trimEnd()}\n`;
}
