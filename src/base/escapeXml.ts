/** What XML 1.0 allows in no form, and noncharacters. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes a string show literally in the text and the attributes of XML and HTML; illegal characters become U+FFFD. */
export function escapeXml(value: string): string {
  return value
    .toWellFormed()
    .replace(illegal, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
