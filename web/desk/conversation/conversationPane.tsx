import { Spinner, Text } from '@fluentui/react-components';
import { Icon } from '../icon.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { Composer } from './composer.js';
import { TalkHeader } from './talkHeader.js';
import { Timeline } from './timeline.js';

/** The conversation of the opened case. */
export function ConversationPane({ caseId }: { readonly caseId: string | null }) {
  const { t } = useTexts();
  const room = useDesk(({ rooms }) => (caseId === null ? undefined : rooms[caseId]));
  const opening = useDesk(({ busy, selected }) => busy === 'open' || selected !== caseId);
  if (caseId === null)
    return (
      <div className="pane__empty">
        <Icon name="inbox" />
        <Text>{t('talk.none')}</Text>
      </div>
    );
  if (!room?.view)
    return (
      <div className="pane__empty">
        {opening ? <Spinner label={t('loading')} /> : <Text>{t('talk.missing')}</Text>}
      </div>
    );
  return (
    <>
      <TalkHeader view={room.view} />
      <Timeline key={caseId} room={room} view={room.view} />
      <Composer key={`composer ${caseId}`} view={room.view} />
    </>
  );
}
