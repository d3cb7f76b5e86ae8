import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { returnedEvent } from '../../../src/bot/turnScope.js';
import { speakerOf } from '../../../src/handoff/spoken.js';
import { type BotUnderTest, startBot } from '../../conversations/conversation.js';
import { issue } from '../../lab/pki.js';
import { Asker, botWithHours, press, sunday } from './askedHuman.js';

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
const monday = new Date('2026-11-23T09:00:00Z');

let bot: BotUnderTest;
let count = 0;
beforeAll(async () => {
  bot = await startBot({ now: monday });
});
afterAll(() => bot.close());

function asker(
  options: { readonly channelId?: string; readonly locale?: string; readonly at?: BotUnderTest } = {},
) {
  count += 1;
  const { at = bot, locale = 'en', ...rest } = options;
  return new Asker(at, { id: `asker-${count}`, locale, ...rest });
}

const last = (texts: readonly string[]) => texts.at(-1) ?? '';

describe('before anything is passed on', () => {
  test('the person sees what is, and adds to it in their own words', async () => {
    const person = asker();
    await person.say(error);
    await person.reads('I want to talk to someone');
    expect(await person.newestCase()).toBeNull();
    await person.reads('Add or correct something');
    const added = `Only since\nthe last update, ${'as far as we know, '.repeat(12)}at least`;
    const shown = last(await person.reads(added));
    for (const line of added.split('\n')) expect(shown).toContain(line);
    expect(shown).not.toContain('\uFFFD');
    await person.reads({ type: 'message', text: 'Send it', from: { id: `person-${person.id}`, name: 'x' } });
    expect(await person.newestCase()).toMatchObject({
      status: 'queued',
      reference: expect.stringMatching(/^TD-[0-9A-Z]{6}$/),
      conversation: person.key,
      person: `sms/person-${person.id}`,
      request: {
        ...{ reason: 'asked', locale: 'en', family: 'trust-relationship', consentAt: null },
        words: added,
        facts: { errorText: error },
        place: { treeId: 'email-router-trust', nodeId: 'ask-endpoint' },
      },
    });
  });

  test('they may leave it be', async () => {
    const person = asker();
    await person.say(error);
    await person.say('human');
    await person.reads('No, go on with the bot');
    expect(await person.newestCase()).toBeNull();
    expect(await person.place()).toMatchObject({ tree: 'email-router-trust', nodes: ['ask-endpoint'] });
    // The button of the summary counts no more.
    await person.reads(press('send'));
    expect(await person.newestCase()).toBeNull();
  });

  test('where too many wait already, nobody is made to wait behind them', async () => {
    let position = 1_001;
    const full = await startBot({ now: monday, waiting: async () => ({ position, expectedMs: null }) });
    const person = asker({ at: full });
    await person.say(error);
    await person.say('human');
    const replies = await person.reads('Send it');
    expect([replies.length, replies.join('').includes(error)]).toEqual([2, true]);
    expect(await person.newestCase()).toBeNull();
    position = 1_000;
    await person.say('human');
    await person.reads('Send it');
    expect(await person.newestCase()).toMatchObject({ status: 'queued' });
    expect(last(await person.reads('How long?'))).toMatch(/999 .*can’t say/s);
    await full.close();
  });

  test('who asks and takes back again and again is kept to some requests an hour', async () => {
    let now = monday;
    const busy = await startBot({ now: { now: () => now } });
    const person = asker({ at: busy });
    const seen = new Set<string>();
    const ask = async () => {
      await person.reads('human');
      await person.reads(press('send'));
      seen.add((await person.newestCase())?.caseId ?? '');
      await person.reads(press('cancel'));
    };
    for (let times = 0; times < 12; times += 1) await ask();
    expect(seen.size).toBe(10);
    now = new Date(monday.getTime() + 61 * 60_000);
    await ask();
    expect(seen.size).toBe(11);
    await busy.close();
  });

  test('a pasted error begins its case, and asks nothing about a human any more', async () => {
    const person = asker();
    await person.say('human');
    await person.reads(error);
    expect(await person.place()).toMatchObject({ tree: 'email-router-trust' });
    await person.reads(press('send'));
    expect(await person.newestCase()).toBeNull();
  });

  test('an error given as what is to be added belongs to the summary', async () => {
    const person = asker();
    await person.say('hello');
    await person.say('human');
    await person.reads(press('add'));
    expect(last(await person.reads(error))).toContain('no trust relationship');
    await person.reads('yes');
    expect(await person.newestCase()).toMatchObject({
      request: { words: error, family: 'trust-relationship' },
    });
  });

  test.each([
    ['en', 'change language', '2', 'français'],
    ['fr', 'changer de langue', '1', 'English'],
  ])('an interruption in %s works as everywhere, and what is asked stands', async (locale, ...words) => {
    const person = asker({ locale });
    await person.say('human');
    for (const word of words) await person.say(word);
    await person.reads(press('send'));
    expect(await person.newestCase()).toMatchObject({ status: 'queued' });
  });

  test('"back" leads from the words to the summary, and from there to the tree', async () => {
    const person = asker();
    await person.say(error);
    await person.say('human');
    await person.say('2');
    expect(last(await person.reads('back'))).toContain('1. Send it');
    await person.say('back');
    await person.reads(press('send'));
    expect(await person.newestCase()).toBeNull();
    expect(await person.place()).toMatchObject({ nodes: ['ask-endpoint'] });
  });

  test('its numbers hold after something else was said', async () => {
    const person = asker();
    await person.say(error);
    await person.say('human');
    await person.say('thanks');
    await person.say('1');
    expect(await person.newestCase()).toMatchObject({ status: 'queued', request: { words: null } });
  });

  test('a certificate goes its own way', async () => {
    const person = asker();
    await person.say(error);
    await person.say('human');
    await person.say(issue({ authority: 'self', cn: 'mail.contoso.com' }).certPem);
    await person.say('Outlook is fine');
    await person.reads(press('send'));
    expect(await person.newestCase()).toBeNull();
  });

  test('"start over" and "stop" drop it', async () => {
    for (const word of ['start over', 'stop']) {
      const person = asker();
      await person.say('human');
      await person.say(word);
      await person.reads(press('send'));
      expect(await person.newestCase()).toBeNull();
    }
  });

  test('a choice that the tree shows is still one', async () => {
    const person = asker();
    await person.say(error);
    await person.say('human');
    await person.say('Where do I find it?');
    await person.reads(press('send'));
    expect(await person.newestCase()).toBeNull();
    expect(await person.place()).toMatchObject({ nodes: ['where-is-the-url', 'ask-endpoint-after-help'] });
  });

  test('the wish is heard within a longer sentence, which is passed on', async () => {
    const person = asker();
    await person.say('This leads nowhere, please let me talk to a human!');
    await person.say('1');
    expect(await person.newestCase()).toMatchObject({
      request: { words: 'This leads nowhere, please let me talk to a human!' },
    });
  });

  test('consent is asked for where it is to be, and kept', async () => {
    const strict = await startBot({ now: monday, environment: { HANDOFF_CONSENT: 'true' } });
    for (const [locale, button] of [
      ['en', 'I agree, send it'],
      ['fr', 'J’accepte, envoyer'],
      ['vi', 'Tôi đồng ý, gửi đi'],
    ] as const) {
      const person = asker({ at: strict, locale });
      expect(last(await person.reads('human'))).toContain(`1. ${button}`);
      await person.reads(button);
      expect(await person.newestCase()).toMatchObject({ request: { consentAt: monday.toISOString() } });
    }
    await strict.close();
  });

  test('where nobody takes over, the evidence and the contact are shown', async () => {
    const alone = await botWithHours({
      hub: 'none',
      environment: { SUPPORT_CONTACT: 'helpdesk@contoso.com' },
    });
    const person = asker({ at: alone });
    await person.say(error);
    const [told] = await person.reads('human');
    expect(told).toContain(error);
    expect(told).toContain('helpdesk\\@contoso.com');
    await person.reads(press('send'));
    expect(await person.newestCase()).toBeNull();
    await alone.close();
  });
});

