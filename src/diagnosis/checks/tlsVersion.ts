import type { ProbeRecord, TlsVersion } from '../../probe/probeRecord.js';
import { blocks, type Check } from '../finding.js';

/** No TLS 1.2 or newer, or nothing but 1.3: either leaves out a generation of Windows clients. */
export const checkTlsVersion: Check = ({ record }) => {
  const { tls, failure } = record;
  const accepted = acceptedVersions(record);
  const modern = accepted.includes('TLSv1.2') || accepted.includes('TLSv1.3');
  const onlyOld = accepted.length > 0 && !modern;
  const onlyNew = accepted.join() === 'TLSv1.3' && tls?.versions['TLSv1.2'] === false;
  if (failure?.code !== 'tls-version' && !onlyOld && !onlyNew) return null;
  const because = onlyNew
    ? 'the server speaks TLS 1.3 and refuses TLS 1.2'
    : `the server speaks no TLS 1.2 or newer (${accepted.join(', ') || failure?.raw || 'no version accepted'})`;
  return blocks('tls-version', because, {
    ...(failure?.code === 'tls-version' ? failure.evidence : {}),
    versions: accepted,
    onlyNew,
    raw: failure?.raw ?? null,
  });
};

const order: readonly TlsVersion[] = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

export function acceptedVersions({ tls }: Pick<ProbeRecord, 'tls'>): readonly TlsVersion[] {
  return order.filter((version) => tls?.versions[version] === true || tls?.version === version);
}
