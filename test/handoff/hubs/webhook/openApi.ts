import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

export interface OpenApi {
  readonly document: { readonly [field: string]: unknown };
  /** What is wrong with a value by one of the document's schemas; null for nothing. */
  problem(schema: string, value: unknown): string | null;
}

/** The document that the README links to. */
export function readOpenApi(): OpenApi {
  const document = parse(readFileSync('docs/handoffWebhook.openapi.yaml', 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': isInstant } });
  ajv.addSchema(document, 'openapi');
  return {
    document,
    problem(schema, value) {
      const check = ajv.getSchema(`openapi#/components/schemas/${schema}`);
      if (check === undefined) throw new Error(`no schema ${schema}`);
      return check(value) ? null : ajv.errorsText(check.errors);
    },
  };
}

function isInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
