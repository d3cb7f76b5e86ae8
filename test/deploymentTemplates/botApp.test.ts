import { describe, expect, test } from '@jest/globals';
import { locales } from '../../src/answers/locales.js';
import { readSettings } from '../../src/app/settings.js';
import { type SettingName, settingsSpec } from '../../src/app/settingsSpec.js';
import { botApp, type Json, namesRead, resourceOf } from './armTemplate.js';

/** Settings of the platform: https://learn.microsoft.com/azure/app-service/reference-app-settings */
const platformSettings = [
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'WEBSITE_DISABLE_OVERLAPPED_RECYCLING',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITES_ENABLE_APP_SERVICE_STORAGE',
  'WEBSITES_PORT',
];

const microsoftSettings = Object.keys(settingsSpec).filter((name) => name.startsWith('Microsoft'));
const site = resourceOf(botApp, 'Microsoft.Web/sites');
const siteConfig = site.properties['siteConfig'] as { readonly [key: string]: Json };

function rowsOf(variable: string): readonly { readonly name: string; readonly value: string }[] {
  return (botApp.variables?.[variable] ?? []) as readonly { readonly name: string; readonly value: string }[];
}

function settingsIn(variable: string): Readonly<Record<string, string>> {
  return Object.fromEntries(rowsOf(variable).map(({ name, value }) => [name, value]));
}

const always = settingsIn('appSettings');
const ofPackage = settingsIn('packageSettings');
const ofContainer = settingsIn('containerSettings');

function literals(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !value.startsWith('[')));
}

describe('the settings of the web app', () => {
  test('are TrustDesk’s own or the platform’s, each once', () => {
    const known = [...Object.keys(settingsSpec), ...platformSettings];
    const lists = ['appSettings', 'packageSettings', 'containerSettings'];
    const names = lists.flatMap((list) => rowsOf(list).map(({ name }) => name));
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(names).toHaveLength(new Set(names).size);
    expect(namesRead(siteConfig['appSettings'], 'variables')).toEqual([...lists, 'usesContainer'].sort());
  });

  test('hold all that an application needs', () => {
    expect(Object.keys(always)).toEqual(expect.arrayContaining(microsoftSettings));
    expect(namesRead(always['MicrosoftAppPassword'], 'parameters')).toEqual(['appSecret']);
    expect(namesRead(always['MicrosoftAppId'], 'parameters')).toEqual(['appId']);
    expect(namesRead(always['MicrosoftAppType'], 'parameters')).toEqual(['appType']);
    expect(namesRead(always['MicrosoftAppTenantId'], 'parameters')).toEqual(['tenantId']);
  });

  test('serve others, under an address, with the database where it lasts', () => {
    expect(always).toMatchObject({
      HOST: '0.0.0.0',
      PUBLIC_URL: "[parameters('publicUrl')]",
      DATA_DIR: "[parameters('dataDir')]",
    });
    expect(botApp.parameters['dataDir']?.defaultValue).toMatch(/^\/home\//);
    expect(ofContainer['WEBSITES_ENABLE_APP_SERVICE_STORAGE']).toBe('true');
  });

  test('leave the port to the platform unless an image is run, whose port both sides know', () => {
    expect({ ...always, ...ofPackage }).not.toHaveProperty('PORT');
    expect(ofContainer['WEBSITES_PORT']).toBe(ofContainer['PORT']);
  });

  test('are values that TrustDesk starts with', () => {
    const { appType, defaultLocale, supportContact, probeAllowedNetworks } = botApp.parameters;
    const environment = {
      ...literals({ ...always, ...ofContainer }),
      DEFAULT_LOCALE: String(defaultLocale?.defaultValue),
      SUPPORT_CONTACT: String(supportContact?.defaultValue),
      PROBE_ALLOWED_NETWORKS: String(probeAllowedNetworks?.defaultValue),
      MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
      MicrosoftAppPassword: 'secret',
      MicrosoftAppTenantId: '00000000-0000-0000-0000-000000000002',
      MicrosoftAppType: String(appType?.defaultValue),
    } satisfies Partial<Record<SettingName, string>>;
    expect(readSettings(environment)).toMatchObject({ HOST: '0.0.0.0', MicrosoftAppType: 'SingleTenant' });
  });

  test('offer every shipped language', () => {
    expect(botApp.parameters['defaultLocale']?.allowedValues).toEqual(locales);
  });
});

describe('the web app', () => {
  test('is reached by https alone, keeps its sockets open and its process running', () => {
    expect(site.properties['httpsOnly']).toBe(true);
    expect(siteConfig).toMatchObject({
      webSocketsEnabled: true,
      alwaysOn: true,
      healthCheckPath: '/health',
      minTlsVersion: '1.2',
      scmMinTlsVersion: '1.2',
      ftpsState: 'Disabled',
    });
  });

  test('is one process, since the database is one file', () => {
    expect(siteConfig['numberOfWorkers']).toBe(1);
    expect(resourceOf(botApp, 'Microsoft.Web/serverfarms')).toMatchObject({
      kind: 'linux',
      sku: { capacity: 1 },
      properties: { reserved: true },
    });
    expect(always['WEBSITE_DISABLE_OVERLAPPED_RECYCLING']).toBe('1');
  });

  test('runs Node.js 24 or the image', () => {
    expect(siteConfig['linuxFxVersion']).toBe(
      "[if(variables('usesContainer'), concat('DOCKER|', parameters('containerImage')), 'NODE|24-LTS')]",
    );
  });

  test('carries the managed identity and no secret when it proves itself with one', () => {
    expect(site['identity']).toEqual({
      type: "[if(variables('usesIdentity'), 'SystemAssigned, UserAssigned', 'SystemAssigned')]",
      userAssignedIdentities:
        "[if(variables('usesIdentity'), createObject(variables('identityId'), json('{}')), json('null'))]",
    });
    expect(botApp.variables?.['usesIdentity']).toBe("[equals(parameters('appType'), 'UserAssignedMSI')]");
    expect(always['MicrosoftAppPassword']).toBe(
      "[if(variables('usesIdentity'), '', parameters('appSecret'))]",
    );
  });
});
