import { Button } from '@fluentui/react-components';
import type { OutgoingMessage } from '../state/outbox.js';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { Bubble, DeliveryState, PlainText } from './entryBubble.js';
import { SentFiles } from './sentFiles.js';

/** A message of the agent that the timeline has not brought yet. */
export function OutgoingBubble({ message }: { readonly message: OutgoingMessage }) {
  const { t, has, time, locale } = useTexts();
  const store = useStore();
  const me = useDesk((state) => state.me);
  const { state, error, caseId, messageId, text, files } = message;
  const why = error !== null && has(`error.${error}`) ? `error.${error}` : 'error.unexpected';
  return (
    <>
      <Bubble
        side="agent"
        author={me.agent.name}
        time={time(message.at, Date.parse(message.at))}
        state={<DeliveryState state={state} />}
      >
        {text !== '' && <PlainText text={text} locale={locale} />}
        <SentFiles caseId={caseId} files={files} />
      </Bubble>
      {state === 'failed' && (
        <div className="unsent" role="alert">
          <span>{t(why)}</span>
          <Button size="small" onClick={() => store.retry(caseId)}>
            {t('retry')}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => store.discard(messageId)}>
            {t('talk.discard')}
          </Button>
        </div>
      )}
    </>
  );
}
