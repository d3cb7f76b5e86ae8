import { type Check, warns } from '../finding.js';
import { publicLifetime } from '../publicLifetimes.js';

const day = 86_400_000;

/** Browsers refuse such certificates under public roots; Windows and .NET do not, so it never is the Router's cause. */
export const checkPublicLifetime: Check = ({ leaf, trust }) => {
  if (!leaf || !trust?.path.builtInRoot || trust.path.certificates.length < 2) return null;
  const limit = publicLifetime(leaf.notBefore);
  // Both ends count (RFC 5280 4.1.2.5), so a lifetime has one second more than the difference.
  const lifetime = (leaf.notAfter.getTime() - leaf.notBefore.getTime() + 1000) / day;
  if (!limit || lifetime <= limit.days) return null;
  const because = `valid for ${Math.ceil(lifetime)} days, where public authorities may issue ${limit.days}`;
  return warns('public-lifetime-exceeded', because, { days: Math.ceil(lifetime), limitDays: limit.days });
};
