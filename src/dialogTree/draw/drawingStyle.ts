import { kindColours } from './kindColours.js';

const kinds = Object.entries(kindColours);

/** The style sheet of every drawing. */
export const drawingStyle = `
.drawing {
  --paper: #eef2f4; --surface: #fff; --ink: #1b2529; --subtle: #4b5b62; --line: #8fa0a8; --rule: #dbe3e6; --pill: #e6edf0; --accent: #0b5a6b;
${kinds.map(([kind, [light]]) => `  --${kind}: ${light};`).join('\n')}
  font-family: "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  .drawing {
    --paper: #12191c; --surface: #1b2428; --ink: #e8eef0; --subtle: #aebcc2; --line: #6d7d84; --rule: #323e44; --pill: #2a363b; --accent: #6cc5d8;
${kinds.map(([kind, [, dark]]) => `    --${kind}: ${dark};`).join('\n')}
  }
}
.drawing text { fill: var(--ink); font-size: 13px; user-select: text; -webkit-user-select: text; white-space: pre; }
.drawing .title { font-size: 20px; font-weight: 600; }
.drawing .legend, .drawing .label { font-size: 12px; }
.drawing .paper { fill: var(--paper); }
.drawing .frame { fill: var(--surface); stroke-width: 1.5; }
.drawing .name { font-weight: 600; }
.drawing .detail { fill: var(--subtle); font-size: 11px; }
.drawing .entry { fill: var(--accent); font-size: 11px; font-weight: 600; }
.drawing .rule { fill: none; stroke: var(--rule); }
.drawing .line { fill: none; stroke: var(--line); stroke-width: 1.5; }
.drawing .line:hover { stroke: var(--accent); stroke-width: 3; }
.drawing .arrow { fill: var(--line); }
.drawing .pill rect { fill: var(--pill); stroke: transparent; }
.drawing .pill .target { font-size: 11px; }
.drawing .pill--box .target { fill: var(--accent); }
.drawing .pill--tree rect { fill: var(--surface); stroke: var(--goto); }
.drawing .pill--tree .target { fill: var(--goto); }
.drawing .pill--elsewhere rect { fill: var(--surface); stroke: var(--line); stroke-dasharray: 3 2; }
.drawing a:hover text { text-decoration: underline; }
.drawing .icon path { fill: none; stroke: var(--surface); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.drawing .box--choices .frame { stroke-dasharray: 6 3; }
.drawing .box { scroll-margin: 16px; }
.drawing .box:target .frame { stroke-width: 4; }
${kinds.map(([kind]) => `.drawing .icon--${kind} rect { fill: var(--${kind}); } .drawing .box--${kind} .frame { stroke: var(--${kind}); }`).join('\n')}
`;
