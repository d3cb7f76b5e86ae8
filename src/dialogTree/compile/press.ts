import type { Activity } from 'botbuilder-core';

/** A pressed button, as RenderedChoice gave it. */
export interface Press {
  /** Dialog id, `tree@version`. */
  readonly tree: string;
  readonly node: string;
  readonly choice: string;
}

/** Reads a button's value. It comes from outside, so nothing is taken for granted; null when it is none of ours. */
export function readPress(activity: Partial<Activity>): Press | null {
  if (activity.type !== 'message') return null;
  const press = fieldsOf(fieldsOf(activity.value)['trustdesk']);
  const { tree, node, choice } = press;
  if (typeof tree !== 'string' || typeof node !== 'string' || typeof choice !== 'string') return null;
  return { tree, node, choice };
}

function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : {};
}
