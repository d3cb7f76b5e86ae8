import { describe, expect, test } from '@jest/globals';
import { type Activity, ActivityTypes, type Attachment } from 'botbuilder';
import { attachmentPath } from '../../../src/base/attachmentUrl.js';
import { systemClock } from '../../../src/base/clock.js';
import { type Log, silentLog } from '../../../src/base/log.js';
import { type FileSources, makeOpenFiles } from '../../../src/bot/files/openFiles.js';
import { type ReadPicture, takeFiles } from '../../../src/bot/files/takeFiles.js';
import { Throttle } from '../../../src/bot/throttle.js';
import type { LeasedTurn } from '../../../src/storage/storage.js';

const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const claims = [{ type: 'serviceurl', value: serviceUrl }];

interface Fetch {
  readonly url: string;
  readonly token: string | null;
}

/** Takes the files of one message; `at` is what lies at which URL or under which id. */
async function take(
  attachments: readonly Attachment[],
  options: {
    readonly at?: Readonly<Record<string, string | Buffer>>;
    readonly text?: string;
    readonly claims?: typeof claims;
    readonly sources?: Partial<FileSources>;
    readonly readPicture?: ReadPicture;
  } = {},
) {
  const fetched: Fetch[] = [];
  const at = (key: string) => {
    const found = options.at?.[key];
    return found === undefined ? null : Buffer.from(found);
  };
  const openFiles = makeOpenFiles({
    storage: {
      readAttachment: async (conversation, id) => {
        const bytes = conversation === 'msteams/c1' ? at(id) : null;
        return bytes && { id, name: id, bytes };
      },
    },
    fetchFile: async (url, token) => {
      fetched.push({ url, token });
      const bytes = at(url);
      return bytes ? { ok: true, bytes } : { ok: false, problem: 'status 404' };
    },
    fetches: new Throttle(systemClock, 100, 60_000),
    channelToken: async () => 'the channel’s own',
    log: silentLog,
    ...options.sources,
  });
  const activity = {
    ...{ type: ActivityTypes.Message, serviceUrl, text: options.text, attachments },
  } as unknown as Activity;
  const identity = { claims: options.claims ?? claims, audience: '', callerId: null };
  const entry = { conversation: 'msteams/c1', identity } as unknown as LeasedTurn;
  const readPicture = options.readPicture ?? (async () => ({ ok: false, problem: 'picture' }) as const);
  let announced = 0;
  const onPicture = async () => {
    announced += 1;
  };
  const turn = { activity, entry, personKey: 'msteams/p1', onPicture };
  const notes = await takeFiles({ openFiles, readPicture }, turn);
  return { notes, text: activity.text, fetched, announced };
}

const file = (contentUrl: string, name = 'error.txt'): Attachment => ({
  contentType: 'application/octet-stream',
  contentUrl,
  name,
});
const teamsFile = (downloadUrl: unknown, name = 'error.txt'): Attachment => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: 'https://contoso.sharepoint.com/personal/error.txt',
  name,
  content: { downloadUrl, uniqueId: '1', fileType: 'txt' },
});

describe('what a file says counts as typed', () => {
  test('behind the person’s own words, masked as these are', async () => {
    const at = { a: 'the error', b: 'password: Hunter2 https://bob:hunter2@mail.contoso.com' };
    const { text, notes } = await take([file(attachmentPath('a')), file(attachmentPath('b'))], {
      at,
      text: 'here:',
    });
    expect(text).toMatch(/^here:\n\nthe error\n\n/);
    expect(text).toContain('mail.contoso.com');
    expect(text).not.toMatch(/hunter2/i);
    expect(notes).toEqual([]);
  });

  test('without words of the person it is the message', async () => {
    expect((await take([file(attachmentPath('a'))], { at: { a: '\ufeffthe error' } })).text).toBe(
      'the error',
    );
  });

  test('a long one is read at its beginning and its end, in whole lines, and that is said', async () => {
    const log = Array.from({ length: 20_000 }, (_, index) => `line ${index}`).join('\n');
    const { text, notes } = await take([file(attachmentPath('a'), 'router.log')], { at: { a: log } });
    expect(text?.length).toBeLessThanOrEqual(102_410);
    expect(text).toMatch(/^line 0\nline 1\n[\s\S]*\nline \d+\n…\nline \d+\n[\s\S]*\nline 19999$/);
    expect(notes).toEqual([{ code: 'long-text', name: 'router.log' }]);
  });

  test('the HTML form of a Teams message is no file', async () => {
    const { text, notes, fetched } = await take([{ contentType: 'text/html', content: '<p>hi</p>' }], {
      text: 'hi',
    });
    expect([text, notes, fetched]).toEqual(['hi', [], []]);
  });
});

