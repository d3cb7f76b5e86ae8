import { parseCertificate } from '../../certificates/parseCertificate.js';
import { pemBlocks } from '../../certificates/pemBlocks.js';

/** A path longer than this is refused by Windows too. */
const most = 10;
const largest = 16_000;
/** Base64 characters of all together: they are carried through every turn of the case. */
const mostKept = 60_000;
const begin = /-{1,10} ?BEGIN (?:X509 |TRUSTED )?CERTIFICATE ?-{1,10}/g;
const end = /-{1,10} ?END /;
const close = '-----END CERTIFICATE-----';

/**
 * The certificates of a cleaned text that arrived whole, as base64 DER, each once, in the order of their place in the
 * text. The one at the end counts without its END line too, as long as its bytes are there.
 */
export function reportCertificates(text: string): readonly string[] {
  const starts = [...text.matchAll(begin)].slice(0, most * 3).map(({ index }) => index);
  const found = starts.flatMap((start, at) => {
    const block = text.slice(start, Math.min(starts[at + 1] ?? text.length, start + largest * 2));
    const [certificate] = pemBlocks(`${block.split(end, 1)[0]}\n${close}`);
    if (!certificate || certificate.der.length > largest) return [];
    const reading = parseCertificate(certificate.der);
    return reading.ok ? [reading.certificate.der.toString('base64')] : [];
  });
  let kept = 0;
  return [...new Set(found)].slice(0, most).filter((certificate) => {
    kept += certificate.length;
    return kept <= mostKept;
  });
}
