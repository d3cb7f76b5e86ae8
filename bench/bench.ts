import { benchDiagnose } from './benchDiagnose.js';
import { benchTurns } from './benchTurns.js';

/** Figures only; nothing here passes or fails. `BENCH_SECONDS` sets how long each load is measured. */
await benchTurns(Number(process.env['BENCH_SECONDS'] ?? 8));
console.log('');
await benchDiagnose(200);
