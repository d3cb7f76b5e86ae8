import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { outputFolder } from './outputFolder.js';

/** Bundles web/desk into `folder`: the page as pages/index.html, and what it loads. */
export async function buildDesk(folder) {
  const output = outputFolder(folder);
  // Jest and some shells set another one, with which Vite bundles React's slower half for development.
  process.env.NODE_ENV = 'production';
  const bundle = await build({
    configFile: fileURLToPath(new URL('desk/vite.config.ts', import.meta.url)),
    configLoader: 'native',
    logLevel: 'warn',
  });
  for (const file of bundle.output) {
    const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
    if (file.fileName === 'index.html') output.writePage(file.fileName, content);
    else output.writeAsset(file.fileName.replace(/^assets\//, ''), content);
  }
  output.removeLeftovers();
}
