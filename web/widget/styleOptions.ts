const dot = (x: number, begin: number) =>
  `<circle cx="${x}" cy="10" r="4"><animate attributeName="opacity" values=".25;1;.25" dur="1.2s" begin="${begin}s" repeatCount="indefinite"/></circle>`;
const dots = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="20" fill="#7d8c93">${dot(14, 0)}${dot(32, 0.2)}${dot(50, 0.4)}</svg>`;

/** How Web Chat looks. Colours are the page's custom properties, so that dark mode needs no second set. */
export const styleOptions = {
  accent: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  subtle: 'var(--subtle)',
  primaryFont: 'var(--font)',
  monospaceFont: 'var(--mono)',
  rootHeight: '100%',
  rootWidth: '100%',

  bubbleBackground: 'var(--raised)',
  bubbleBorderColor: 'var(--line)',
  bubbleBorderRadius: 12,
  bubbleTextColor: 'var(--text)',
  bubbleFromUserBackground: 'var(--own)',
  bubbleFromUserBorderColor: 'var(--own)',
  bubbleFromUserBorderRadius: 12,
  bubbleFromUserTextColor: 'var(--own-text)',
  // Wide, since commands and certificate names are long.
  bubbleMaxWidth: 760,
  messageActivityWordBreak: 'break-word',
  timestampColor: 'var(--subtle)',
  groupTimestamp: 120_000,

  // What is dropped is not bound by this; the bot says what it can't read.
  uploadAccept: '.txt,.log,.cer,.crt,.pem,.der,.p7b,text/plain',
  // Drawn by a worker made of a blob, which the page's content security policy forbids.
  enableUploadThumbnail: false,
  sendBoxBackground: 'var(--surface)',
  sendBoxTextColor: 'var(--text)',
  sendBoxPlaceholderColor: 'var(--subtle)',
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnHover: 'var(--accent)',
  sendBoxButtonColorOnFocus: 'var(--accent)',
  sendBoxButtonColorOnActive: 'var(--accent)',
  sendBoxBorderTop: 'solid 1px var(--line)',
  // An error is pasted with its line breaks.
  sendBoxTextWrap: true,
  sendBoxMaxHeight: 200,
  sendBoxHeight: 48,

  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: 'var(--surface)',
  suggestedActionBorderColor: 'var(--accent)',
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionBackgroundColorOnHover: 'var(--raised)',
  suggestedActionBorderRadius: 8,

  notificationText: 'var(--subtle)',
  failedConnectivity: 'var(--danger)',
  slowConnectivity: 'var(--warning)',

  toastInfoBackgroundColor: 'var(--raised)',
  toastInfoColor: 'var(--text)',

  transcriptOverlayButtonBackground: 'var(--accent)',
  transcriptOverlayButtonColor: 'var(--accent-text)',

  // Web Chat's own picture has a light background.
  typingAnimationBackgroundImage: `url("data:image/svg+xml,${encodeURIComponent(dots)}")`,
  // A probe may take ten seconds between two steps.
  typingAnimationDuration: 12_000,
  markdownRespectCRLF: true,
  cardPushButtonBackgroundColor: 'var(--accent)',
  cardPushButtonTextColor: 'var(--accent-text)',
  cardEmphasisBackgroundColor: 'var(--code)',
  adaptiveCardsParserMaxVersion: '1.5',
} as const;
