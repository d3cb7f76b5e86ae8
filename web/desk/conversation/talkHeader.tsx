import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { CaseView } from '../../../src/handoff/desk/deskApi.js';
import { EraseDialog } from '../dialogs/eraseDialog.js';
import { ResolveDialog } from '../dialogs/resolveDialog.js';
import { TransferDialog } from '../dialogs/transferDialog.js';
import { Icon } from '../icon.js';
import { StatusBadge } from '../list/statusBadge.js';
import { type ExportName, exports, exportUrl } from '../server/deskServer.js';
import { onDeskAction } from '../shortcuts/deskActions.js';
import { isWaiting } from '../state/caseLists.js';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { goTo } from '../useRoute.js';

type OpenDialog = 'resolve' | 'transfer' | 'erase' | null;

/** Who the case is about, and what can be done with it. */
export function TalkHeader({ view }: { readonly view: CaseView }) {
  const { t, languageName } = useTexts();
  const { caseId } = view;
  return (
    <div className="talk-header">
      <Button
        className="only-narrow"
        appearance="subtle"
        icon={<Icon name="back" />}
        aria-label={t('talk.back')}
        onClick={() => goTo({ caseId: null, details: false })}
      />
      <div className="talk-header__who">
        <h2 dir="auto">{view.personName ?? t('person.unnamed')}</h2>
        <div className="talk-header__line">
          <StatusBadge item={view} />
          <span>{view.reference}</span>
          <span>{languageName(view.locale)}</span>
        </div>
      </div>
      <div className="talk-header__actions">
        <Actions view={view} />
        <Button
          className="only-without-facts"
          appearance="subtle"
          icon={<Icon name="details" />}
          aria-label={t('facts.open')}
          onClick={() => goTo({ caseId, details: true })}
        />
      </div>
    </div>
  );
}

function Actions({ view }: { readonly view: CaseView }) {
  const { t } = useTexts();
  const store = useStore();
  const busy = useDesk((state) => state.busy);
  const agentId = useDesk((state) => state.me.agent.id);
  const [open, setOpen] = useState<OpenDialog>(null);
  const { caseId } = view;
  const waiting = isWaiting(view);
  const mine = view.status === 'claimed' && view.agent?.id === agentId;

  useEffect(
    () =>
      onDeskAction({
        claim: () => waiting && void store.claim(caseId),
        resolve: () => mine && setOpen('resolve'),
        transfer: () => mine && setOpen('transfer'),
      }),
    [store, caseId, waiting, mine],
  );

  return (
    <>
      {waiting && (
        <Button
          appearance="primary"
          disabledFocusable={busy === 'claim'}
          onClick={() => void store.claim(caseId)}
        >
          {t('action.claim')}
        </Button>
      )}
      {mine && (
        <>
          <Button className="only-wide" onClick={() => setOpen('transfer')}>
            {t('action.transfer')}
          </Button>
          <Button appearance="primary" onClick={() => setOpen('resolve')}>
            {t('action.resolve')}
          </Button>
        </>
      )}
      <MoreMenu view={view} mine={mine} onOpen={setOpen} />
      {open === 'resolve' && <ResolveDialog view={view} onClose={() => setOpen(null)} />}
      {open === 'transfer' && <TransferDialog view={view} onClose={() => setOpen(null)} />}
      {open === 'erase' && <EraseDialog view={view} onClose={() => setOpen(null)} />}
    </>
  );
}

interface MoreMenuProps {
  readonly view: CaseView;
  readonly mine: boolean;
  readonly onOpen: (dialog: OpenDialog) => void;
}

function MoreMenu({ view: { caseId }, mine, onOpen }: MoreMenuProps) {
  const { t } = useTexts();
  const store = useStore();
  const supervisor = useDesk((state) => state.me.agent.role === 'supervisor');
  return (
    <Menu inline positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<Icon name="more" />} aria-label={t('action.more')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {mine && (
            <>
              <MenuItem onClick={() => void store.probe(caseId)}>{t('action.probe')}</MenuItem>
              <MenuItem onClick={() => onOpen('transfer')}>{t('action.transfer')}</MenuItem>
              <MenuItem onClick={() => void store.release(caseId)}>{t('action.release')}</MenuItem>
              <MenuDivider />
            </>
          )}
          {(Object.keys(exports) as ExportName[]).map((name) => (
            <MenuItemLink key={name} href={exportUrl(caseId, name)} download>
              {t(`export.${name}`)}
            </MenuItemLink>
          ))}
          {supervisor && (
            <>
              <MenuDivider />
              <MenuItem onClick={() => onOpen('erase')}>{t('action.erase')}</MenuItem>
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
