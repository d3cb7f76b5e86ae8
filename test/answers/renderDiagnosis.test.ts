import { describe, expect, test } from '@jest/globals';
import { locales } from '../../src/answers/locales.js';
import { renderDetails } from '../../src/answers/renderDetails.js';
import { renderDiagnosis } from '../../src/answers/renderDiagnosis.js';
import {
  causeCodes,
  findingCodes,
  type ReportedCertificate,
  resolutionCodes,
} from '../../src/diagnosis/diagnosis.js';
import {
  caIssued,
  finding,
  leaf,
  type Sample,
  sampleInput,
  threeFaults,
  trusted,
  unreachable,
} from './diagnosisSamples.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();
const render = (sample: Sample, locale: (typeof locales)[number] = 'en') =>
  renderDiagnosis(sampleInput(sample), texts.in(locale));

const privateRoot: Sample = {
  verdict: 'untrusted',
  findings: [finding('untrusted-root', 'blocks', { root: 'CN=Contoso Root CA,O=Contoso' })],
  causes: ['private-root'],
  resolutions: ['trust-private-root', 'check-on-router', 'replace-certificate'],
  presented: [caIssued, { ...caIssued, subject: caIssued.issuer, issuer: 'CN=Contoso Root CA,O=Contoso' }],
};
const mismatch: Sample = {
  verdict: 'untrusted',
  findings: [finding('name-mismatch')],
  causes: ['name-mismatch'],
  resolutions: ['match-names', 'replace-certificate'],
  host: 'ex01.contoso.com',
  presented: [caIssued],
};
const selfSigned: Sample = {
  ...threeFaults,
  findings: [finding('self-signed')],
  causes: ['self-signed'],
  resolutions: ['replace-certificate'],
};
const reported: ReportedCertificate = {
  names: ['mail.contoso.com'],
  issuer: 'Contoso Issuing CA 1',
  notBefore: null,
  notAfter: '2028-01-31T00:00:00.000Z',
  browserWarning: false,
};
const outOfSight = [
  unreachable('dns-failure', 'internal-name'),
  unreachable('dns-failure', 'dns'),
  unreachable('blocked', 'not-visible'),
  unreachable('timeout', 'timeout'),
  unreachable('refused', 'refused'),
];

describe.each(locales)('in %s', (locale) => {
  test.each(findingCodes)('%s as the main finding is an answer with a card', (code) => {
    const answer = render({ ...selfSigned, findings: [finding(code)] }, locale);
    expect(answer.text.startsWith('## ')).toBe(true);
    expect(answer.text).toContain('mail.contoso.com');
    expect(answer.summary.endsWith('.')).toBe(true);
    expect(answer.card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: locale });
    expect(JSON.stringify(answer.card).length).toBeLessThan(20_000);
  });

  test.each(causeCodes)('the cause %s has its words', (cause) => {
    const text = texts.t(locale, `causes:${cause}.text`, { host: 'mail.contoso.com', port: '443' });
    expect(render({ ...trusted, causes: [cause] }, locale).text).toContain(text);
  });

  test.each(resolutionCodes)('the resolution %s has its words', (resolution) => {
    const sample = { ...privateRoot, findings: [finding('not-tls')], causes: [], resolutions: [resolution] };
    const label = texts.t(
      locale,
      resolution === 'check-on-router' ? 'answers:label.onRouter' : 'answers:label.fix',
    );
    expect(render(sample, locale).text).toContain(`**${label}`);
  });

  test('the first answer fits a phone screen', () => {
    for (const sample of [threeFaults, selfSigned, mismatch, privateRoot]) {
      expect(render(sample, locale).text.length).toBeLessThan(950);
    }
    for (const sample of [trusted, ...outOfSight])
      expect(render(sample, locale).text.length).toBeLessThan(1100);
  });

  test('three faults at once are one plan: one certificate, with the names it must hold', () => {
    const { text } = render(threeFaults, locale);
    for (const code of ['self-signed', 'name-mismatch', 'expired']) {
      expect(text.split('\n')[0]).toContain(texts.t(locale, `findings:${code}.label`));
    }
    const names = '**mail.contoso.com**';
    expect(text).toContain(
      texts.t(locale, 'resolutions:replace-certificate.textSeveral', { faults: '3', names }),
    );
    expect(text).not.toContain(`**${texts.t(locale, 'answers:label.other')}`);
    expect(text).not.toContain(`**${texts.t(locale, 'answers:label.then')}`);
  });

  test('trusted from here goes on at once to the Router’s computer', () => {
    const { text, card } = render(trusted, locale);
    expect(text).toContain('```\nhttps://mail.contoso.com/EWS/Exchange.asmx\n```');
    expect(text).toContain(texts.t(locale, 'answers:router.example', { host: 'mail.contoso.com' }));
    expect(JSON.stringify(card)).toContain('https://mail.contoso.com/EWS/Exchange.asmx');
  });

  test.each(outOfSight)(
    'what cannot be seen from here goes on at once to the Router’s computer (%#)',
    (sample) => {
      expect(render(sample, locale).text).toContain('```\nhttps://mail.contoso.com/EWS/Exchange.asmx\n```');
    },
  );

  test('a blocked look names no setting and no rule', () => {
    expect(JSON.stringify(render(unreachable('blocked', 'not-visible'), locale))).not.toMatch(
      /PROBE_|policy|setting/i,
    );
  });

  test('dates say their time zone', () => {
    expect(render(threeFaults, locale).text).toMatch(/2026, 08:00 UTC/);
  });
});

