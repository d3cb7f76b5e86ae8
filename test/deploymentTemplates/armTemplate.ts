import { readFileSync } from 'node:fs';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Parameter {
  readonly type: string;
  readonly defaultValue?: Json;
  readonly allowedValues?: readonly Json[];
  readonly metadata: { readonly description: string };
}

export interface Resource {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly dependsOn?: readonly string[];
  readonly properties: { readonly [key: string]: Json };
  readonly [key: string]: Json | undefined;
}

export interface Template {
  readonly $schema: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly variables?: { readonly [key: string]: Json };
  readonly resources: readonly Resource[];
  readonly outputs?: { readonly [key: string]: Json };
}

/** A resource that deploys a template of its own, in which `parameters()` means that template's. */
export interface Nested {
  readonly resourceGroup: string;
  readonly dependsOn: readonly string[];
  readonly properties: {
    readonly expressionEvaluationOptions: { readonly scope: string };
    readonly parameters: Readonly<Record<string, { readonly value: Json }>>;
    readonly template: Template;
  };
}

export interface ParameterFile {
  readonly $schema: string;
  readonly parameters: Readonly<Record<string, { readonly value: Json }>>;
}

export const groupFolder = 'deploymentTemplates/deployUseExistResourceGroup';
export const subscriptionFolder = 'deploymentTemplates/deployWithNewResourceGroup';
export const botApp = readTemplate(`${groupFolder}/template-BotApp-with-rg.json`);
export const azureBot = readTemplate(`${groupFolder}/template-AzureBot-with-rg.json`);

export function readTemplate(file: string): Template {
  return JSON.parse(readFileSync(file, 'utf8')) as Template;
}

export function parameterFileOf(template: string): ParameterFile {
  const file = template.replace('/template-', '/parameters-for-template-');
  return JSON.parse(readFileSync(file, 'utf8')) as ParameterFile;
}

export function nestedOf(template: Template): Nested | undefined {
  const found = template.resources.find(({ type }) => type === 'Microsoft.Resources/deployments');
  return found as unknown as Nested | undefined;
}

export function resourceOf(template: Template, type: string): Resource {
  const found = template.resources.find((resource) => resource.type === type);
  if (found === undefined) throw new Error(`no resource of the type ${type}`);
  return found;
}

/** Every string of `value` that Azure evaluates as an expression, but those of templates nested in it. */
export function expressionsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('[') ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => (key === 'template' ? [] : expressionsIn(item)));
}

/** The names that `value` reads with `parameters('…')` or `variables('…')`. */
export function namesRead(value: unknown, by: 'parameters' | 'variables'): readonly string[] {
  const pattern = new RegExp(`\\b${by}\\('([^']+)'\\)`, 'g');
  const names = expressionsIn(value).flatMap((text) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)].sort();
}
