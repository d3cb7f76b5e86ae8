import { bestLocale, defaultLocale, type Locale } from '../../answers/locales.js';
import type { AgentRecord, SignedIn } from '../../storage/agentStore.js';
import type { DeskAgent, Me } from './deskApi.js';
import type { DeskServices } from './deskServices.js';

/** What the page of a signed-in agent works with. */
export async function meOf(services: DeskServices, { session, agent }: SignedIn): Promise<Me> {
  const locale = agentLocale(agent);
  const { reader, clock } = services;
  const queues = services.queues();
  const now = clock.now();
  return {
    agent: deskAgent(services, agent),
    email: agent.email,
    locale,
    csrf: session.csrf,
    agents: await deskAgents(services),
    queues: queues.ids.map((id) => ({
      id,
      name: queues.name(id, locale),
      open: queues.standing(id, now).opensAt === null,
    })),
    causes: reader.causes(locale),
    replies: reader.replies(locale),
  };
}

export function agentLocale({ locale }: AgentRecord): Locale {
  return bestLocale(locale) ?? defaultLocale;
}

/** Everybody to whom a case may be given. */
export async function deskAgents(
  services: Pick<DeskServices, 'storage' | 'presence'>,
): Promise<readonly DeskAgent[]> {
  const agents = await services.storage.agents.list();
  return agents.filter(({ disabled }) => !disabled).map((agent) => deskAgent(services, agent));
}

export function deskAgent(
  { presence }: Pick<DeskServices, 'presence'>,
  { id, name, role }: AgentRecord,
): DeskAgent {
  return { id, name, role, presence: presence.of(id) };
}
