import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** What a station may import: other stations or single files of them, and packages. CONTRIBUTING.md draws it. */
interface Rule {
  readonly stations: readonly string[];
  readonly packages: readonly string[];
}

const pureBuiltins = ['node:crypto', 'node:url', 'node:buffer'];
const rules: Readonly<Record<string, Rule>> = {
  base: { stations: [], packages: ['node:url', 'node:net'] },
  certificates: { stations: ['base'], packages: [...pureBuiltins, 'node:net', 'node-forge'] },
  recognizer: { stations: ['base'], packages: ['yaml'] },
  diagnosis: { stations: ['base', 'certificates', 'probe/probeRecord'], packages: pureBuiltins },
  answers: { stations: ['base', 'diagnosis', 'recognizer/errorMatch'], packages: ['i18next', 'yaml'] },
  probe: { stations: ['base', 'certificates'], packages: ['node:*', 'ipaddr.js'] },
  pictures: { stations: ['base'], packages: ['node:*', 'tesseract.js'] },
  storage: { stations: ['base'], packages: ['node:*'] },
  dialogTree: {
    stations: ['base'],
    packages: ['botbuilder-dialogs', 'botbuilder-core', 'yaml', 'node:crypto'],
  },
  // Drawings are made of what the tree says, without dialogs or files.
  'dialogTree/draw': {
    stations: ['base', 'dialogTree/tree', 'dialogTree/treeTexts', 'dialogTree/validate'],
    packages: [],
  },
  // What is common to all of it; each folder below takes what it names.
  handoff: {
    stations: [
      'base',
      'handoff/case',
      'storage/storage',
      'storage/auditStore',
      'storage/caseStore',
      'storage/conversationFeed',
    ],
    packages: [],
  },
  // What happens to a case is decided by what happened before, without looking at the world.
  'handoff/case': { stations: ['base'], packages: [] },
  // Queues are data of the knowledge, read and checked as trees are.
  'handoff/queues': {
    stations: [
      ...['base', 'handoff/case', 'handoff/hubs/hubIds', 'answers/locales', 'storage/caseStore'],
      ...['dialogTree/shape', 'dialogTree/problem', 'dialogTree/didYouMean'],
    ],
    packages: [],
  },
  'handoff/agents': {
    stations: ['base', 'answers/locales', 'storage/agentStore'],
    packages: ['node:crypto', 'node:util'],
  },
  'handoff/mail': {
    stations: [
      ...['base', 'handoff/*', 'handoff/case', 'handoff/queues/queues', 'handoff/desk/deskApi', 'answers'],
      ...['storage/storage', 'storage/caseStore'],
    ],
    packages: ['nodemailer'],
  },
  // What an entry of the log says to whoever reads the conversation.
  'handoff/transcript': {
    stations: ['base', 'handoff/*', 'handoff/desk/deskApi', 'storage/storage'],
    packages: ['node:util'],
  },
  'handoff/export': {
    stations: [
      ...['base', 'handoff/*', 'handoff/case', 'handoff/desk/deskApi', 'handoff/transcript', 'answers'],
      ...['storage/storage', 'storage/caseStore'],
    ],
    packages: [],
  },
  'handoff/rights': {
    stations: [
      ...['base', 'handoff/*', 'handoff/hubs/teams/teamsThread', 'storage/storage', 'storage/caseStore'],
      ...['storage/auditStore', 'storage/removeRecordsOf'],
    ],
    packages: ['node:crypto'],
  },
  'handoff/hubs': {
    stations: [
      ...[
        'base',
        'handoff/*',
        'handoff/case',
        'handoff/transcript',
        'handoff/queues/queues',
        'handoff/desk/deskApi',
      ],
      ...[
        'answers',
        'storage/storage',
        'storage/auditStore',
        'storage/caseStore',
        'storage/conversationFeed',
      ],
    ],
    packages: ['node:crypto', 'node:timers/promises'],
  },
  // The desk speaks HTTP as the channels do, by the same small tools.
  'handoff/desk': {
    stations: [
      ...['base', 'handoff/*', 'handoff/case', 'handoff/agents', 'handoff/export', 'handoff/rights'],
      ...['handoff/transcript', 'handoff/queues/queues', 'answers/locales', 'answers/escapeMarkdown'],
      ...['storage/storage', 'storage/caseStore', 'storage/agentStore', 'storage/auditStore'],
      ...[
        'storage/conversationFeed',
        'channels/answer',
        'channels/answerAttachment',
        'channels/byteRoom',
        'channels/callerNetwork',
        'channels/guarded',
      ],
      ...[
        'channels/onUpgrade',
        'channels/readBody',
        'channels/readJson',
        'channels/runTurn',
        'channels/socketSink',
      ],
      ...['channels/directLine/activityStream', 'channels/directLine/generateToken'],
      ...['channels/directLine/ownOrigin', 'channels/directLine/queryOf', 'channels/directLine/rateLimit'],
      ...['channels/directLine/watermark', 'channels/widget/pageFiles', 'channels/widget/sendFile'],
      'channels/widget/servePage',
    ],
    packages: ['node:*', 'restify', 'ws', 'openid-client'],
  },
  bot: {
    stations: [
      'base',
      ...['handoff/*', 'handoff/case', 'handoff/queues', 'handoff/hubs/hubIds', 'handoff/hubs/hubActions'],
      ...['handoff/hubs/hubDoor', 'handoff/hubs/dynamics365/dynamicsTags'],
      'dialogTree',
      'recognizer',
      'certificates',
      'diagnosis',
      'answers',
      'probe/probeRecord',
      'pictures/pictureReading',
      'storage/storage',
      'storage/conversationFeed',
    ],
    packages: ['botbuilder', 'botbuilder-core', 'botbuilder-dialogs', 'botframework-connector', 'node:*'],
  },
  channels: {
    stations: ['base', 'storage/storage', 'storage/conversationFeed'],
    packages: ['botbuilder', 'botframework-connector', 'restify', 'ws', 'jose', 'node:*'],
  },
  app: { stations: ['*'], packages: ['*'] },
  cli: {
    stations: [
      'base',
      'probe',
      'certificates',
      'diagnosis',
      'recognizer',
      'answers',
      'dialogTree',
      'storage/storage',
      'storage/agentStore',
      'storage/auditStore',
      ...['handoff/*', 'handoff/case', 'handoff/agents', 'handoff/export', 'handoff/rights'],
      'pictures/pictureReader',
      'app',
    ],
    packages: ['node:*', 'yaml'],
  },
  main: { stations: ['*'], packages: ['node:*'] },
};