describe('the facts that prove it', () => {
  const facts = (sample: Sample): readonly { title: string; value: string }[] => {
    const body = render(sample).card['body'] as { type: string; facts: { title: string; value: string }[] }[];
    return body.find(({ type }) => type === 'FactSet')?.facts ?? [];
  };

  test('self-signed: who issued it', () => {
    expect(facts(selfSigned)[0]).toEqual({ title: 'Issued by', value: 'EX01 (itself)' });
  });

  test('wrong name: the name in the URL against the names in the certificate', () => {
    expect(facts(mismatch)).toEqual([
      { title: 'Name in the URL', value: 'ex01.contoso.com' },
      { title: 'Names in the certificate', value: 'mail.contoso.com and autodiscover.contoso.com' },
    ]);
  });

  test('expired: when, and how long ago', () => {
    const [first] = facts({ ...selfSigned, findings: [finding('expired')] });
    expect(first).toEqual({ title: 'Valid until', value: 'March 1, 2026, 08:00 UTC (8 months ago)' });
  });

  test('a private root: who issued it and what it leads to', () => {
    expect(facts(privateRoot).map(({ value }) => value)).toEqual(['Contoso Issuing CA 1', 'Contoso Root CA']);
  });

  test('never more than four', () => {
    const all = findingCodes.map((code) => finding(code));
    expect(facts({ ...threeFaults, findings: all }).length).toBeLessThanOrEqual(4);
  });

  test('many names are counted, not listed', () => {
    const many = {
      ...caIssued,
      names: Array.from({ length: 90 }, (_, index) => `DNS:h${index}.contoso.com`),
    };
    const names = facts({ ...mismatch, presented: [many] })[1]?.value;
    expect(names).toBe('h0.contoso.com, h1.contoso.com, h2.contoso.com and 87 more');
  });
});

