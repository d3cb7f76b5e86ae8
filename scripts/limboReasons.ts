/** Why a difference from the suite is right here: what Windows and .NET, whose verdict is wanted, do not ask for. */
const reasons: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/::aki::|::ski::/, 'key identifiers only help to find the issuer; Windows builds paths without them'],
  [/::serial::/, 'Windows takes any serial number'],
  [/webpki::cn::/, 'where a DNS or address SAN exists Windows never looks at the common name'],
  [
    /webpki::eku::/,
    'Windows takes an absent, a critical and an any-purpose EKU; the rest is a duty of public authorities',
  ],
  [/webpki::san::public-suffix/, 'Windows knows no list of public suffixes'],
  [/webpki::san::no-san/, 'Windows falls back to the common name; here it is the warning no-san'],
  [
    /noncritical|non-critical|san-critical/,
    'whether the extension is marked critical is the authority’s duty; it is obeyed either way',
  ],
  [
    /invalid-dnsname-leading-period/,
    'Windows and OpenSSL take the leading dot in a name constraint; it is obeyed',
  ],
  [/not-allowed-in-ee/, 'a name constraint in a leaf constrains nothing; Windows passes over it'],
  [/underscore-dns/, 'Windows compares host names as they are written'],
  [/root-missing-basic-constraints/, 'an anchor is trusted as it is; old roots have no basic constraints'],
  [/leaf-ku-keycertsign|ee-basicconstraints-ca/, 'Windows takes a leaf that might also be an authority'],
  [
    /p192|weak-rsa|not-divisible/,
    'key rules of public authorities, judged here as under an own root: weak keys are the warning weak-key',
  ],
  [/v1-cert/, 'Windows takes a leaf of any version; an issuer of version 1 is refused'],
  [
    /ca-as-leaf|validation-ignores-pathlen-in-leaf/,
    'a key usage of keyCertSign alone is no usage of a TLS server in Schannel',
  ],
  [
    /root-and-intermediate-swapped|cve-2024-0567/,
    'Windows ends a path only in a self-signed root, so such an anchor ends none',
  ],
];

/** Null when nobody has looked at that difference yet. */
export function reasonFor(id: string): string | null {
  return reasons.find(([ids]) => ids.test(id))?.[1] ?? null;
}
