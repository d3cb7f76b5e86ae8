import type { TurnIdentity } from '../../storage/storage.js';

/** Callers of our own Direct Line hold our token, not one of Azure's, so their turns carry no claims. */
export const directLineIdentity: TurnIdentity = { claims: [], audience: '', callerId: null };
