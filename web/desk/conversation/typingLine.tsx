import type { CaseView } from '../../../src/handoff/desk/deskApi.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { useNow } from '../useNow.js';

export function TypingLine({ view }: { readonly view: CaseView }) {
  const { t } = useTexts();
  const typing = useDesk((state) => state.typing[view.caseId]);
  const now = useNow(1_000);
  if (typing === undefined || typing.until < now) return <div className="typing" />;
  const name = typing.from === 'person' ? view.personName : typing.name;
  return (
    <div className="typing">
      <span className="typing__dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t('talk.typing', { name: name ?? t(typing.from === 'person' ? 'person.unnamed' : 'author.agent') })}
    </div>
  );
}
