import { Button, Tab, TabList, Text } from '@fluentui/react-components';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CaseView } from '../../../src/handoff/desk/deskApi.js';
import { Icon } from '../icon.js';
import { onDeskAction } from '../shortcuts/deskActions.js';
import { isWaiting } from '../state/caseLists.js';
import { keepDraft, keptDraft } from '../state/keptTexts.js';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { CannedList, useCannedReplies } from './cannedReplies.js';
import { ChosenFiles, filesOf, useChosenFiles } from './chosenFiles.js';

type Mode = 'reply' | 'note';

const longestText = 8_000;
const typingEveryMs = 3_000;

/** Where the agent writes: to the person when they have the case, and notes in any. */
export function Composer({ view }: { readonly view: CaseView }) {
  const { t } = useTexts();
  const agentId = useDesk((state) => state.me.agent.id);
  const mine = view.status === 'claimed' && view.agent?.id === agentId;
  const [wanted, setWanted] = useState<Mode>('reply');
  const mode: Mode = mine ? wanted : 'note';
  const box = useRef<HTMLTextAreaElement>(null);

  // The button that was pressed to claim it has gone.
  useEffect(() => {
    if (mine && document.activeElement === document.body) box.current?.focus();
  }, [mine]);
  useEffect(() => {
    const write = (to: Mode) => {
      setWanted(to);
      box.current?.focus();
    };
    return onDeskAction({ reply: () => write('reply'), note: () => write('note') });
  }, []);

  return (
    <div className="composer" data-mode={mode}>
      <div className="composer__head">
        {mine ? (
          <TabList size="small" selectedValue={mode} onTabSelect={(_, { value }) => setWanted(value as Mode)}>
            <Tab value="reply">{t('composer.reply')}</Tab>
            <Tab value="note">{t('composer.note')}</Tab>
          </TabList>
        ) : (
          <Text className="composer__why">{t(whyNoReply(view), { name: view.agent?.name ?? '' })}</Text>
        )}
        {mode === 'note' && <Text className="composer__only-agents">{t('composer.onlyAgents')}</Text>}
      </div>
      <Writing key={mode} {...{ view, mode, box }} />
    </div>
  );
}

function whyNoReply(view: CaseView): string {
  if (isWaiting(view)) return 'composer.claimFirst';
  return view.status === 'claimed' ? 'composer.othersCase' : 'composer.ended';
}

interface WritingProps {
  readonly view: CaseView;
  readonly mode: Mode;
  readonly box: React.RefObject<HTMLTextAreaElement | null>;
}

function Writing({ view, mode, box }: WritingProps) {
  const { t } = useTexts();
  const store = useStore();
  const { caseId } = view;
  const [text, setText] = useDraft(caseId, mode);
  const files = useChosenFiles(caseId, mode === 'reply');
  const canned = useCannedReplies(view.locale, mode === 'reply' ? text : '', (reply) => {
    setText(reply);
    box.current?.focus();
  });
  const tellTyping = useTypingTold(caseId);
  const empty = text.trim() === '' && files.ready.length === 0;

  const send = async () => {
    if (empty || files.busy) return;
    if (mode === 'reply') {
      store.say(caseId, text.trim(), files.ready);
      files.clear();
      setText('');
    } else if (await store.note(caseId, text.trim())) setText('');
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (canned.press(event)) return;
    // An Enter that ends the composition of a letter, as in Vietnamese, is none of ours.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
    box.current?.focus();
  };
  const type = (value: string) => {
    setText(value);
    if (mode === 'reply' && value !== '') tellTyping();
  };

  return (
    <form className="composer__form" onSubmit={submit}>
      <CannedList canned={canned} />
      <ChosenFiles files={files} />
      <textarea
        ref={box}
        className="composer__text"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onPaste={(event) => {
          const pasted = filesOf(event.clipboardData);
          // Office puts a picture of a text beside the text.
          if (mode !== 'reply' || pasted.length === 0 || event.clipboardData.getData('text') !== '') return;
          event.preventDefault();
          files.add(pasted);
        }}
        rows={2}
        maxLength={longestText}
        dir="auto"
        placeholder={t(`composer.placeholder.${mode}`)}
        aria-label={t(`composer.${mode}`)}
        {...canned.box}
      />
      <div className="composer__buttons">
        {mode === 'reply' && (
          <>
            <Button
              appearance="subtle"
              icon={<Icon name="attach" />}
              aria-label={t('composer.attach')}
              title={t('composer.attach')}
              onClick={files.choose}
            />
            <Button
              appearance="subtle"
              icon={<Icon name="replies" />}
              aria-label={t('composer.canned')}
              title={t('composer.canned')}
              aria-expanded={canned.open}
              onClick={() => {
                canned.toggle();
                box.current?.focus();
              }}
            />
          </>
        )}
        <span className="composer__keys">{t('composer.keys')}</span>
        <Button
          type="submit"
          appearance="primary"
          icon={<Icon name={mode === 'reply' ? 'send' : 'note'} />}
          disabledFocusable={empty || files.busy}
        >
          {t(mode === 'reply' ? 'composer.send' : 'composer.keep')}
        </Button>
      </div>
    </form>
  );
}

function useDraft(caseId: string, mode: Mode) {
  const agentId = useDesk((state) => state.me.agent.id);
  const [text, setText] = useState(() => keptDraft(agentId, caseId)[mode]);
  const keep = (value: string) => {
    setText(value);
    keepDraft(agentId, caseId, { ...keptDraft(agentId, caseId), [mode]: value });
  };
  return [text, keep] as const;
}

/** Tells that the agent writes, not with every letter. */
function useTypingTold(caseId: string): () => void {
  const store = useStore();
  const told = useRef(0);
  return () => {
    if (Date.now() - told.current < typingEveryMs) return;
    told.current = Date.now();
    store.typing(caseId);
  };
}
