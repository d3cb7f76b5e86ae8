// Bundles the benchmark's TypeScript beside the built product and runs it: `npm run bench`.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: ['bench.ts', 'echoBot.ts', 'labEndpoints.ts', 'machineryBot.ts', 'reportUsage.ts'].map(
    (file) => here(`./${file}`),
  ),
  outdir: here('../dist-bench'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
await import(new URL('../dist-bench/bench.js', import.meta.url).href);
