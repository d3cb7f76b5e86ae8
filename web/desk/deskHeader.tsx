/// <reference types="vite/client" />
import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuItemSwitch,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useState, useSyncExternalStore } from 'react';
import type { Presence } from '../../src/handoff/desk/deskApi.js';
import mark from '../widget/icon.svg';
import { Icon } from './icon.js';
import type { Alerts } from './notify/alerts.js';
import { sendDeskAction } from './shortcuts/deskActions.js';
import { useDesk, useStore } from './state/useDesk.js';
import { deskLocales } from './texts/deskTexts.js';
import { useTexts } from './texts/useTexts.js';

const AuditDialog = lazy(async () => ({ default: (await import('./dialogs/auditDialog.js')).AuditDialog }));

export interface DeskHeaderProps {
  readonly alerts: Alerts;
  readonly onSignOut: () => void;
}

export function DeskHeader({ alerts, onSignOut }: DeskHeaderProps) {
  const { t } = useTexts();
  return (
    <header className="header">
      <img src={mark} alt="" width="32" height="32" />
      <span className="header__title">{t('title')}</span>
      <AlertsButton alerts={alerts} />
      <AccountMenu alerts={alerts} onSignOut={onSignOut} />
    </header>
  );
}

function useAlertSettings(alerts: Alerts) {
  return useSyncExternalStore(alerts.subscribe, () => alerts.settings);
}

/** Stands there until it was answered once; later the menu has it. */
function AlertsButton({ alerts }: Pick<DeskHeaderProps, 'alerts'>) {
  const { t } = useTexts();
  const { asked } = useAlertSettings(alerts);
  if (asked) return null;
  return (
    <Button
      className="header__alerts"
      icon={<Icon name="bell" />}
      title={t('alerts.turnOn')}
      onClick={() => void alerts.turnOn()}
    >
      <span className="header__alerts-text">{t('alerts.turnOn')}</span>
    </Button>
  );
}

function AccountMenu({ alerts, onSignOut }: DeskHeaderProps) {
  const { t } = useTexts();
  const store = useStore();
  const me = useDesk((state) => state.me);
  const settings = useAlertSettings(alerts);
  const [audit, setAudit] = useState(false);
  const closeAudit = useCallback(() => setAudit(false), []);
  const switches = [settings.notify && 'notify', settings.sound && 'sound'].filter((name) => name !== false);
  const presence = me.agent.presence === 'away' ? 'away' : 'available';

  return (
    <>
      <Menu
        inline
        checkedValues={{ presence: [presence], locale: [me.locale], alerts: switches }}
        onCheckedValueChange={(_, { name, checkedItems }) => {
          const chosen = checkedItems[0] ?? '';
          if (name === 'presence') void store.change({ presence: chosen as Presence });
          if (name === 'locale') void store.change({ locale: chosen });
          if (name === 'alerts')
            void alerts.choose({
              notify: checkedItems.includes('notify'),
              sound: checkedItems.includes('sound'),
            });
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" className="header__account">
            <Avatar
              name={me.agent.name}
              size={28}
              color="brand"
              aria-hidden
              badge={{ status: presence === 'away' ? 'away' : 'available' }}
            />
            <span className="header__name" aria-hidden>
              {me.agent.name}
            </span>
            <span className="visually-hidden">{t('account.label', { name: me.agent.name })}</span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{t('account.presence')}</MenuGroupHeader>
              <MenuItemRadio name="presence" value="available">
                {t('presence.available')}
              </MenuItemRadio>
              <MenuItemRadio name="presence" value="away">
                {t('presence.away')}
              </MenuItemRadio>
            </MenuGroup>
            <MenuDivider />
            <MenuGroup>
              <MenuGroupHeader>{t('account.alerts')}</MenuGroupHeader>
              <MenuItemSwitch name="alerts" value="notify" disabled={settings.blocked}>
                {t(settings.blocked ? 'alerts.blocked' : 'alerts.notify')}
              </MenuItemSwitch>
              <MenuItemSwitch name="alerts" value="sound">
                {t('alerts.sound')}
              </MenuItemSwitch>
            </MenuGroup>
            <MenuDivider />
            <MenuGroup>
              <MenuGroupHeader>{t('account.language')}</MenuGroupHeader>
              {deskLocales.map((locale) => (
                <MenuItemRadio key={locale} name="locale" value={locale} lang={locale}>
                  {ownName(locale)}
                </MenuItemRadio>
              ))}
            </MenuGroup>
            <MenuDivider />
            <MenuItem onClick={() => sendDeskAction('help')}>{t('shortcuts.title')}</MenuItem>
            {me.agent.role === 'supervisor' && (
              <MenuItem onClick={() => setAudit(true)}>{t('audit.title')}</MenuItem>
            )}
            <MenuItem onClick={onSignOut}>{t('account.signOut')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {audit && (
        <Suspense>
          <AuditDialog onClose={closeAudit} />
        </Suspense>
      )}
    </>
  );
}

/** A language goes by its own name: whoever looks for it can read that one. */
function ownName(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
