import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import type { RouterReport } from './routerReport.js';

/** The thumbprint of the server's certificate as that computer got it; null when it did not arrive. */
export function findThumbprint({ elements, certificates }: RouterReport): string | null {
  return elements[0]?.thumbprint ?? describePresentedChain(certificates.slice(0, 1))[0]?.thumbprint ?? null;
}
