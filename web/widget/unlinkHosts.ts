/**
 * Takes back the links that Markdown made of bare host names, which here are names to be compared and copied: a link would
 * lead to the very server in question, and the marks set around it would be copied along. Written links stay.
 */
export function unlinkHosts(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const link of body.querySelectorAll('a[href]')) {
    const text = (link.textContent ?? '').replace(/[\u200b\u200c\u200d]/g, '').trim();
    const named = link
      .getAttribute('href')
      ?.replace(/^https?:\/\/|^mailto:/i, '')
      .replace(/\/$/, '');
    if (text === '' || text !== named) continue;
    for (const mark of [link.previousSibling, link.nextSibling]) {
      if (mark?.nodeType === Node.TEXT_NODE)
        mark.textContent = mark.textContent?.replace(/\u200b/g, '') ?? '';
    }
    link.replaceWith(text);
  }
  return body.innerHTML;
}
