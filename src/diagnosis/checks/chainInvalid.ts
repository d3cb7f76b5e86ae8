import type { PathDefect, PathDefectCode } from '../../certificates/pathDefects.js';
import type { Examination } from '../examination.js';
import { blocks, type Check } from '../finding.js';

/** A rule of certification paths is broken: signature, CA, path length, names, extensions, or the bytes themselves. */
export const checkChainInvalid: Check = (examination) => {
  if (examination.unreadable !== null) {
    const because = `the certificate sent can't be read: ${examination.unreadable}`;
    return blocks('chain-invalid', because, { defects: ['unreadable'], problem: examination.unreadable });
  }
  const defects = chainDefects(examination);
  if (defects.length === 0) return null;
  return blocks('chain-invalid', defects.map(({ because }) => because).join('; '), {
    defects: [...new Set(defects.map(({ code }) => code))],
    certificates: defects.map(({ code, index }) => ({
      index,
      defect: code,
      subject: examination.trust?.path.certificates[index]?.subject.text ?? null,
    })),
  });
};

/** The defects that have no finding code of their own. */
const ownCodes: ReadonlySet<PathDefectCode> = new Set(['expired', 'not-yet-valid', 'wrong-eku']);

export function chainDefects({ trust, leaf }: Examination): readonly PathDefect[] {
  if (!trust || !leaf) return [];
  const defects = trust.path.defects.filter(({ code }) => !ownCodes.has(code));
  const { claimed, holds } = trust.selfSigned;
  if (!claimed || holds || trust.path.anchored || trust.path.certificates.length > 1) return defects;
  const because = `${leaf.subject.text} names itself as its issuer, but its own key did not sign it`;
  return [{ code: 'signature', index: 0, because }, ...defects];
}
