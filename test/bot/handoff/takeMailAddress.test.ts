import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import type { BotUnderTest } from '../../conversations/conversation.js';
import { Asker, botWithHours, press } from './askedHuman.js';

const mail = { SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'trustdesk@contoso.com' };
let bot: BotUnderTest;
let count = 0;
beforeAll(async () => {
  bot = await botWithHours({ environment: mail });
});
afterAll(() => bot.close());

/** Somebody whose case waits, with what they read then. */
async function waiting(
  options: { readonly locale?: string; readonly channelId?: string; readonly at?: BotUnderTest } = {},
) {
  const { at = bot, locale = 'en', channelId = 'directline' } = options;
  count += 1;
  const person = new Asker(at, { id: `mail-${count}`, locale, channelId });
  await person.say('human');
  const told = JSON.stringify(await person.send(press('send')));
  expect(await person.newestCase()).toMatchObject({ status: 'queued' });
  return { person, told };
}

const button = '"data":{"trustdesk":{"handoff":"mail"}';
const give = (mailAddress: unknown): JsonObject => ({
  type: 'message',
  value: { trustdesk: { handoff: 'mail' }, mailAddress } as JsonObject,
});
const addressOf = async (person: Asker) => (await person.newestCase())?.mailAddress ?? null;

test.each(['en', 'fr', 'vi'])('in %s a card takes the address', async (locale) => {
  const { person, told } = await waiting({ locale });
  expect(told).toContain(button);
  expect(JSON.stringify(await person.send(press('mail')))).toContain('"id":"mailAddress"');
  const [answer] = await person.reads(give('linh@contoso.com'));
  expect(answer).toContain('linh\\@contoso.com');
  expect(await addressOf(person)).toBe('linh@contoso.com');
  expect(JSON.stringify(await person.send(press('queue')))).not.toContain(button);
});

test('an address in a message arrives masked, and the person is shown the field', async () => {
  const { person } = await waiting();
  await person.send(press('mail'));
  expect((await person.reads('***@contoso.com')).join()).toContain('field above');
  expect(await addressOf(person)).toBeNull();
  // Anything else is for the bot.
  await person.reads('help');
  expect((await person.reads('***@contoso.com')).join()).not.toContain('field above');
});

test.each([['***@contoso.com'], ['linh'], [''], [5], [{ a: 1 }], ['linh@contoso.com\r\nBcc: x@contoso.com']])(
  '%j is not taken for an address',
  async (given) => {
    const { person } = await waiting();
    expect((await person.reads(give(given))).join()).toContain('no e-mail address');
    expect(await addressOf(person)).toBeNull();
  },
);

test('nobody is asked where no mail could be sent', async () => {
  const without = await botWithHours();
  for (const options of [{ at: without }, { channelId: 'msteams' }]) {
    const { person, told } = await waiting(options);
    expect(told).not.toContain(button);
    await person.send(give('linh@contoso.com'));
    expect(await addressOf(person)).toBeNull();
  }
  await without.close();
});
