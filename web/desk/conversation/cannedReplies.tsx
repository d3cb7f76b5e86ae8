import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import type { CannedReply } from '../../../src/handoff/desk/deskApi.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';

/** The list of canned replies over the text box; `/` as its first character opens it too. */
export interface CannedReplies {
  readonly open: boolean;
  readonly replies: readonly CannedReply[];
  readonly active: number;
  readonly listId: string;
  readonly take: (reply: CannedReply) => void;
  readonly toggle: () => void;
  /** True when the key was for the list. */
  readonly press: (event: KeyboardEvent) => boolean;
  /** What the text box says of it to a screen reader. */
  readonly box: {
    readonly 'aria-haspopup'?: 'listbox';
    readonly 'aria-controls'?: string;
    readonly 'aria-activedescendant'?: string;
    readonly 'aria-autocomplete'?: 'list';
  };
}

export function useCannedReplies(
  locale: string,
  text: string,
  onTake: (text: string) => void,
): CannedReplies {
  const listId = useId();
  const all = useDesk((state) => state.me.replies);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  /** Opened by its button, beside what is written already. */
  const [called, setCalled] = useState(false);
  const [active, setActive] = useState(0);
  const asked = text.startsWith('/') && !text.includes('\n');
  const words = asked ? text.slice(1).trim().toLowerCase() : '';
  const replies = useMemo(() => {
    const known = all[locale] ?? all[locale.split('-')[0] ?? ''] ?? all['en'] ?? [];
    return known.filter((reply) => `${reply.title}\n${reply.text}`.toLowerCase().includes(words));
  }, [all, locale, words]);
  const open = (called || (asked && closedAt !== text)) && replies.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words make another list, which begins at its top
  useEffect(() => setActive(0), [words]);

  const close = () => {
    setCalled(false);
    setClosedAt(text);
  };
  const take = (reply: CannedReply) => {
    setCalled(false);
    onTake(asked || text.trim() === '' ? reply.text : `${text.trimEnd()}\n${reply.text}`);
  };
  const press = (event: KeyboardEvent) => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = replies[active];
    if (step !== undefined) setActive((active + step + replies.length) % replies.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) take(chosen);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    return true;
  };
  const box = open
    ? ({
        'aria-haspopup': 'listbox',
        'aria-controls': listId,
        'aria-activedescendant': `${listId}-${active}`,
        'aria-autocomplete': 'list',
      } as const)
    : {};
  return {
    open,
    replies,
    active,
    listId,
    take,
    press,
    box,
    toggle: () => (open ? close() : setCalled(true)),
  };
}

export function CannedList({ canned }: { readonly canned: CannedReplies }) {
  const { t } = useTexts();
  if (!canned.open) return null;
  return (
    <div className="canned" role="listbox" id={canned.listId} aria-label={t('composer.canned')}>
      {canned.replies.map((reply, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the text box, which names the active option
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text box
        <div
          key={reply.id}
          id={`${canned.listId}-${at}`}
          role="option"
          aria-selected={at === canned.active}
          className="canned__reply"
          ref={(element) => {
            if (at === canned.active) element?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => canned.take(reply)}
        >
          <strong>{reply.title}</strong>
          <span dir="auto">{reply.text}</span>
        </div>
      ))}
    </div>
  );
}
