import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Mail } from '../../../src/handoff/mail/mail.js';
import { mailText } from '../../../src/handoff/mail/mailText.js';
import { smtpMail } from '../../../src/handoff/mail/smtpMail.js';
import { anna, minute, standingOf } from '../caseFixtures.js';
import { type MailRig, mailRig } from './mailRig.js';
import { headOf, startSmtpPeer } from './smtpPeer.js';

let rig: MailRig;
beforeEach(() => {
  rig = mailRig();
});
afterEach(() => rig.close());

const closed = { opensAt: '2026-11-24T08:00:00.000Z', expiresAt: '2026-11-25T08:00:00.000Z' };
const day = 24 * 60 * minute;

async function act(caseId: string, ...commands: Parameters<MailRig['handoff']['act']>[1][]): Promise<void> {
  for (const command of commands) {
    const result = await rig.handoff.act(caseId, command);
    if (!result.ok) throw new Error(result.refusal);
  }
}

async function speak(
  caseId: string,
  messageId: string,
  text: string,
  names: readonly string[] = [],
): Promise<void> {
  const attachments = names.map((name) => ({ name, contentType: 'text/plain', contentUrl: 'x' }));
  const result = await rig.handoff.act(
    caseId,
    { type: 'speak', agent: anna, holding: 1, messageId },
    { text, attachments },
  );
  if (!result.ok) throw new Error(result.refusal);
}

const address = { type: 'mail-address', address: 'linh@contoso.com' } as const;
const claim = { type: 'claim', agent: anna } as const;
const subjects = () => rig.sent.map(({ to, subject }) => `${to}: ${subject}`);

function only(): Mail {
  const [mail, ...others] = rig.sent;
  if (mail === undefined || others.length > 0) throw new Error(`${rig.sent.length} mails instead of one`);
  return mail;
}

describe('a queue’s address', () => {
  test('gets what comes outside the hours, in its language, once', async () => {
    await rig.opened('a', closed);
    await rig.pass();
    await rig.pass(minute);
    const mail = only();
    expect(mail).toMatchObject({ id: 'a.1.ticket', to: 'support@contoso.com', replyTo: null, locale: 'fr' });
    expect(mail.subject).toContain('[TD-a]');
    const text = mailText(mail.blocks);
    expect(text).toContain('Bureau de Paris');
    expect(text).toContain('Error (fr)');
    expect(text).toContain('Words\u00a0: \n  a\n  b');
    expect(text).toContain('> a\n> b');
    expect(text).toContain('https://trustdesk.contoso.com/desk');
  });

  test('gets nothing of an open queue, of one without an address, or of what somebody has taken by then', async () => {
    await rig.opened('open');
    await rig.opened('silent', { ...closed, queue: 'silent' });
    await rig.opened('taken', closed);
    await act('taken', claim);
    await rig.opened('taken-back', closed);
    await act('taken-back', { type: 'cancel', reason: 'by-person' });
    await rig.pass();
    expect(rig.sent).toEqual([]);
  });

  test('gets what nobody has taken in time, with answers to the person', async () => {
    await rig.opened('a', { expiresAt: '2026-11-24T08:00:00.000Z' });
    await act('a', address);
    await rig.pass(day);
    await act('a', { type: 'tick', standing: standingOf() });
    await rig.pass();
    expect(only()).toMatchObject({
      id: 'a.4.ticket',
      to: 'support@contoso.com',
      replyTo: 'linh@contoso.com',
    });
  });

  test('gets what a hub could not take', async () => {
    await rig.opened('a', { hub: 'webhook' });
    await act('a', { type: 'fail', hub: 'webhook', error: 'gone' });
    await rig.pass();
    const mail = only();
    expect(mail).toMatchObject({ id: 'a.3.ticket', replyTo: null });
    expect(mailText(mail.blocks)).not.toContain('gone');
  });
});

