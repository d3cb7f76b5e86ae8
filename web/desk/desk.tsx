import { FluentProvider, Spinner } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Me } from '../../src/handoff/desk/deskApi.js';
import { beginningLocale } from '../widget/pageLocale.js';
import { DeskError } from './server/deskError.js';
import type { DeskServer } from './server/deskServer.js';
import { SignInPage } from './signInPage.js';
import { forgetKept } from './state/keptTexts.js';
import { type DeskTexts, deskLocales, loadDeskTexts } from './texts/deskTexts.js';
import { TextsContext } from './texts/useTexts.js';
import { useTheme } from './theme.js';

const Console = lazy(async () => ({ default: (await import('./console.js')).Console }));

/** `unknown`: nobody has been asked yet. `ended`: the server has ended a session that was open here. */
type Session = Me | 'unknown' | 'unreachable' | 'signed-out' | 'ended';

const browserLocale = beginningLocale(deskLocales, navigator.languages, null, 'en');

/** The whole page: asks who is signed in and shows the sign-in or the console, in that person's language. */
export function Desk({ server }: { readonly server: DeskServer }) {
  const [session, setSession] = useState<Session>('unknown');
  const [texts, setTexts] = useState<DeskTexts | null>(null);
  const theme = useTheme();
  const me = typeof session === 'string' ? null : session;
  const locale = me?.locale ?? browserLocale;

  const ask = useCallback(() => {
    setSession('unknown');
    server.me().then(setSession, (error: unknown) => {
      const signedOut = error instanceof DeskError && error.status === 401;
      setSession(signedOut ? 'signed-out' : 'unreachable');
    });
  }, [server]);
  useEffect(ask, [ask]);

  useEffect(() => {
    let current = true;
    void loadDeskTexts(locale).then((loaded) => {
      if (!current) return;
      document.documentElement.lang = loaded.locale;
      setTexts(loaded);
    });
    return () => {
      current = false;
    };
  }, [locale]);

  const onSignedOut = useCallback(() => setSession('ended'), []);
  const signOut = useCallback(async () => {
    forgetKept();
    await server.signOut().catch(() => null);
    setSession('signed-out');
  }, [server]);

  return (
    <FluentProvider theme={theme}>
      {/* A class of the provider itself would go to every menu and dialog as well. */}
      <div className="desk-root">
        {texts === null || session === 'unknown' ? (
          <Loading label={texts?.t('loading') ?? 'TrustDesk'} />
        ) : (
          <TextsContext value={texts}>
            {me === null ? (
              <SignInPage
                server={server}
                state={session as 'unreachable'}
                onSignedIn={setSession}
                onRetry={ask}
              />
            ) : (
              <Suspense fallback={<Loading label={texts.t('loading')} />}>
                <Console
                  key={me.agent.id}
                  {...{ me, server }}
                  onMe={setSession}
                  onSignedOut={onSignedOut}
                  onSignOut={signOut}
                />
              </Suspense>
            )}
          </TextsContext>
        )}
      </div>
    </FluentProvider>
  );
}

function Loading({ label }: { readonly label: string }) {
  return (
    <main className="desk-loading">
      <Spinner size="large" aria-label={label} />
    </main>
  );
}