describe('the fix for this server', () => {
  test.each([
    ['2007', 'Exchange 2007, Exchange Management Shell'],
    ['2010', 'New Exchange Certificate…'],
    ['2013', 'Exchange admin center'],
    ['2016', 'Exchange 2016, Exchange Management Shell'],
    ['2019', 'Import-ExchangeCertificate -FileData'],
    ['se', 'Exchange SE'],
    ['online', 'nothing to install'],
    [null, 'enable it for **IIS**'],
  ] as const)('Exchange %s', (exchange, says) => {
    expect(render({ ...selfSigned, exchange }).text).toContain(says);
  });

  test('an internal name is none that a public CA certifies', () => {
    expect(render({ ...selfSigned, host: 'ex01.contoso.local' }).text).toContain(
      'No public CA issues for **ex01.contoso.local**',
    );
    expect(render(selfSigned).text).not.toContain('No public CA');
  });

  test('a wrong name offers a name that the certificate holds, and the new certificate as the other way', () => {
    const { text } = render(mismatch);
    expect(text).toContain('for example **mail.contoso.com**');
    expect(text).toContain('**Or:** Replace the certificate');
  });

  test('an address in the URL is to become a name', () => {
    expect(render({ ...mismatch, host: '203.0.113.10' }).text).toContain('instead of the IP address');
  });

  test('a certificate without a usable name needs another certificate', () => {
    const { text } = render({ ...mismatch, presented: [{ ...caIssued, names: [] }] });
    expect(text).toContain('holds no host name that the **Server** field could use');
  });

  test('a private root: the command that shows on the Router’s computer whether it is there', () => {
    expect(render(privateRoot).text).toContain('```\ncertutil -store Root "Contoso Root CA"\n```');
  });

  test('a wrong name and a private root need two steps, and neither is offered as an alternative', () => {
    const { text } = render({
      ...privateRoot,
      host: 'ex01.contoso.com',
      findings: [finding('name-mismatch'), ...privateRoot.findings],
      causes: ['name-mismatch', 'private-root'],
      resolutions: ['match-names', 'replace-certificate', 'trust-private-root', 'check-on-router'],
    });
    expect(text).toMatch(
      /\*\*Fix:\*\* In the Router’s profile.*\*\*Then:\*\* If Contoso Root CA is your own CA, import/s,
    );
    expect(text).not.toContain('**Or:**');
  });

  test('an expired CA certificate is not called the server’s', () => {
    const above = finding('expired', 'blocks', {
      index: 1,
      subject: caIssued.issuer,
      notAfter: '2025-01-01T00:00:00Z',
    });
    const issuer = { ...caIssued, subject: caIssued.issuer, notAfter: '2025-01-01T00:00:00Z' };
    const presented = [caIssued, issuer];
    const { text } = render({ ...privateRoot, findings: [above], causes: ['expired'], presented });
    expect(text).toContain('## A CA certificate behind mail.contoso.com has expired');
    expect(text).toContain('Valid until:** January 1, 2025');
  });

  test('warnings are noted beside the fix', () => {
    const { text } = render({
      ...selfSigned,
      findings: [...selfSigned.findings, finding('no-san', 'warns')],
    });
    expect(text).toContain('**Note:** no SAN.');
  });

  test('without a pasted error nothing is wrong and nothing is asked', () => {
    const { text, card } = render({ ...trusted, causes: [], resolutions: [], input: { family: null } });
    expect(text).toContain('I found nothing that makes a client refuse');
    expect(text).not.toContain('Router’s computer');
    expect(JSON.stringify(card)).toContain('"color":"Good"');
  });
});