describe('a person who has left', () => {
  beforeEach(async () => {
    await rig.opened('a');
    await act('a', claim, address);
  });

  test('gets what was answered in one mail, when no more has come for a while', async () => {
    await speak('a', 'm1', 'Bonjour,\nessayez *ceci*.');
    await rig.pass(minute);
    await speak('a', 'm2', 'Et ceci :', ['guide.txt', 'a\r\nb.txt']);
    await rig.pass(minute + 1);
    expect(rig.sent).toEqual([]);
    await rig.pass(minute);
    const mail = only();
    expect(mail).toMatchObject({ id: 'a.6.answer', to: 'linh@contoso.com', locale: 'fr' });
    expect(mail.subject).toBe('[TD-a] Anna vous a répondu');
    const text = mailText(mail.blocks);
    expect(text).toContain('> Bonjour,\n> essayez *ceci*.');
    expect(text).toContain('> Et ceci :\n> [Fichier\u00a0: guide.txt.');
    expect(text).toContain('https://trustdesk.contoso.com/#resume=a');
    expect(text).toContain('7 décembre 2026');
    await rig.pass(day);
    expect(rig.sent).toHaveLength(1);
  });

  test('does not wait for ever for an agent who goes on writing', async () => {
    for (let at = 0; at < 12; at += 1) {
      await speak('a', `m${at}`, `${at}`);
      await rig.pass(minute);
    }
    expect(rig.sent.length).toBeGreaterThan(0);
  });

  test('gets nothing while the conversation is open somewhere, and nothing of what was read', async () => {
    rig.here.add('a');
    await speak('a', 'm1', 'seen');
    await rig.pass(day / 24);
    await rig.storage.cases.moveCursor('a', 'person', 3);
    await speak('a', 'm2', 'unseen');
    await rig.pass(day / 24);
    expect(rig.sent).toEqual([]);
    rig.here.delete('a');
    await rig.pass(1);
    await rig.pass(3 * minute);
    const text = mailText(only().blocks);
    expect(text).toContain('unseen');
    expect(text).not.toContain('> seen');
  });

  test('learns how it ended', async () => {
    await act('a', {
      type: 'resolve',
      agent: anna,
      holding: 1,
      solved: true,
      cause: 'other',
      text: 'Installé.',
    });
    await rig.pass(3 * minute);
    await rig.pass(3 * minute);
    const mail = only();
    expect(mail.subject).toBe('[TD-a] Anna a clos votre dossier');
    expect(mailText(mail.blocks)).toContain('comme résolu.\n\nAnna a écrit\u00a0:\n> Installé.');
  });

  test('gets nothing after taking the address back', async () => {
    await speak('a', 'm1', 'hello');
    await act('a', { type: 'mail-address', address: null });
    await rig.pass(3 * minute);
    await rig.pass(3 * minute);
    expect(rig.sent).toEqual([]);
  });

  test('of another channel gets the answer there and no mail', async () => {
    await rig.opened('t', {}, 'msteams');
    await act('t', claim, address);
    await speak('t', 'm1', 'hello');
    await rig.pass(3 * minute);
    await rig.pass(3 * minute);
    expect(rig.sent).toEqual([]);
  });
});

describe('the mail server', () => {
  test('that takes a mail later gets it later, ever more rarely', async () => {
    await rig.opened('a', closed);
    const later = { outcome: 'later', error: '451' } as const;
    rig.deliveries.push(later, later, later);
    await rig.pass();
    await rig.pass(14_999);
    expect(rig.deliveries).toHaveLength(2);
    await rig.pass(1);
    expect(rig.deliveries).toHaveLength(1);
    await rig.pass(29_999);
    expect(rig.deliveries).toHaveLength(1);
    await rig.pass(1);
    await rig.pass(60_000);
    expect(subjects()).toHaveLength(1);
  });

  test('that is down keeps all mails waiting, one that is busy only this one', async () => {
    await rig.opened('a', closed);
    await rig.opened('b', closed);
    rig.deliveries.push({ outcome: 'down', error: 'ECONNREFUSED' });
    await rig.pass();
    expect(rig.sent).toEqual([]);
    rig.deliveries.push({ outcome: 'later', error: '451' });
    await rig.pass(15_000);
    expect(rig.sent.map(({ id }) => id)).toEqual(['b.1.ticket']);
    await rig.pass(15_000);
    expect(rig.sent.map(({ id }) => id)).toEqual(['b.1.ticket', 'a.1.ticket']);
  });

  test('that refuses a mail does not keep the next ones', async () => {
    await rig.opened('a', { ...closed, expiresAt: '2026-11-24T08:00:00.000Z' });
    rig.deliveries.push({ outcome: 'refused', error: '550' });
    await rig.pass();
    await rig.pass(day);
    expect(rig.sent).toEqual([]);
    await act('a', { type: 'tick', standing: standingOf() });
    await rig.pass();
    expect(rig.sent.map(({ id }) => id)).toEqual(['a.3.ticket']);
  });

  test('that was away for days is not flooded with what is old', async () => {
    await rig.opened('a', { ...closed, expiresAt: null });
    await rig.pass(4 * day);
    await rig.pass();
    expect(rig.sent).toEqual([]);
    expect(await rig.storage.cases.cursors('a')).toMatchObject({ 'ticket mail': 2 });
  });

  test('gets a mail again under the same id when the process died before it knew', async () => {
    const peer = await startSmtpPeer();
    try {
      const server = { host: '127.0.0.1', port: peer.port, secure: false, credentials: null };
      const send = smtpMail({ server, from: 'trustdesk@contoso.com', timeoutMs: 2_000 });
      rig.restart(send);
      await rig.opened('a', closed);
      peer.faults.push({ cut: 'greeting' }, { cut: 'body' });
      await rig.pass();
      await rig.pass(15_000);
      rig.restart(send);
      await rig.pass();
      const ids = peer.taken.map((mail) => headOf(mail, 'Message-ID'));
      expect(ids).toEqual(['<a.1.ticket@contoso.com>', '<a.1.ticket@contoso.com>']);
      rig.restart(send);
      await rig.pass(day);
      expect(peer.taken).toHaveLength(2);
    } finally {
      await peer.close();
    }
  });
});

test('a running worker sends what happens at once, and takes up what an earlier process left', async () => {
  await rig.opened('before', closed);
  rig.restart();
  rig.start();
  await rig.idle();
  expect(rig.sent.map(({ id }) => id)).toEqual(['before.1.ticket']);
  await rig.opened('after', { ...closed, expiresAt: null });
  await act('after', { type: 'fail', hub: 'webhook', error: 'gone' });
  await rig.idle();
  expect(rig.sent.map(({ id }) => id)).toEqual(['before.1.ticket', 'after.3.ticket']);
});