describe('what the channel tells of the person', () => {
  test('a name as one line, and a time zone that there is', async () => {
    const person = asker();
    await person.say('human');
    await person.send({ ...press('send'), localTimezone: 'Asia/Ho_Chi_Minh' });
    expect(await person.newestCase()).toMatchObject({ request: { timeZone: 'Asia/Ho_Chi_Minh' } });
    const other = asker();
    await other.say('human');
    const entities = [{ type: 'clientInfo', timezone: 'Europe/Paris' }];
    await other.send({ ...press('send'), localTimezone: 'Nowhere/Land', entities });
    expect(await other.newestCase()).toMatchObject({ request: { timeZone: 'Europe/Paris' } });
  });
});

describe('outside the hours', () => {
  let closed: BotUnderTest;
  beforeAll(async () => {
    closed = await botWithHours({ now: sunday });
  });
  afterAll(() => closed.close());

  test.each([
    ['en', 'Monday, November 23, 15:00, your time', 'Monday, November 23, 09:00 (Europe/Paris time)'],
    ['fr', 'lundi 23 novembre, 15:00, à votre heure', 'lundi 23 novembre, 09:00 (heure de Europe/Paris)'],
    ['vi', 'Thứ Hai, 23 tháng 11, 15:00, theo giờ của bạn', 'Thứ Hai, 23 tháng 11, 09:00 (giờ Europe/Paris)'],
  ])(
    '%s: the next opening in the own time, else in the queue’s, and no position',
    async (locale, own, theirs) => {
      const [here, there] = [asker({ at: closed, locale }), asker({ at: closed, locale })];
      await here.say('human');
      await there.say('human');
      const [told = ''] = await here.reads({ ...press('send'), localTimezone: 'Asia/Ho_Chi_Minh' });
      expect(told).toContain(own);
      expect(told).not.toMatch(/\d+ (cases|dossiers|yêu cầu)/);
      expect((await there.reads(press('send')))[0]).toContain(theirs);
      expect(await here.newestCase()).toMatchObject({ standing: { opensAt: '2026-11-23T08:00:00.000Z' } });
    },
  );
});

