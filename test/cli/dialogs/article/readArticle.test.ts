import { expect, test } from '@jest/globals';
import { DataError } from '../../../../src/base/dataError.js';
import { readArticle } from '../../../../src/cli/dialogs/article/readArticle.js';

const whole = `# The tunnel does not open

## Symptoms

\`\`\`
Error 809: the server at vpn.contoso.com is not responding. Try again later.
Code TUNNEL_DOWN
\`\`\`

> The Contoso tunnel
> could not be opened.

## Cause

The firewall is **closed**.

## Resolution

1. Open \`https://fw.contoso.com\`:
   1. Sign in.
   2. Choose *Ports*.
2) Allow the ports:

   \`\`\`powershell
   # Not a heading
     Get-NetFirewallRule
   \`\`\`

   It takes a minute.

## Sources

- [Error 809](https://learn.microsoft.com/vpn)
- Contoso handbook, page 9
`;

function problemsOf(text: string): readonly string[] {
  try {
    readArticle('vpn.md', text);
    return [];
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    expect(error.code).toBe('article-invalid');
    return error.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
  }
}

test('an article is read whole', () => {
  const article = readArticle('vpn.md', whole);
  expect(article).toMatchObject({
    title: 'The tunnel does not open',
    language: 'en',
    cause: 'The firewall is **closed**.',
  });
  expect(article.symptoms).toEqual([
    {
      line: 6,
      text: 'Error 809: the server at vpn.contoso.com is not responding. Try again later.\nCode TUNNEL_DOWN',
      sentences: [
        'Error 809: the server at vpn.contoso.com is not responding.',
        'Try again later.',
        'Code TUNNEL_DOWN',
      ],
    },
    {
      line: 10,
      text: 'The Contoso tunnel\ncould not be opened.',
      sentences: ['The Contoso tunnel', 'could not be opened.'],
    },
  ]);
  expect(article.sources).toEqual([
    { title: 'Error 809', url: 'https://learn.microsoft.com/vpn' },
    { title: 'Contoso handbook, page 9', url: null },
  ]);
});

test('steps are numbered in bold, and stand outside any list', () => {
  expect(readArticle('vpn.md', whole).resolution).toBe(
    [
      '**1.** Open `https://fw.contoso.com`:',
      '- Sign in.',
      '- Choose *Ports*.',
      '',
      '**2.** Allow the ports:',
      '',
      '```powershell',
      '# Not a heading',
      '  Get-NetFirewallRule',
      '```',
      '',
      'It takes a minute.',
    ].join('\n'),
  );
});

test.each([
  ['en', 'Symptoms', 'Cause', 'Resolution', 'Sources'],
  ['fr', 'Symptômes', 'Cause', 'Résolution', 'Références'],
  ['fr', 'SYMPTÔMES :', 'Causes', 'Solution', 'Sources'],
  ['vi', 'Triệu chứng', 'Nguyên nhân', 'Giải pháp', 'Nguồn'],
])('headings are read in %s', (language, symptoms, cause, resolution, sources) => {
  const text = whole
    .replace('## Symptoms', `## ${symptoms}`)
    .replace('## Cause', `## ${cause}`)
    .replace('## Resolution', `## ${resolution}`)
    .replace('## Sources', `## ${sources}`);
  expect(readArticle('vpn.md', text).language).toBe(language);
});

test('Windows line ends and a byte order mark make no difference', () => {
  const article = readArticle('vpn.md', `\uFEFF${whole.replaceAll('\n', '\r\n')}`);
  expect(article).toEqual(readArticle('vpn.md', whole));
});

test('everything that is missing is told at once, by line', () => {
  expect(problemsOf('Some text.\n\n## Cause\n\n## Hints\n')).toEqual([
    'vpn.md:1 This line stands in no section; put it under "## Symptoms" or "## Cause".',
    'vpn.md:1 There is no title: a line that begins with "# ".',
    'vpn.md:3 This section is empty.',
    'vpn.md:5 "## Hints" is none of Symptoms, Cause, Resolution and Sources.',
    'vpn.md:6 There is no section "## Symptoms".',
    'vpn.md:6 There is no section "## Resolution".',
  ]);
});

test.each([
  ['a second title', '\n## Cause', '\n# Another\n\n## Cause', /second title/],
  ['a section twice', '## Sources', '## Cause\n\nTwo.\n\n## Sources', /is there twice/],
  ['symptoms without an error text', /```\nError[\s\S]*?opened\.\n/, 'It does not work.\n', /no error text/],
  ['an error text that says nothing', /```\nError[\s\S]*?opened\.\n/, '> Error!\n', /too short/],
  ['a code block that stays open', 'It takes a minute.', '```\nopen', /not closed/],
  ['no numbered steps', /\n1\. [\s\S]*?minute\.\n/, '\nRestart it.\n', /no numbered steps/],
  ['a placeholder', '**closed**', '{{closed}}', /placeholder/],
  ['a placeholder in a code block', 'Get-Net', '{{Get-Net', /placeholder/],
  ['a picture', '**closed**', '![closed](x.png)', /Pictures/],
  ['HTML', '**closed**', '<b>closed</b>', /HTML/],
  ['a name in angle brackets', '**closed**', 'on <server>', /HTML/],
  ['a table', '**closed**.', '\n| a | b |\n', /Tables/],
  ['a link that runs', '**closed**', '[closed](javascript:alert(1))', /no http or https/],
  ['a source that runs', 'https://learn.microsoft.com/vpn', 'javascript:alert(1)', /list item/],
  ['a source outside a list', '- Contoso handbook', 'Contoso handbook', /list item/],
  ['an endless title', 'tunnel does', `tunnel ${'x'.repeat(200)} does`, /longer than 120/],
  ['an endless line', '**closed**', 'x'.repeat(5000), /longer than 4000/],
])('%s is told', (_what, from, to, message) => {
  const text = whole.replace(from, to);
  expect(text).not.toBe(whole);
  expect(problemsOf(text)).toContainEqual(expect.stringMatching(message));
});

test('angle brackets in code, and an address in them, are no HTML', () => {
  expect(problemsOf(whole.replace('**closed**', 'at `<server>`, see <https://fw.contoso.com>'))).toEqual([]);
});

test('an article that is too large is not read', () => {
  expect(problemsOf(`${whole}${'x\n'.repeat(40_000)}`)).toEqual([
    expect.stringMatching(/65536 are read at most/),
  ]);
});

test('a hostile article takes no time', () => {
  const began = performance.now();
  for (const part of ['# ', '> ', '`', '[', '](', '<https:', '| ', '1. ', '\t', ' '])
    problemsOf(whole.replace('The firewall', part.repeat(60_000 / part.length)));
  for (const part of ['#\n', '>\n', '```\n', '[x](\n', '<https:\n', '|\n', '1.\n', '\n'])
    problemsOf(whole.replace('The firewall', part.repeat(20_000 / part.length)));
  expect(performance.now() - began).toBeLessThan(3_000);
});
