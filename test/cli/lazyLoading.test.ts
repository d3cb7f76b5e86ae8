import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const source = path.resolve('src');

/** Packages that are loaded with a file before it runs; `import(…)` and types are not. */
function packagesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?from\s+)?'([^']+)'/gm)];
  return imports.flatMap(([, name = '']) =>
    name.startsWith('.')
      ? packagesOf(path.resolve(path.dirname(file), name.replace(/\.js$/, '.ts')), seen)
      : name.startsWith('node:')
        ? []
        : [name],
  );
}

test.each(['cli.ts', 'cli/diagnoseCommand.ts', 'cli/inspectCommand.ts'])(
  '%s loads no package that a plain look does not need',
  (file) => {
    expect(packagesOf(path.join(source, file)).filter((name) => name !== 'ipaddr.js')).toEqual([]);
  },
);

test('the walk sees packages', () => {
  expect(packagesOf(path.join(source, 'certificates/readContainer.ts'))).toContain('node-forge');
});
