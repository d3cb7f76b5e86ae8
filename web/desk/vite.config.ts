import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  publicDir: false,
  build: {
    // web/buildDesk.js puts the files in place: Vite would empty the folder under the eyes of a server that reads it.
    write: false,
    sourcemap: false,
    // The page's Content-Security-Policy needs to allow no data: URLs of ours.
    assetsInlineLimit: 0,
    // Fluent's files are marked 'use client' for server components, of which there are none here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