describe('text against probe', () => {
  const notTls: Sample = {
    verdict: 'unreachable',
    findings: [finding('not-tls')],
    causes: ['not-tls', 'router-differs'],
    resolutions: ['correct-port', 'check-on-router'],
    failure: {
      code: 'not-tls',
      phase: 'tls',
      raw: 'ERR_SSL_WRONG_VERSION_NUMBER',
      evidence: { banner: '220 mail ESMTP' },
    },
  };

  test('a trust error and a port without TLS contradict each other', () => {
    const { text } = render(notTls);
    expect(text).toContain('Check that this is the URL in the profile');
    expect(text).toContain('220 mail ESMTP');
    expect(render({ ...notTls, input: { family: null } }).text).not.toContain('URL in the profile.');
  });

  test.each(['tls-version', 'handshake-failure', 'client-cert-required'] as const)(
    '%s gives another .NET message',
    (code) => {
      const { text } = render({ ...notTls, findings: [finding(code)], causes: ['handshake'] });
      expect(text).toContain('another .NET message');
    },
  );

  test('an old TLS version beside a certificate fault contradicts nothing', () => {
    const { text } = render({ ...threeFaults, findings: [finding('expired'), finding('tls-version')] });
    expect(text).not.toContain('another .NET message');
  });

  test('the Router did receive a certificate from a server that does not answer me', () => {
    expect(render(unreachable('timeout', 'timeout')).text).toContain('the server answers it, only not me');
  });

  test('a name that resolves here and not there', () => {
    expect(render({ ...trusted, input: { family: 'name-resolution' } }).text).toContain('from here it can');
    expect(render({ ...trusted, input: { family: 'unreachable' } }).text).toContain('from here it can');
  });
});

describe('errors that come before any certificate', () => {
  const old: Sample = {
    ...trusted,
    causes: ['old-client'],
    resolutions: ['enable-tls12', 'check-on-router'],
  };

  test('TLS: what the server accepts, and the Router’s side to mend', () => {
    const { text } = render({ ...old, input: { family: 'tls-protocol' } });
    expect(text).toContain('## mail.contoso.com accepts modern TLS');
    expect(text).toContain('**Fix:** Let Windows and .NET on the Router’s computer use TLS 1.2');
    expect(text).not.toContain('in the browser');
  });

  test('TLS: a certificate’s fault comes after it', () => {
    const { text } = render({
      ...selfSigned,
      causes: ['old-client', 'self-signed'],
      resolutions: ['enable-tls12', 'replace-certificate'],
      input: { family: 'tls-protocol' },
    });
    expect(text).toContain('Your error comes before any certificate is judged');
    expect(text).toMatch(/\*\*Fix:\*\* Let Windows.*\*\*Then:\*\* Install a certificate/s);
  });

  test.each([
    ['old-tls', 'tls-version', 'at the server; the steps depend on its Windows'],
    ['new-tls-only', 'tls-version', 'beside TLS 1.3'],
    ['handshake', 'handshake-failure', 'cipher suites of both sides'],
    ['handshake', 'blocked', 'The steps depend on the versions'],
  ] as const)('TLS: %s shown by %s', (cause, code, says) => {
    const { text } = render({
      ...unreachable('blocked', cause),
      findings: [finding(code)],
      resolutions: ['enable-tls12'],
      input: { family: 'tls-protocol' },
    });
    expect(text).toContain(says);
  });

  test('a name and a way are settled by a command on the Router, not by the browser', () => {
    const names = render({
      ...unreachable('dns-failure', 'internal-name'),
      resolutions: ['fix-dns', 'check-on-router'],
      input: { family: 'name-resolution' },
    }).text;
    expect(names).toContain('```\nnslookup mail.contoso.com\n```');
    expect(names).not.toContain('I am just outside');
    const way = render({
      ...unreachable('dns-failure', 'router-network'),
      resolutions: ['open-firewall', 'check-on-router'],
      input: { family: 'unreachable' },
    }).text;
    expect(way).toContain('finds an address for this name; only I don’t');
    expect(way).toContain('Test-NetConnection mail.contoso.com -Port 443');
    expect(`${names}${way}`).not.toContain('/EWS/Exchange.asmx');
  });
});

describe('an Outlook alert', () => {
  const family = 'outlook-certificate' as const;

  test.each([
    ['trusted from here', { ...trusted, input: { family } }],
    ['a wrong name', { ...mismatch, input: { family } }],
    ['self-signed', { ...selfSigned, input: { family } }],
    ['a private root', { ...privateRoot, input: { family } }],
    ['an unknown name', { ...unreachable('dns-failure', 'internal-name'), input: { family } }],
  ] as const)('%s speaks of no Router', (_name, sample) => {
    for (const locale of locales) expect(render(sample, locale).text).not.toMatch(/Router/);
  });
});

