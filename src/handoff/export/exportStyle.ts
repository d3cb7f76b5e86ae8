/** For the screen, light or dark, and for paper. */
export const exportStyle = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; }
ol > li { margin: .75rem 0; padding: .5rem .75rem; border-inline-start: 4px solid #767676; break-inside: avoid-page; }
ol > li.person { border-color: #0f6cbd; }
ol > li.agent { border-color: #107c10; }
ol > li.note { border-style: dashed; border-color: #8a6d00; }
ol > li.event { border-color: transparent; font-style: italic; }
p { margin: 0; }
b { unicode-bidi: isolate; }
time { font-size: .875rem; opacity: .8; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; font-style: normal; }
.files { margin: .25rem 0 0; padding-inline-start: 1.25rem; }
img { display: block; max-width: 100%; margin-top: .5rem; }
@media print { main { max-width: none; padding: 0; } }
`;