describe('while it waits', () => {
  test('its number is told by the house, so that a claim does not hold it back', async () => {
    const person = asker();
    await person.say('human');
    const told = await person.send(press('send'));
    expect(told.map((reply) => speakerOf(reply))).toEqual(['house']);
  });

  test('who asks again is told how it stands, and has one case', async () => {
    const person = asker();
    await person.say('human');
    await person.say('1');
    const first = await person.newestCase();
    for (const words of ['human', 'how long do I have to wait?', 'my position'])
      expect(last(await person.reads(words))).toContain(first?.reference);
    expect(await person.newestCase()).toMatchObject({ caseId: first?.caseId, status: 'queued' });
  });

  test('who comes back after a while is told once how it stands', async () => {
    let now = monday;
    const own = await startBot({ now: { now: () => now } });
    const person = asker({ at: own });
    await person.say('human');
    await person.send(press('send'));
    const reference = (await person.newestCase())?.reference;
    now = new Date(monday.getTime() + 2 * 3_600_000);
    const back = { type: 'event', name: returnedEvent };
    expect(last(await person.reads(back))).toContain(reference);
    expect(await person.reads(back)).toEqual([]);
    await own.close();
  });

  test('"send" pressed twice sends once', async () => {
    const person = asker();
    await person.say('human');
    await person.send(press('send'));
    const first = await person.newestCase();
    expect((await person.reads(press('send')))[0]).toContain(first?.reference);
    expect(await person.newestCase()).toEqual(first);
  });

  test('"cancel" of the time before ends the conversation with the human, too', async () => {
    const person = asker();
    await person.say('human');
    await person.send(press('send'));
    const caseId = (await person.newestCase())?.caseId ?? '';
    await bot.machinery.handoff.act(caseId, { type: 'claim', agent: { id: 'a', name: 'Helpdesk' } });
    await person.settle();
    await person.send(press('cancel'));
    expect(await person.newestCase()).toMatchObject({ status: 'cancelled' });
  });

  test('the person takes it back, after "stop" too, and asks anew', async () => {
    const person = asker();
    await person.say('human');
    await person.say('1');
    await person.say('stop');
    await person.say('Cancel my request');
    expect(await person.newestCase()).toMatchObject({ status: 'cancelled' });
    await person.say('human');
    await person.say('1');
    expect(await person.newestCase()).toMatchObject({ status: 'queued' });
    await person.say('cancel my request');
    expect(await person.newestCase()).toMatchObject({ status: 'cancelled' });
    expect((await person.reads('cancel my request'))[0]).toContain('human');
  });

  test.each([
    ['msteams', 'in Teams'],
    ['directline', 'open this page again'],
    ['sms', 'in this conversation'],
  ])('%s: they are told how the answer comes', async (channelId, way) => {
    const person = asker({ channelId });
    await person.say('human');
    const replies = await person.send(press('send'));
    expect(String(replies[0]?.['text'])).toContain(way);
  });
});

describe('who becomes the next', () => {
  test('is told once, unasked; nobody else is', async () => {
    const own = await startBot({ now: { now: () => new Date() } });
    const people = [1, 2, 3].map(() => asker({ at: own }));
    for (const person of people) {
      await person.say('human');
      await person.say('1');
      // Places in line go by the clock.
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    const [first, second, third] = people;
    const act = async (person: Asker | undefined) => {
      const caseId = (await person?.newestCase())?.caseId ?? '';
      return own.machinery.handoff.act(caseId, { type: 'claim', agent: { id: 'a', name: 'Helpdesk' } });
    };
    await act(first);
    const told = await said(second);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain((await second?.newestCase())?.reference);
    await act(second);
    expect(await said(third)).toHaveLength(1);
    expect((await second?.settle())?.some(({ text }) => String(text).startsWith('You are next'))).toBe(false);
    await own.close();
  });

  async function said(person: Asker | undefined): Promise<readonly string[]> {
    for (let tries = 0; tries < 200; tries += 1) {
      const replies = (await person?.settle()) ?? [];
      if (replies.length > 0) return replies.map(({ text }) => String(text));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return [];
  }
});
