import { blocks, type Check } from '../finding.js';

/** The leaf, or a CA that restricts what it issues, is not for server authentication. */
export const checkWrongEku: Check = ({ trust }) => {
  const defects = trust?.path.defects.filter(({ code }) => code === 'wrong-eku') ?? [];
  const first = defects[0];
  const certificate = first && trust?.path.certificates[first.index];
  if (!certificate) return null;
  const { extendedKeyUsage, keyUsage } = certificate.extensions;
  return blocks('wrong-eku', defects.map(({ because }) => because).join('; '), {
    index: first.index,
    subject: certificate.subject.text,
    usages: (extendedKeyUsage ?? []).map(purposeText),
    keyUsage: keyUsage ?? [],
  });
};

const purposeNames: { readonly [oid: string]: string } = {
  '1.3.6.1.5.5.7.3.1': 'Server Authentication',
  '1.3.6.1.5.5.7.3.2': 'Client Authentication',
  '1.3.6.1.5.5.7.3.3': 'Code Signing',
  '1.3.6.1.5.5.7.3.4': 'Secure Email',
  '1.3.6.1.5.5.7.3.8': 'Time Stamping',
  '1.3.6.1.5.5.7.3.9': 'OCSP Signing',
};

const purposeText = (oid: string): string => (purposeNames[oid] ? `${purposeNames[oid]} (${oid})` : oid);
