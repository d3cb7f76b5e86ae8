const longest = 8_000;

export type AgentText = { readonly ok: true; readonly text: string } | { readonly ok: false };

/** What an agent wrote, as it is kept: whole, or not at all. */
export function readAgentText(value: unknown): AgentText {
  if (typeof value !== 'string' || value.length > longest) return { ok: false };
  return { ok: true, text: value.toWellFormed().replaceAll('\u0000', '\ufffd').trimEnd() };
}
