import { blocks, type Check } from '../finding.js';

/**
 * A certificate of the path has been withdrawn by its own authority, as a signed and current answer says. What could not
 * be checked is no finding. .NET asks only when told to, so this need not be why the Router fails.
 */
export const checkRevoked: Check = ({ record, at, trust }) => {
  const checks = record.fetched?.revocation ?? [];
  const revoked = checks.filter(
    ({ status, revokedAt }) =>
      status === 'revoked' && revokedAt !== null && Date.parse(revokedAt) <= at.getTime(),
  );
  const [first] = revoked;
  if (!trust || !first) return null;
  const { index, subject, revokedAt, reason, by, url, thisUpdate } = first;
  const why = reason === null ? '' : ` (${reason})`;
  return blocks('revoked', `${subject} was revoked at ${revokedAt}${why}, as its issuer says by ${by}`, {
    ...{ index, subject, revokedAt, reason, by, url, thisUpdate },
    certificates: revoked.map((check) => ({
      index: check.index,
      subject: check.subject,
      revokedAt: check.revokedAt,
    })),
    checkedByDotNet: false,
  });
};