interface Import {
  readonly file: string;
  readonly line: number;
  readonly from: string;
}

function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
  )) {
    const from = match[1] ?? match[2] ?? match[3] ?? '';
    found.push({
      file,
      line: text.slice(0, match.index).split('\n').length + (match[0].startsWith('\n') ? 1 : 0),
      from,
    });
  }
  return found;
}

function stationOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.ts$/, '');
}

/** The folder or the nearest one around it that has a rule. */
function nearestRule(folder: string): string | null {
  if (folder === '.') return null;
  return folder in rules ? folder : nearestRule(path.posix.dirname(folder));
}

/** `*`: everything; `folder/*`: what lies in the folder itself; else a file, or a folder with all below it. */
function takes(allowed: string, target: string): boolean {
  if (allowed.endsWith('/*')) return path.posix.dirname(target) === allowed.slice(0, -2);
  return allowed === '*' || target === allowed || target.startsWith(`${allowed}/`);
}

/** The sentence that names the broken rule and its mend; null when the import is allowed. */
function broken(entry: Import): string | null {
  const station = stationOf(entry.file);
  // A folder of a station may be bound more narrowly than the station.
  const bound = nearestRule(path.posix.dirname(entry.file)) ?? station;
  const rule = rules[bound];
  if (!rule)
    return `${entry.file}: src/${station} is no station. Mend: put the file into the station that does its work.`;
  const where = `src/${entry.file}:${entry.line} imports ${entry.from}`;
  if (entry.from.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(entry.file), entry.from).replace(/\.js$/, '');
    const own =
      stationOf(target) === station && (nearestRule(path.posix.dirname(target)) ?? station) === bound;
    if (own || rule.stations.some((allowed) => takes(allowed, target))) return null;
    return `${where}. Rule: ${bound} takes ${rule.stations.join(', ') || 'nothing'}. Mend: take it as an argument, or move the code.`;
  }
  const allowed = rule.packages.some(
    (name) => name === '*' || name === entry.from || (name === 'node:*' && entry.from.startsWith('node:')),
  );
  return allowed
    ? null
    : `${where}. Rule: ${bound} takes the packages ${rule.packages.join(', ') || 'none'}. Mend: do it in a station that may.`;
}

