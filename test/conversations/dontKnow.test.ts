import { describe, expect, test } from '@jest/globals';
import { type Locale, locales } from '../../src/answers/locales.js';
import { checkKnowledge } from '../../src/app/checkKnowledge.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import type { JsonObject } from '../../src/base/json.js';
import type { Facts } from '../../src/dialogTree/dialogServices.js';
import { choicesOf, findNode, type Tree, waits } from '../../src/dialogTree/tree.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import { issue } from '../lab/pki.js';
import { CaseTalk, type Stood, shippedKnowledge } from './caseTalk.js';

const knowledge = shippedKnowledge();
const trees = new Map(knowledge.registry.versions.map(({ tree }) => [tree.id, tree]));
/** A useful answer, or a human, is never further away than this. */
const mostTurns = 3;

const words: { readonly [locale in Locale]: string } = {
  en: "I don't know",
  fr: 'je ne sais pas',
  vi: 'tôi không biết',
};
const error = 'Could not establish trust relationship for the SSL/TLS secure channel';

function seen(): JsonObject {
  const certificate = issue({
    authority: 'self',
    cn: 'mail.contoso.com',
    sans: [{ dns: 'mail.contoso.com' }],
  });
  const record: ProbeRecord = {
    target: 'mail.contoso.com',
    endpoint: { host: 'mail.contoso.com', port: 443, address: '192.0.2.1', sni: 'mail.contoso.com' },
    startedAt: '2026-11-22T10:00:00.000Z',
    addresses: ['192.0.2.1'],
    failure: null,
    presentedChain: [certificate.der.toString('base64')],
    tls: null,
    server: null,
    timings: {},
  };
  return record as unknown as JsonObject;
}

const record = seen();
const given = issue({ authority: 'self', cn: 'mail.contoso.com' }).der.toString('base64');
const known: Facts = {
  family: 'trust-relationship',
  errorText: error,
  endpoint: {
    ...{ typed: 'mail.contoso.com', url: 'https://mail.contoso.com/', host: 'mail.contoso.com', port: 443 },
    ...{ path: '/', notes: [], isAddress: false },
  },
  endpointShown: 'mail.contoso.com',
  mailDomain: 'contoso.com',
  probe: record,
  certificate: given,
};

/** What helps: an answer that was shown, or a choice that leads to a human. */
function helps({ tree, node }: Stood): boolean {
  const found = trees.get(tree);
  const at = found === undefined ? null : findNode(found, node);
  if (found === undefined || at === null) return false;
  return at.kind === 'answer' || choicesOf(found, at).some(({ command }) => command === 'human');
}

function waitingNodes(tree: Tree): readonly string[] {
  return Object.entries(tree.nodes).flatMap(([id, node]) => (waits(tree, node) ? [id] : []));
}

async function answered(talk: CaseTalk, text: string): Promise<Stood> {
  const stood = await talk.say(text);
  return stood.waitsForProbe ? talk.probed(record) : stood;
}

async function turnsToHelp(talk: CaseTalk, locale: Locale): Promise<number> {
  for (let turns = 1; turns <= mostTurns; turns += 1) {
    const stood = await answered(talk, words[locale]);
    expect(stood.replies.length).toBeGreaterThan(0);
    if (helps(stood)) return turns;
  }
  return Number.POSITIVE_INFINITY;
}

describe.each(locales)('"I don\'t know" in %s', (locale) => {
  const everywhere = [...trees.values()].flatMap((tree) =>
    waitingNodes(tree).map((node) => [tree.id, node] as const),
  );

  test.each(everywhere)('leads on from %s/%s', async (tree, node) => {
    const talk = new CaseTalk(knowledge, locale);
    await talk.enter(tree, node, known);
    expect(await turnsToHelp(talk, locale)).toBeLessThanOrEqual(mostTurns);
  });

  test('is an answer to everything, from the pasted error to its end', async () => {
    const talk = new CaseTalk(knowledge, locale);
    await talk.say('hello');
    await talk.say(error);
    const places: string[] = [];
    for (let turns = 0; turns < 12; turns += 1) {
      const { tree, node, replies } = await answered(talk, words[locale]);
      expect(replies.length).toBeGreaterThan(0);
      places.push(`${tree}/${node}`);
    }
    // It comes to rest at the offer of a human instead of going in a circle.
    expect(new Set(places.slice(-4))).toEqual(new Set(['root/dont-know']));
  });
});

test('no shipped question leaves it to the bot', () => {
  const { problems } = checkKnowledge(readShippedKnowledge());
  expect(problems.filter(({ code }) => code === 'no-dont-know')).toEqual([]);
});

test('a look that runs is waited for', async () => {
  const talk = new CaseTalk(knowledge, 'en');
  await talk.enter('email-router-trust', 'look', known);
  const stood = await talk.say(words.en);
  expect(stood).toMatchObject({ node: 'look', waitsForProbe: true });
  expect(talk.probes).toHaveLength(1);
});

test('a pressed "I don\'t know" and a typed one lead the same way', async () => {
  const pressed = new CaseTalk(knowledge, 'fr');
  await pressed.enter('email-router-trust', 'ask-endpoint', {});
  const typed = new CaseTalk(knowledge, 'fr');
  await typed.enter('email-router-trust', 'ask-endpoint', {});
  const one = await pressed.press({ trustdesk: { command: 'dont-know' } });
  const other = await typed.say(words.fr);
  expect(one.replies).toEqual(other.replies);
});
