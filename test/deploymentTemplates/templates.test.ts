import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  azureBot,
  botApp,
  expressionsIn,
  groupFolder,
  namesRead,
  nestedOf,
  parameterFileOf,
  readTemplate,
  subscriptionFolder,
  type Template,
} from './armTemplate.js';

const base = 'https://schema.management.azure.com/schemas';
const groupSchema = `${base}/2019-04-01/deploymentTemplate.json#`;
const subscriptionSchema = `${base}/2018-05-01/subscriptionDeploymentTemplate.json#`;

/** The oldest API version a resource may speak. */
const floors: Readonly<Record<string, string>> = {
  'Microsoft.BotService/botServices': '2022-09-15',
  'Microsoft.BotService/botServices/channels': '2022-09-15',
  'Microsoft.Web/serverfarms': '2024-04-01',
  'Microsoft.Web/sites': '2024-04-01',
  'Microsoft.Resources/resourceGroups': '2024-03-01',
  'Microsoft.Resources/deployments': '2024-03-01',
};

const files = [groupFolder, subscriptionFolder].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('template-'))
    .map((name) => `${folder}/${name}`),
);

/** A file's own template and the one nested in it, each with the names of its own. */
const scopes = files.flatMap((file): readonly (readonly [string, Template])[] => {
  const template = readTemplate(file);
  const nested = nestedOf(template);
  return nested === undefined
    ? [[file, template]]
    : [
        [file, template],
        [`${file}, nested`, nested.properties.template],
      ];
});

function secretsOf({ parameters }: Template): readonly string[] {
  return Object.keys(parameters).filter((name) => parameters[name]?.type === 'securestring');
}

test('both folders hold the web app and the Azure Bot', () => {
  expect(files.map((file) => file.split('/').at(-1)).sort()).toEqual([
    'template-AzureBot-new-rg.json',
    'template-AzureBot-with-rg.json',
    'template-BotApp-new-rg.json',
    'template-BotApp-with-rg.json',
  ]);
});

describe.each(scopes)('%s', (_file, template) => {
  test('reads what it declares and declares what it reads', () => {
    expect(namesRead(template, 'parameters')).toEqual(Object.keys(template.parameters).sort());
    expect(namesRead(template, 'variables')).toEqual(Object.keys(template.variables ?? {}).sort());
  });

  test('waits for resources that it has', () => {
    const ids = template.resources.map(({ type, name }) => `${type} ${name}`);
    const targets = template.resources.flatMap(({ dependsOn = [] }) => dependsOn);
    for (const target of targets) {
      const match = /^\[(?:subscriptionR|r)esourceId\('([^']+)', (.+)\)\]$/.exec(target);
      expect(ids).toContain(`${match?.[1]} [${match?.[2]}]`);
    }
    expect(targets.length).toBeGreaterThan(0);
  });

  test('speaks stable API versions that are new enough', () => {
    for (const { type, apiVersion } of template.resources) {
      expect(apiVersion).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect([type, apiVersion >= (floors[type] ?? '9999')]).toEqual([type, true]);
    }
  });

  test('has expressions that close what they open', () => {
    const pairs = { ')': '(', ']': '[' } as const;
    for (const expression of expressionsIn(template)) {
      const open: string[] = [];
      for (const sign of expression.replace(/'(?:[^']|'')*'/g, '').match(/[()[\]]/g) ?? []) {
        if (sign === '(' || sign === '[') open.push(sign);
        else expect([expression, open.pop()]).toEqual([expression, pairs[sign as ')' | ']']]);
      }
      expect([expression, open]).toEqual([expression, []]);
      expect(expression).toMatch(/\]$/);
    }
  });

  test('keeps secrets out of sight', () => {
    for (const [name, { type, defaultValue }] of Object.entries(template.parameters)) {
      if (!/secret|password|key$/i.test(name)) continue;
      expect([name, type, defaultValue]).toEqual([name, 'securestring', '']);
    }
    for (const secret of secretsOf(template)) {
      expect(namesRead(template.outputs, 'parameters')).not.toContain(secret);
    }
  });

  test('describes every parameter, and offers defaults that it allows', () => {
    for (const [name, { metadata, allowedValues, defaultValue }] of Object.entries(template.parameters)) {
      expect([name, metadata.description]).toEqual([name, expect.stringMatching(/^\p{Lu}.+\.$/u)]);
      if (allowedValues !== undefined && defaultValue !== undefined) {
        expect(allowedValues).toContainEqual(defaultValue);
      }
    }
  });

  test('offers the types of application that can still be made', () => {
    expect(template.parameters['appType']).toMatchObject({
      defaultValue: 'SingleTenant',
      allowedValues: ['SingleTenant', 'UserAssignedMSI'],
    });
  });
});

