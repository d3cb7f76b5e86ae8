import { isoSeconds } from '../../certificates/describeCertificate.js';
import { type Check, warns } from '../finding.js';

const soonDays = 30;
const day = 86_400_000;

/** Under 30 days left, for the leaf or an intermediate; a root's end is the root programme's matter. */
export const checkExpiresSoon: Check = ({ trust, at }) => {
  const path = trust?.path;
  if (!path) return null;
  const bound =
    path.anchored && path.certificates.length > 1 ? path.certificates.slice(0, -1) : path.certificates;
  const ending = bound
    .map((certificate, index) => ({
      certificate,
      index,
      left: certificate.notAfter.getTime() - at.getTime(),
    }))
    .filter(({ left, certificate }) => left >= 0 && left < soonDays * day && certificate.notBefore <= at)
    .sort((one, other) => one.left - other.left)[0];
  if (!ending) return null;
  const { certificate, index, left } = ending;
  const days = Math.floor(left / day);
  return warns('expires-soon', `${certificate.subject.text} expires in ${days} days`, {
    index,
    subject: certificate.subject.text,
    notAfter: isoSeconds(certificate.notAfter),
    days,
  });
};
