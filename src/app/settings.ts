import { CodedError } from '../base/codedError.js';
import { type Reading, type SettingName, type Settings, settingsSpec } from './settingsSpec.js';

const names = Object.keys(settingsSpec) as SettingName[];

/**
 * Reads all settings of an environment at once.
 * Throws CodedError `settings-invalid` whose message names every wrong one with its reason and mend.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const values: Partial<Record<SettingName, unknown>> = {};
  const problems: string[] = [];
  for (const name of names) {
    const text = environment[name]?.trim() ?? '';
    const reading = text === '' ? absent(name) : (settingsSpec[name].read(text) as Reading<unknown>);
    if (reading.ok) values[name] = reading.value;
    else problems.push(`${name}: ${reading.why}. ${reading.mend}`);
  }
  const settings = values as Settings;
  if (problems.length === 0) problems.push(...contradictions(settings));
  if (problems.length > 0) {
    throw new CodedError(
      'settings-invalid',
      `TrustDesk does not start, ${problems.length === 1 ? 'a setting is' : 'some settings are'} wrong:\n  ${problems.join('\n  ')}`,
      'Correct them in the environment or in .env; .env.example explains each.',
    );
  }
  return settings;
}

function absent(name: SettingName): Reading<unknown> {
  return { ok: true, value: settingsSpec[name].absent };
}

function contradictions(settings: Settings): string[] {
  return [
    ...botContradictions(settings),
    ...issuerContradictions(settings),
    ...mailContradictions(settings),
    ...webhookContradictions(settings),
  ];
}

function issuerContradictions(settings: Settings): string[] {
  const names = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  if (settings.OIDC_ISSUER === null) return [];
  return names
    .filter((name) => settings[name] === null)
    .map(
      (name) => `${name}: missing, and OIDC_ISSUER needs it. Register TrustDesk at the issuer and copy it.`,
    );
}

function mailContradictions({ SMTP_URL, MAIL_FROM }: Settings): string[] {
  if (SMTP_URL === null || MAIL_FROM !== null) return [];
  return ['MAIL_FROM: missing, and SMTP_URL needs it. Give the address that mails are to come from.'];
}

function webhookContradictions({
  HANDOFF_WEBHOOK_URL: url,
  HANDOFF_WEBHOOK_SECRET: secret,
}: Settings): string[] {
  if (url === null || secret !== null) return [];
  return [
    'HANDOFF_WEBHOOK_SECRET: missing, and HANDOFF_WEBHOOK_URL needs it. Give both sides the same secret.',
  ];
}

function botContradictions(settings: Settings): string[] {
  if (settings.MicrosoftAppId === null) return [];
  const problems: string[] = [];
  if (settings.MicrosoftAppType !== 'MultiTenant' && settings.MicrosoftAppTenantId === null) {
    problems.push(
      `MicrosoftAppTenantId: missing, and ${settings.MicrosoftAppType} needs it. Copy the tenant’s id from the Azure portal.`,
    );
  }
  if (settings.MicrosoftAppType !== 'UserAssignedMSI' && settings.MicrosoftAppPassword === null) {
    problems.push(
      `MicrosoftAppPassword: missing, and ${settings.MicrosoftAppType} needs it. Create a client secret for the application.`,
    );
  }
  return problems;
}

/** The text of `.env.example`. */
export function settingsExample(): string {
  const head =
    '# Settings of TrustDesk. Copy this file to .env and change what you need; every line shows the default.\n';
  const entries = names.map((name) => {
    const { help, example } = settingsSpec[name];
    return `\n# ${help}\n${example === '' ? '# ' : ''}${name}=${example}\n`;
  });
  return head + entries.join('');
}

/** The rows of the README's table: name, default, what it is. */
export function settingsTable(): string {
  const rows = names.map((name) => {
    const { help, example } = settingsSpec[name];
    return `| \`${name}\` | ${example === '' ? '' : `\`${example}\``} | ${help} |`;
  });
  return ['| setting | default | what it is |', '|---|---|---|', ...rows].join('\n');
}
