import type { Activity, Attachment } from 'botbuilder';
import { attachmentIdOf } from '../../base/attachmentUrl.js';
import { cleanFileName } from '../../base/cleanFileName.js';
import { fileLimits } from '../../base/fileLimits.js';
import type { Log } from '../../base/log.js';
import { type LeasedTurn, personKey, type Storage, type TurnIdentity } from '../../storage/storage.js';
import type { Throttle } from '../throttle.js';

/** Fetches a file, in seconds at most; `token` goes to the URL's own host. Never rejects. */
export type FetchFile = (
  url: string,
  token: string | null,
) => Promise<
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly problem: string }
>;

export interface FileSources {
  readonly storage: Pick<Storage, 'readAttachment'>;
  readonly fetchFile: FetchFile;
  /** The token with which the bot speaks to the channel at this service URL; null when it has none. */
  readonly channelToken: (identity: TurnIdentity, serviceUrl: string) => Promise<string | null>;
  /** By person: whoever writes to the bot could otherwise have it call any server as often as they like. */
  readonly fetches: Throttle;
  readonly log: Log;
}

export type OpenedFile =
  | { readonly ok: true; readonly name: string; readonly bytes: Buffer }
  | { readonly ok: false; readonly name: string; readonly problem: OpeningProblem };

export type OpeningProblem = 'file-too-large' | 'too-many-uploads' | 'unfetched';

/** Whose file it is, and how their channel is spoken to. */
export type FileOwner = Pick<LeasedTurn, 'conversation' | 'identity'>;

/** The files of a message, at most as many as one may hold. */
export type OpenFiles = (activity: Activity, owner: FileOwner) => Promise<readonly OpenedFile[]>;

/**
 * Files are opened in the turn of their message and not by a job of their own: without them the message means nothing, and
 * what the person says next must wait for it anyway. It takes 5 s at most, all files together, and a turn that is run
 * again after a crash fetches again.
 */
export function makeOpenFiles(sources: FileSources): OpenFiles {
  return (activity, owner) =>
    Promise.all(
      filesOf(activity)
        .slice(0, fileLimits.filesPerMessage)
        .map((attachment) => open(sources, activity, owner, attachment)),
    );
}

/** What a person attached. Teams adds the HTML form of the message's own text, which is none. */
export function filesOf({ attachments = [] }: Activity): readonly Attachment[] {
  return attachments.filter(({ contentType }) => contentType !== 'text/html');
}

const teamsDownload = 'application/vnd.microsoft.teams.file.download.info';

async function open(
  sources: FileSources,
  activity: Activity,
  owner: FileOwner,
  attachment: Attachment,
): Promise<OpenedFile> {
  const { contentType, contentUrl } = attachment;
  const name = cleanFileName(textOf(attachment.name));
  const kept = attachmentIdOf(textOf(contentUrl));
  if (kept !== null) {
    const found = await sources.storage.readAttachment(owner.conversation, kept);
    return found ? { ok: true, name, bytes: found.bytes } : { ok: false, name, problem: 'unfetched' };
  }
  const fromTeams = contentType === teamsDownload;
  const url = fromTeams ? downloadUrlOf(attachment) : textOf(contentUrl);
  if (url === '') return { ok: false, name, problem: 'unfetched' };
  const person = personKey(activity.channelId, activity.from?.id ?? '');
  if (sources.fetches.take(person) > 0) return { ok: false, name, problem: 'too-many-uploads' };
  const token = fromTeams ? null : await tokenFor(sources, activity, owner, url);
  return fetched(sources, name, url, token);
}

/** Holds a token of its own. */
function downloadUrlOf({ content }: Attachment): string {
  return textOf((content as { downloadUrl?: unknown } | null | undefined)?.downloadUrl);
}

async function fetched(
  { fetchFile, log }: FileSources,
  name: string,
  url: string,
  token: string | null,
): Promise<OpenedFile> {
  const result = await fetchFile(url, token);
  if (result.ok) return { ok: true, name, bytes: result.bytes };
  // The host alone: the rest of the URL lets whoever reads the log fetch the file.
  const host = URL.canParse(url) ? new URL(url).host : null;
  log.warn({ host, problem: result.problem }, 'An attached file could not be fetched.');
  return { ok: false, name, problem: result.problem === 'too-large' ? 'file-too-large' : 'unfetched' };
}

/**
 * The channel's token goes to the channel's own service and nowhere else: the URL must be of the very origin that the
 * caller's signed claims name as its service.
 */
async function tokenFor(
  { channelToken, log }: FileSources,
  { serviceUrl }: Activity,
  { identity }: FileOwner,
  url: string,
): Promise<string | null> {
  const claimed = identity.claims.find(({ type }) => type === 'serviceurl')?.value;
  const trusted = claimed !== undefined && originOf(claimed) === originOf(serviceUrl);
  const origin = originOf(url);
  if (!trusted || origin === null || origin !== originOf(serviceUrl)) return null;
  try {
    return await channelToken(identity, serviceUrl);
  } catch (err) {
    log.warn({ err }, 'There is no token to fetch an attached file with; it is asked for without one.');
    return null;
  }
}

/** Null for anything but https. */
function originOf(url: string): string | null {
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? new URL(url).origin : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
