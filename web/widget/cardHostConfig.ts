const color = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name})` });
const foregroundColors = {
  default: { default: 'var(--text)', subtle: 'var(--subtle)' },
  dark: color('text'),
  light: color('subtle'),
  accent: color('accent'),
  good: color('good'),
  warning: color('warning'),
  attention: color('danger'),
};

/** How Adaptive Cards look, in the colours of the page. */
export const cardHostConfig = {
  supportsInteractivity: true,
  fontFamily: 'var(--font)',
  fontTypes: {
    default: { fontFamily: 'var(--font)' },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 12, default: 14, medium: 15, large: 17, extraLarge: 20 },
    },
  },
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors },
    emphasis: { backgroundColor: 'var(--code)', foregroundColors },
  },
  // Under the page's own title, and that of the transcript.
  textBlock: { headingLevel: 3 },
  factSet: {
    title: { weight: 'Bolder', wrap: true, maxWidth: 180, color: 'Default' },
    value: { wrap: true, color: 'Default' },
    spacing: 14,
  },
  actions: {
    maxActions: 10,
    spacing: 'Medium',
    buttonSpacing: 8,
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
    showCard: { actionMode: 'Inline', inlineTopMargin: 12, style: 'default' },
    preExpandSingleShowCardAction: false,
  },
  textStyles: {
    heading: { size: 'Medium', weight: 'Bolder', fontType: 'Default', color: 'Default', isSubtle: false },
  },
} as const;
