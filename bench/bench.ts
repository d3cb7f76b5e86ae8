import { benchProbe } from './benchProbe.js';
import { benchTurns } from './benchTurns.js';

/**
 * Figures only; nothing here passes or fails. `npm run bench -- turns` or `-- probe` for one of the two;
 * `BENCH_SECONDS` sets how long each load of turns is measured.
 */
const asked = process.argv[2];
if (asked !== 'probe') await benchTurns(Number(process.env['BENCH_SECONDS'] ?? 8));
if (asked === undefined) console.log('');
if (asked !== 'turns') await benchProbe(200);
