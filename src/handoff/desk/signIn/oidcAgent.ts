import { createHash } from 'node:crypto';
import { bestLocale, defaultLocale } from '../../../answers/locales.js';
import type { AgentChange, AgentRecord } from '../../../storage/agentStore.js';
import { newAgent, readAgentName, readEmail } from '../../agents/newAgent.js';
import type { DeskServices } from '../deskServices.js';
import type { OidcIssuer, OidcPerson } from './oidcIssuer.js';

/** Where agents sign in, and which of the issuer's roles may do so. */
export interface OidcSignIn {
  readonly issuer: OidcIssuer;
  readonly agentRole: string;
  readonly supervisorRole: string;
}

type AgentServices = Pick<DeskServices, 'storage' | 'clock' | 'newId'>;

/**
 * The agent who signed in at the issuer, made at the first time; their name and role are the issuer's. An agent who was
 * added here with the same e-mail address becomes theirs. Null: none of the roles, or disabled here.
 */
export async function agentOfOidc(
  services: AgentServices,
  { agentRole, supervisorRole }: OidcSignIn,
  person: OidcPerson,
): Promise<AgentRecord | null> {
  const { roles } = person;
  const role = roles.includes(supervisorRole) ? 'supervisor' : roles.includes(agentRole) ? 'agent' : null;
  if (role === null) return null;
  const { agents } = services.storage;
  const oidc = { issuer: person.issuer, subject: person.subject };
  // Whose address nobody has looked at may be anybody's: it makes no one another agent, nor takes their address.
  const given = person.emailVerified ? readEmail(person.email ?? '') : null;
  const email = given ?? ownAddress(person);
  const known = (await agents.byOidc(oidc)) ?? (await unclaimed(services, email));
  if (known === null) return addAgent(services, { person, email, role });
  const name = readAgentName(person.name ?? '') || known.name;
  const agent = await changeAgent(services, known.id, { name, role, oidc, email });
  return agent?.disabled === false ? agent : null;
}

/** An agent of that address whom nobody is at an issuer yet. */
async function unclaimed({ storage }: AgentServices, email: string): Promise<AgentRecord | null> {
  const agent = await storage.agents.byEmail(email);
  return agent?.oidc === null ? agent : null;
}

/** An address that another agent has is left to them. */
async function changeAgent(
  { storage }: AgentServices,
  agentId: string,
  { email, ...change }: AgentChange,
): Promise<AgentRecord | null> {
  const changed = await storage.agents.change(agentId, { ...change, ...(email ? { email } : {}) });
  const settled = changed === 'taken' ? await storage.agents.change(agentId, change) : changed;
  return settled === 'taken' ? null : settled;
}

async function addAgent(
  { storage, clock, newId }: AgentServices,
  {
    person,
    email,
    role,
  }: { readonly person: OidcPerson; readonly email: string; readonly role: AgentRecord['role'] },
): Promise<AgentRecord | null> {
  const locale = bestLocale(person.locale) ?? defaultLocale;
  const wish = { name: person.name, role, locale, passwordHash: null, now: clock.now() };
  const oidc = { issuer: person.issuer, subject: person.subject };
  const agent = newAgent({ ...wish, id: newId(), email, oidc });
  if ((await storage.agents.add(agent)) === 'added') return agent;
  const other = { ...agent, email: ownAddress(person) };
  return (await storage.agents.add(other)) === 'added' ? other : null;
}

/** For who has no address of their own, or one that is another agent's: unique, and nobody's mailbox (RFC 6761). */
function ownAddress({ issuer, subject }: OidcPerson): string {
  const name = createHash('sha256').update(`${issuer} ${subject}`).digest('hex').slice(0, 24);
  return `${name}@oidc.invalid`;
}
