import type { BoxKind } from './treeGraph.js';

/** Colour of a kind on light and on dark paper. */
export const kindColours: { readonly [K in BoxKind]: readonly [light: string, dark: string] } = {
  message: ['#4b5b62', '#aebcc2'],
  prompt: ['#0b5a6b', '#6cc5d8'],
  recognizeError: ['#6a3fa0', '#c3a3ec'],
  probeEndpoint: ['#a14a00', '#f2b866'],
  branch: ['#7a5c00', '#e3cf6b'],
  answer: ['#1c6b3a', '#7fd6a0'],
  goto: ['#2f52a5', '#9db7f5'],
  handoff: ['#8a2367', '#f09bcf'],
  end: ['#a3231f', '#ff9b94'],
  choices: ['#5a5f66', '#b9bec6'],
};