describe('values from the Router’s computer', () => {
  const withReport = (sample: Sample, values: Partial<ReportedCertificate>): Sample => ({
    ...sample,
    input: { reported: { ...reported, ...values } },
  });

  test('a fault among them is the verdict, marked as reported', () => {
    const { text } = render({
      ...withReport(unreachable('dns-failure', 'internal-name'), { notAfter: '2025-12-31' }),
      findings: [finding('expired', 'blocks', { reported: true }), finding('dns-failure')],
      causes: ['expired', 'internal-name'],
      resolutions: ['replace-certificate', 'check-on-router'],
    });
    expect(text).toContain('## The certificate of mail.contoso.com has expired (as you reported)');
    expect(text).toContain('**Valid until:** December 31, 2025 (you reported)');
    expect(text).toContain('**Fix:** Install a certificate');
    expect(text).not.toContain('internal name');
  });

  test('another certificate there than here', () => {
    const { text } = render(withReport(trusted, { issuer: 'Proxy Inspection CA' }));
    expect(text).toContain(
      '## The Router’s computer sees another certificate for mail.contoso.com than I do',
    );
    expect(text).toContain('Contoso Issuing CA 1 (seen from here)');
    expect(text).toContain('Proxy Inspection CA (you reported)');
    expect(text).toContain('nslookup mail.contoso.com');
  });

  test('a warning although all looks right', () => {
    const { text } = render(withReport(trusted, { browserWarning: true }));
    expect(text).toContain('Most likely that computer does not trust the issuer');
  });

  test('all in order there too', () => {
    const { text } = render(withReport(trusted, {}));
    expect(text).toContain('the service’s account differs');
    expect(text).toContain('certutil -store Root');
  });

  test('the same certificate adds nothing to a fault that is seen from here', () => {
    const { text } = render(withReport({ ...mismatch, host: 'ex01.contoso.com' }, {}));
    expect(text).toContain('**Fix:** In the Router’s profile');
    expect(text).not.toContain('you reported');
  });
});

describe('check again', () => {
  const changes = { fixed: ['self-signed', 'expired'], remaining: [], appeared: [] } as const;

  test('says what is fixed and what to try now', () => {
    const { text } = render({ ...trusted, input: { changes } });
    expect(text).toContain('## mail.contoso.com: the faults found before are gone');
    expect(text).toContain('fixed: self-signed and expired.');
    expect(text).toContain('**Test Access**');
  });

  test('says what is left and what is new', () => {
    const { text } = render({
      ...mismatch,
      input: { changes: { fixed: ['self-signed'], remaining: ['name-mismatch'], appeared: ['expired'] } },
    });
    expect(text).toContain('fixed: self-signed · still there: wrong name · new: expired.');
  });

  test('says that nothing has changed', () => {
    const { text } = render({
      ...mismatch,
      input: { changes: { fixed: [], remaining: ['name-mismatch'], appeared: [] } },
    });
    expect(text).toContain('nothing has changed');
  });

  test('a server that only came into sight mends nothing for the Router', () => {
    const { text } = render({
      ...trusted,
      input: { changes: { fixed: ['timeout'], remaining: [], appeared: [] } },
    });
    expect(text).toContain('Seen from here');
    expect(text).toContain('sees or trusts something else');
  });
});

