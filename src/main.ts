import { serve } from './app/serve.js';
import { systemClock } from './base/clock.js';
import { CodedError } from './base/codedError.js';

try {
  process.loadEnvFile();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

const untilStopped = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

try {
  const { env, stdout, stderr } = process;
  const served = await serve({ env, stdout, stderr, clock: systemClock, untilStopped });
  process.exit(served ? 0 : 1);
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  process.stderr.write(`${error.message}\n${error.mend}\n`);
  process.exit(1);
}
