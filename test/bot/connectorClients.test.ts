import { afterEach, expect, jest, test } from '@jest/globals';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
import { ConnectorClients } from '../../src/bot/connectorClients.js';

const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const identity = {
  claims: [{ type: 'aud', value: 'app-1' }],
  audience: 'https://api.botframework.com',
  callerId: null,
};

afterEach(() => {
  jest.restoreAllMocks();
});

test('the token of an app is the one that its clients post with', async () => {
  jest.spyOn(AppCredentials.prototype, 'getToken').mockResolvedValue('the token');
  const connectors = new ConnectorClients(
    new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: 'app-1', MicrosoftAppPassword: 'x' }),
  );
  expect(await connectors.token(identity, serviceUrl)).toBe('the token');
});

test('without an app there is none', async () => {
  const connectors = new ConnectorClients(new ConfigurationBotFrameworkAuthentication({}));
  expect(await connectors.token({ ...identity, claims: [] }, serviceUrl)).toBeNull();
});