describe.each(files)('%s and its parameters', (file) => {
  const template = readTemplate(file);
  const given = parameterFileOf(file);

  test('carry the schemas of their scope', () => {
    expect(template.$schema).toBe(file.startsWith(groupFolder) ? groupSchema : subscriptionSchema);
    expect(given.$schema).toBe(`${base}/2019-04-01/deploymentParameters.json#`);
  });

  test('fit: what is given is declared and allowed, what is needed is given, and no secret is written down', () => {
    for (const [name, { value }] of Object.entries(given.parameters)) {
      const { type, allowedValues } = template.parameters[name] ?? {};
      expect([name, typeof value]).toEqual([name, type === 'bool' ? 'boolean' : 'string']);
      if (allowedValues !== undefined) expect(allowedValues).toContainEqual(value);
      expect(secretsOf(template)).not.toContain(name);
    }
    for (const [name, { defaultValue }] of Object.entries(template.parameters)) {
      if (defaultValue === undefined) expect(Object.keys(given.parameters)).toContain(name);
    }
  });

  test('are named in the folder’s readme', () => {
    const readme = readFileSync(`${file.slice(0, file.lastIndexOf('/'))}/readme.md`, 'utf8');
    expect(readme).toContain(`--template-file ${file} `);
    expect(readme).toContain(`@${file.replace('/template-', '/parameters-for-template-')}`);
    expect(readme).toContain(
      file.startsWith(groupFolder) ? 'az deployment group create' : 'az deployment sub create',
    );
  });
});

describe.each([
  ['BotApp', botApp],
  ['AzureBot', azureBot],
])('%s with a new group', (kind, inExistingGroup) => {
  const template = readTemplate(`${subscriptionFolder}/template-${kind}-new-rg.json`);
  const nested = nestedOf(template);

  test('makes the same resources as in an existing group', () => {
    expect(nested?.properties.template).toEqual(inExistingGroup);
    expect(nested?.properties.template.$schema).toBe(groupSchema);
  });

  // In the outer scope Azure would write the secret into the history of deployments.
  test('evaluates the nested template in its own scope and hands it every parameter under its own name', () => {
    expect(nested?.properties.expressionEvaluationOptions.scope).toBe('inner');
    for (const [name, { value }] of Object.entries(nested?.properties.parameters ?? {})) {
      expect(value).toBe(`[parameters('${name}')]`);
      expect(inExistingGroup.parameters[name]?.type).toBe(template.parameters[name]?.type);
    }
    const handed = Object.keys(nested?.properties.parameters ?? {});
    expect(['groupName', 'groupLocation', ...handed].sort()).toEqual(Object.keys(template.parameters).sort());
  });

  test('asks the subscription for no group of its own', () => {
    expect(expressionsIn(template).filter((text) => text.includes('resourceGroup('))).toEqual([]);
  });
});

test.each([
  [groupFolder, 'with-rg'],
  [subscriptionFolder, 'new-rg'],
])('the parameters of %s speak of one bot', (folder, ending) => {
  const app = parameterFileOf(`${folder}/template-BotApp-${ending}.json`).parameters;
  const bot = parameterFileOf(`${folder}/template-AzureBot-${ending}.json`).parameters;
  for (const name of ['appId', 'appType', 'groupName', 'groupLocation']) expect(bot[name]).toEqual(app[name]);
  expect(bot['botEndpoint']?.value).toBe(
    `https://${app['appServiceName']?.value}.azurewebsites.net/api/messages`,
  );
});
