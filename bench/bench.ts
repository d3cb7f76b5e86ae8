import { benchProbe } from './benchProbe.js';
import { benchRecognize } from './benchRecognize.js';
import { benchTurns } from './benchTurns.js';

/**
 * Figures only; nothing here passes or fails. `npm run bench -- turns` or `-- probe` for one of the two, `-- recognize
 * [FILE]` for the recognizer; `BENCH_SECONDS` sets how long each load of turns is measured.
 */
const [asked, ...options] = process.argv.slice(2);
if (asked === 'recognize') benchRecognize(options);
else {
  if (asked !== 'probe') await benchTurns(Number(process.env['BENCH_SECONDS'] ?? 8));
  if (asked === undefined) console.log('');
  if (asked !== 'turns') await benchProbe(200);
}
