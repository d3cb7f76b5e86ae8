import { parseEndpoint } from '../../base/parseEndpoint.js';
import {
  beginsReport,
  continuesReport,
  readRouterReport,
} from '../../diagnosis/routerReport/readRouterReport.js';
import { missingParts, type RouterReport } from '../../diagnosis/routerReport/routerReport.js';
import { activeFacts, describe, enterTree } from '../../dialogTree/activeTree.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import { asFacts, type CaseFacts, caseFacts, endpointFacts } from './caseFacts.js';
import type { SupportTurn } from './supportTurn.js';

/** The tree that answers a report where the one that the conversation is in does not. */
const reportTree = 'email-router-trust';
/** Kept from turn to turn while a report comes in pieces. */
const longestDraft = 60_000;

/**
 * Takes a message that is a report of the Router's computer, or goes on with one that came in pieces; false when it is
 * neither. A report begins its diagnosis wherever the conversation stands.
 */
export async function takeReport({ dc, knowledge, turn }: SupportTurn, text: string): Promise<boolean> {
  const known = caseFacts(activeFacts(dc) ?? {});
  const read = readPieces(known.reportDraft ?? null, text);
  if (read === null) return false;
  const { report, draft } = read;
  const goesOn = !report.complete && draft.length < longestDraft;
  const facts: Facts = {
    ...endpointOf(report, known),
    ...asFacts({
      routerReport: { report, receivedAt: turn.now.toISOString() },
      previousReport: known.reportDraft ? (known.previousReport ?? null) : (known.routerReport ?? null),
      reportDraft: goesOn ? draft : null,
      reported: null,
    }),
  };
  const here = describe(dc)?.treeId;
  const answers = here !== undefined && knowledge.registry.current(here)?.tree.onReport !== undefined;
  await enterTree(dc, answers ? here : reportTree, { entry: 'onReport', facts });
  return true;
}

interface Pieces {
  readonly report: RouterReport;
  /** All that came of it so far. */
  readonly draft: string;
}

function readPieces(draft: string | null, text: string): Pieces | null {
  if (draft === null || beginsReport(text)) {
    const report = readRouterReport(text);
    return report && { report, draft: text };
  }
  if (!continuesReport(text)) return null;
  // Where a message was cut nobody knows: between two lines, or in the middle of a word.
  const [first, ...others] = [`${draft}\n${text}`, `${draft}${text}`].flatMap((joined) => {
    const report = readRouterReport(joined);
    return report ? [{ report, draft: joined }] : [];
  });
  if (first === undefined) return null;
  return others.find(({ report }) => wealth(report) > wealth(first.report)) ?? first;
}

function wealth(report: RouterReport): number {
  const values = report.elements.flatMap((element) =>
    Object.values(element).filter((value) => value !== null),
  );
  return report.certificates.length * 10 + values.length - missingParts(report).length;
}

/** The report's own endpoint, where it is not the one of the case already: what was seen of another is void then. */
function endpointOf({ url }: RouterReport, { endpoint }: CaseFacts): Facts {
  const reading = url === null ? null : parseEndpoint(url);
  if (!reading?.ok) return {};
  const { host, port } = reading.endpoint;
  return endpoint?.host === host && endpoint.port === port ? {} : endpointFacts(reading);
}
