import { expect, test } from '@jest/globals';
import { azureBot, parameterFileOf, resourceOf, subscriptionFolder } from './armTemplate.js';

const bot = resourceOf(azureBot, 'Microsoft.BotService/botServices');

function channel(name: string) {
  const found = azureBot.resources.find(({ properties }) => properties['channelName'] === name);
  if (found === undefined) throw new Error(`no channel ${name}`);
  return found;
}

test('the bot knows its application, its tenant and its identity', () => {
  expect(bot).toMatchObject({ kind: 'azurebot', location: "[parameters('azureBotRegion')]" });
  expect(bot.properties).toMatchObject({
    endpoint: "[parameters('botEndpoint')]",
    msaAppId: "[parameters('appId')]",
    msaAppType: "[parameters('appType')]",
    msaAppTenantId: "[parameters('tenantId')]",
    msaAppMSIResourceId: "[variables('identityId')]",
  });
  expect(azureBot.variables?.['identityId']).toMatch(
    /^\[if\(variables\('usesIdentity'\), resourceId\(.*'Microsoft\.ManagedIdentity\/userAssignedIdentities'.*\), ''\)\]$/,
  );
});

test.each([
  ['MsTeamsChannel', 'enableTeamsChannel'],
  ['DirectLineChannel', 'enableDirectLineChannel'],
])('%s is there when %s says so, and not by default', (name, flag) => {
  expect(channel(name)).toMatchObject({
    condition: `[parameters('${flag}')]`,
    name: `[concat(parameters('azureBotId'), '/${name}')]`,
    location: 'global',
  });
  expect(azureBot.parameters[flag]).toMatchObject({ type: 'bool', defaultValue: false });
});

test('the parameter file turns Teams on and leaves Direct Line off', () => {
  const { parameters } = parameterFileOf(`${subscriptionFolder}/template-AzureBot-new-rg.json`);
  expect(parameters['enableTeamsChannel']?.value).toBe(true);
  expect(parameters['enableDirectLineChannel']?.value).toBe(false);
});

test('Direct Line speaks version 3 alone, and to the named pages alone when pages are named', () => {
  const { sites } = channel('DirectLineChannel').properties['properties'] as {
    readonly sites: readonly object[];
  };
  expect(sites).toEqual([
    expect.objectContaining({
      isV1Enabled: false,
      isV3Enabled: true,
      isSecureSiteEnabled: "[not(empty(parameters('directLineTrustedOrigins')))]",
      trustedOrigins: "[parameters('directLineTrustedOrigins')]",
    }),
  ]);
});
