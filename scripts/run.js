// Bundles a script of this folder and runs it: `node scripts/run.js NAME ARGUMENTS…`.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [name = ''] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here(`../dist-bench/${name}.js`);

await build({
  entryPoints: [here(`./${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
await import(outfile);