describe('hostile certificates', () => {
  const evil = '[x](http://evil) **b** <script>';
  const hostile = {
    ...leaf,
    subject: `CN=${evil}`,
    issuer: `CN=${evil}`,
    names: [evil, 'a\0b', 'moc.\u202Elive', '{{DATE(2020-01-01T00:00:00Z)}}', '$t(answers:label.fix)'],
  };
  const answer = render({ ...threeFaults, presented: [hostile, hostile] });

  test('show literally in text and card', () => {
    const shown = '\\[x\\](http\\://evil) \\*\\*b\\*\\* \\<script\\>';
    expect(answer.text).toContain(shown);
    expect(JSON.stringify(answer.card)).toContain(JSON.stringify(shown).slice(1, -1));
    expect(answer.text + JSON.stringify(answer.card)).not.toMatch(/(?<!\\)<script|(?<!\\)\[x|\0|\u202E/);
  });

  test('put nothing of theirs into a command', () => {
    const root = { ...caIssued, issuer: 'CN=a" & del *' };
    const { text } = render({
      ...privateRoot,
      findings: [finding('untrusted-root')],
      presented: [caIssued, root],
    });
    expect(text).toContain('```\ncertutil -store Root\n```');
  });

  test('make no card too large', () => {
    const huge = {
      ...hostile,
      subject: `CN=${'x'.repeat(100_000)}`,
      names: Array.from({ length: 5000 }, () => 'y'.repeat(300)),
    };
    const rendered = render({ ...threeFaults, presented: [huge, huge] });
    expect(JSON.stringify(rendered.card).length).toBeLessThan(20_000);
    expect(rendered.text.length).toBeLessThan(4000);
  });
});

test('each fact belongs to its own finding, and broken rules are told in the person’s language', () => {
  const sample: Sample = {
    ...privateRoot,
    findings: [
      ...privateRoot.findings,
      finding('chain-invalid', 'blocks', { defects: ['not-a-ca', 'key-usage'] }),
    ],
  };
  expect(render(sample, 'fr').text).toContain('**Détail\u00A0:** son émetteur n’est pas une CA et la clé');
});

describe('support that has ended', () => {
  const base = sampleInput({ ...selfSigned, exchange: '2010' });
  const ended = {
    ...base,
    diagnosis: {
      ...base.diagnosis,
      generation: {
        ...base.diagnosis.generation,
        update: 'SP3',
        build: '14.3.123.4',
        windows: '2008r2' as const,
        supportEnded: { exchange: '2020-10-13', windows: null },
        because: ['X-OWA-Version: 14.3.123.4'],
      },
    },
  };

  test.each(locales)('is one line of the first answer, in %s, and dated in the details', (locale) => {
    const { text } = renderDiagnosis(ended, texts.in(locale));
    const lines = text.split('\n').filter((line) => line.includes('Exchange 2010') && !line.includes('→'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('Windows Server');
    const { text: details } = renderDetails(ended, texts.in(locale));
    expect(details).toMatch(/2020/);
    expect(details).toContain('Exchange 2010 SP3 (14.3.123.4)');
  });

  test('is not said again by a second look', () => {
    const again = { ...ended, changes: { fixed: [], remaining: ['self-signed' as const], appeared: [] } };
    expect(renderDiagnosis(again, texts.in('en')).text).not.toContain('ended support');
  });

  test('of a server whose certificate pages are whole, the plan names the admin center', () => {
    const { generation } = ended.diagnosis;
    const early = {
      ...ended,
      diagnosis: {
        ...ended.diagnosis,
        generation: { ...generation, exchange: '2019', update: 'CU11', certificatePages: 'whole' } as const,
      },
    };
    const { text } = renderDiagnosis(early, texts.in('en'));
    expect(text).toContain('Exchange 2019 CU11, Exchange admin center');
  });
});

describe('where programs judge differently', () => {
  test.each(locales)('the details say so, in %s', (locale) => {
    const notes = ['partial-wildcard', 'nul-byte'];
    const presented = [{ ...caIssued, names: ['ex*.contoso.com', '*.contoso.com'] }];
    const findings = [
      finding('name-mismatch', 'blocks', { notes }),
      finding('interception-suspected', 'warns', { issuer: 'Proxy CA', seen: 'CN=Contoso CA' }),
    ];
    const { text } = renderDetails(sampleInput({ ...mismatch, presented, findings }), texts.in(locale));
    expect(text).toContain('NUL');
    expect(text).toMatch(/\(ex\\\*\.contoso\.com\)/);
    expect(text).toContain('Contoso CA');
  });
});
