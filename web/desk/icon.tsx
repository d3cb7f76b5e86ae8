/** Drawn on 20 by 20, as lines of the text's colour. Keys are what they mean here, not what they show. */
const paths = {
  back: 'M12 4l-6 6 6 6',
  details: 'M10 9v5M10 6.2v.1M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0z',
  send: 'M3 10h8M3.5 3.5L17 10 3.5 16.5 5 10z',
  attach: 'M15 9l-5.6 5.6a3 3 0 0 1-4.3-4.3l6.3-6.2a2 2 0 0 1 2.9 2.8l-6 6a1 1 0 0 1-1.5-1.4l5-5',
  replies: 'M4 4h12v9H9l-4 3v-3H4zM7 7.5h6M7 10h4',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  close: 'M5 5l10 10M15 5L5 15',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 3.5-1.5 5-1.5 5h12s-1.5-1.5-1.5-5A4.5 4.5 0 0 0 10 3zM8.5 15.5a1.6 1.6 0 0 0 3 0',
  note: 'M4 4h12v8l-4 4H4zM12 16v-4h4',
  bot: 'M4.5 8h11v7h-11zM10 8V5M7.8 11v.6M12.2 11v.6',
  file: 'M6 3h5l4 4v10H6zM11 3v4h4',
  check: 'M4 10.5l4 4 8-9',
  read: 'M1.5 10.5l4 4 7.5-9M9.5 13.5l1 1 8-9',
  clock: 'M10 6v4l2.5 2M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  failed: 'M10 6v5M10 13.8v.1M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  inbox: 'M3.5 11L5.5 4h9l2 7v5h-13zM3.5 11H7a3 3 0 0 0 6 0h3.5',
  retry: 'M15.5 10a5.5 5.5 0 1 1-1.6-3.9M14 3v3.5h-3.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.4 : 1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