describe('a file of another channel', () => {
  test('of Teams is fetched from its download URL, with no token of ours', async () => {
    const url = 'https://contoso.sharepoint.com/_layouts/15/download.aspx?tempauth=eyJ0.eyJh.c2ln';
    const { text, fetched } = await take([teamsFile(url)], { at: { [url]: 'the error' } });
    expect(text).toBe('the error');
    expect(fetched).toEqual([{ url, token: null }]);
  });

  test('that lies with the channel’s own service is fetched with the channel’s token', async () => {
    const url = 'https://smba.trafficmanager.net/emea/v3/attachments/1/views/original';
    expect((await take([file(url)], { at: { [url]: 'x' } })).fetched).toEqual([
      { url, token: 'the channel’s own' },
    ]);
  });

  test.each([
    ['another host', 'https://evil.contoso.com/v3/attachments/1'],
    ['another port', 'https://smba.trafficmanager.net:8443/v3/attachments/1'],
    ['a host that only begins alike', 'https://smba.trafficmanager.net.contoso.com/1'],
    ['a user name that looks alike', 'https://smba.trafficmanager.net@evil.contoso.com/1'],
    ['plain http', 'http://smba.trafficmanager.net/v3/attachments/1'],
    ['no URL', 'smba.trafficmanager.net'],
  ])('%s gets no token', async (_what, url) => {
    expect((await take([file(url)])).fetched).toEqual([{ url, token: null }]);
  });

  test.each([
    ['none', []],
    ['another service', [{ type: 'serviceurl', value: 'https://evil.contoso.com/' }]],
  ])('a caller whose claims name %s gets no token sent to its service URL', async (_what, own) => {
    const url = 'https://smba.trafficmanager.net/emea/v3/attachments/1';
    expect((await take([file(url)], { claims: own })).fetched).toEqual([{ url, token: null }]);
  });

  test('without a token to be had it is asked for without', async () => {
    const url = 'https://smba.trafficmanager.net/emea/v3/attachments/1';
    const channelToken = () => Promise.reject(new Error('no network'));
    expect((await take([file(url)], { sources: { channelToken } })).fetched).toEqual([{ url, token: null }]);
  });

  test('that cannot be fetched is told, and the log names its host and no more', async () => {
    const logged: string[] = [];
    const log: Log = { ...silentLog, warn: (fields) => logged.push(JSON.stringify(fields)) };
    const url = 'https://contoso.sharepoint.com/download.aspx?tempauth=secret';
    const { notes, text } = await take([teamsFile(url)], { sources: { log } });
    expect(notes).toEqual([{ code: 'unfetched', name: 'error.txt' }]);
    expect(text).toBe('');
    expect(logged).toEqual([JSON.stringify({ host: 'contoso.sharepoint.com', problem: 'status 404' })]);
  });

  test.each([
    ['unfetched', teamsFile(undefined)],
    ['unfetched', teamsFile({ href: 'https://contoso.com' })],
    ['unfetched', { contentType: 'application/octet-stream', name: 'error.txt' }],
    ['unfetched', file(attachmentPath('gone'))],
  ])('%s, unasked', async (code, attachment) => {
    const { notes, fetched } = await take([attachment]);
    expect(notes).toEqual([{ code, name: 'error.txt' }]);
    expect(fetched).toEqual([]);
  });

  test('more than a message may hold are not fetched at all', async () => {
    const many = Array.from({ length: 5 }, (_, index) => file(`https://contoso.com/${index}`));
    const { notes, fetched } = await take(many, { text: 'see' });
    expect(notes).toEqual([{ code: 'too-many-files', name: null }]);
    expect(fetched).toEqual([]);
  });

  test('more than a dozen a minute are not, and that is said once', async () => {
    const fetches = new Throttle(systemClock, 1, 60_000);
    const three = [1, 2, 3].map((index) => file(`https://contoso.com/${index}`));
    const at = { 'https://contoso.com/1': 'the error' };
    const { notes, fetched, text } = await take(three, { at, sources: { fetches } });
    expect(notes).toEqual([{ code: 'too-many-uploads', name: null }]);
    expect([fetched.length, text]).toEqual([1, 'the error']);
  });

  test('too large', async () => {
    const fetchFile = async () => ({ ok: false, problem: 'too-large' }) as const;
    const { notes } = await take([file('https://contoso.com/a')], { sources: { fetchFile } });
    expect(notes).toEqual([{ code: 'file-too-large', name: 'error.txt' }]);
  });
});

describe('a picture', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

  test('of another channel is fetched, and what is read in it counts as typed, masked and shown', async () => {
    const url = 'https://smba.trafficmanager.net/emea/v3/attachments/1/views/original';
    const picture = { contentType: 'image/*', contentUrl: url, name: 'a.png' };
    const asked: unknown[] = [];
    const { notes, text, announced } = await take([picture], {
      at: { [url]: png },
      text: 'see:',
      readPicture: async (bytes, person) => {
        asked.push(bytes, person);
        return { ok: true, text: 'the error of bob@contoso.com\npassword: Hunter2' };
      },
    });
    const read = 'the error of ***@contoso.com\npassword: ***';
    expect(text).toBe(`see:\n\n${read}`);
    expect(notes).toEqual([{ code: 'picture-read', name: 'a.png', read }]);
    expect(asked).toEqual([png, 'msteams/p1']);
    expect(announced).toBe(1);
  });

  test.each(['picture', 'damaged-picture', 'picture-empty', 'picture-unread'] as const)(
    'that cannot be read is told: %s',
    async (problem) => {
      const { notes, text } = await take([file(attachmentPath('a'), 'a.png')], {
        at: { a: png },
        text: 'see',
        readPicture: async () => ({ ok: false, problem }),
      });
      expect([notes, text]).toEqual([[{ code: problem, name: 'a.png' }], 'see']);
    },
  );

  test('too many in a short time is said once, and nothing is announced for other files', async () => {
    const at = { a: png, b: png, c: 'the error' };
    const files = [file(attachmentPath('a')), file(attachmentPath('b')), file(attachmentPath('c'))];
    const readPicture: ReadPicture = async () => ({ ok: false, problem: 'too-many-uploads' });
    const { notes, text, announced } = await take(files, { at, readPicture });
    expect([notes, text, announced]).toEqual([[{ code: 'too-many-uploads', name: null }], 'the error', 2]);
  });
});