describe('architecture', () => {
  const files = sourceFiles();
  const sources = files.map((file) => ({ file, text: readFileSync(path.join('src', file), 'utf8') }));

  test('every import keeps the rules of the house', () => {
    const problems = sources
      .flatMap(({ file, text }) => importsOf(file, text).map(broken))
      .filter((problem) => problem !== null);
    expect(problems).toEqual([]);
  });

  test('the rules see every form of import', () => {
    const text =
      "import a from './x.js';\nimport type { B } from '../probe/probe.js';\nexport { c } from 'restify';\nconst d = await import('node:fs');\n";
    expect(importsOf('base/y.ts', text).map(broken)).toEqual([
      null,
      expect.stringContaining('src/base/y.ts:2'),
      expect.stringContaining('src/base/y.ts:3'),
      expect.stringContaining('src/base/y.ts:4'),
    ]);
  });

  test('a folder may be bound more narrowly than its station', () => {
    const text = "import { parse } from 'yaml';\n";
    expect(importsOf('dialogTree/x.ts', text).map(broken)).toEqual([null]);
    expect(importsOf('dialogTree/draw/x.ts', text).map(broken)).toEqual([
      expect.stringContaining('Rule: dialogTree/draw takes the packages none'),
    ]);
    const sibling = "import { h } from '../handoff.js';\nimport { a } from '../desk/cases/x.js';\n";
    expect(importsOf('handoff/case/x.ts', sibling).map(broken)).toEqual([
      expect.stringContaining('Rule: handoff/case takes base.'),
      expect.stringContaining('Rule: handoff/case takes base.'),
    ]);
    expect(importsOf('handoff/hubs/x.ts', sibling).map(broken)).toEqual([
      null,
      expect.stringContaining('src/handoff/hubs/x.ts:2'),
    ]);
  });

  test('only main and cli read the environment; only they, app and base read the clock or chance', () => {
    const problems = sources.flatMap(({ file, text }) =>
      text.split('\n').flatMap((line, index) => {
        const station = stationOf(file);
        const top = station === 'main' || file === 'cli.ts';
        const clocks = top || station === 'app' || station === 'base';
        const bad =
          (/\bprocess\.env\b/.test(line) && !top) ||
          (/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(line) && !clocks);
        return bad && !/^\s*(\*|\/\/|\/\*)/.test(line)
          ? [`src/${file}:${index + 1} ${line.trim()}. Mend: take it as an argument.`]
          : [];
      }),
    );
    expect(problems).toEqual([]);
  });

  test('no folder without a station name', () => {
    const folders = files.flatMap((file) => file.split('/').slice(0, -1));
    expect(folders.filter((folder) => /^(utils?|helpers?|common|types|misc|lib)$/i.test(folder))).toEqual([]);
  });
});
