/// <reference types="vite/client" />
import { Button, Field, Input, MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import type { Me, SignInWays } from '../../src/handoff/desk/deskApi.js';
import icon from '../widget/icon.svg';
import { DeskError } from './server/deskError.js';
import type { DeskServer } from './server/deskServer.js';
import { useTexts } from './texts/useTexts.js';

const askAgainMs = 3_000;

export interface SignInPageProps {
  readonly server: DeskServer;
  readonly state: 'unreachable' | 'signed-out' | 'ended';
  readonly onSignedIn: (me: Me) => void;
  readonly onRetry: () => void;
}

/** A key of `signIn` with its values. */
interface Problem {
  readonly key: string;
  readonly values?: Readonly<Record<string, string>>;
}

export function SignInPage({ server, state, onSignedIn, onRetry }: SignInPageProps) {
  const { t, duration } = useTexts();
  const [ways, setWays] = useState<SignInWays | null>(null);
  const [problem, setProblem] = useState<Problem | null>(beginningProblem(state));

  useEffect(() => {
    if (state === 'unreachable') return;
    server.signInWays().then(setWays, () => setProblem({ key: 'unreachable' }));
  }, [server, state]);

  // Whoever adds the first agent has this page open beside the terminal.
  const nobody = ways?.nobody === true;
  useEffect(() => {
    if (!nobody) return;
    const asking = setInterval(() => server.signInWays().then(setWays, () => undefined), askAgainMs);
    return () => clearInterval(asking);
  }, [server, nobody]);

  // Told once: a reload begins anew.
  useEffect(() => {
    if (location.search !== '') history.replaceState(null, '', location.pathname + location.hash);
  }, []);

  const signIn = async (email: string, password: string) => {
    setProblem(null);
    try {
      onSignedIn(await server.signIn(email, password));
    } catch (error) {
      setProblem(problemOf(error, duration));
    }
  };

  return (
    <main className="sign-in">
      <div className="sign-in__card">
        <div className="sign-in__brand">
          <img src={icon} alt="" width="40" height="40" />
          <h1>{t('signIn.title')}</h1>
        </div>
        {problem !== null && (
          <MessageBar intent={problem.key === 'ended' ? 'info' : 'error'} layout="multiline" role="alert">
            <MessageBarBody>{t(`signIn.problem.${problem.key}`, problem.values)}</MessageBarBody>
          </MessageBar>
        )}
        {problem?.key === 'unreachable' ? (
          <Button appearance="primary" onClick={onRetry}>
            {t('retry')}
          </Button>
        ) : (
          <Ways ways={ways} onPassword={signIn} />
        )}
      </div>
    </main>
  );
}

interface WaysProps {
  readonly ways: SignInWays | null;
  readonly onPassword: (email: string, password: string) => Promise<void>;
}

function Ways({ ways, onPassword }: WaysProps) {
  const { t } = useTexts();
  if (ways === null) return <Spinner label={t('loading')} />;
  if (ways.nobody)
    return (
      <>
        <Text>{t('signIn.nobody')}</Text>
        <pre className="sign-in__command">
          <code>npx trustdesk agents add agent@contoso.com</code>
        </pre>
      </>
    );
  return (
    <>
      {ways.oidc !== null && (
        <Button appearance="primary" size="large" as="a" href="/desk/api/sign-in/oidc">
          {t('signIn.oidc', { issuer: ways.oidc })}
        </Button>
      )}
      {ways.oidc !== null && ways.password && <div className="sign-in__or">{t('signIn.or')}</div>}
      {ways.password && <PasswordForm onPassword={onPassword} />}
    </>
  );
}

function PasswordForm({ onPassword }: Pick<WaysProps, 'onPassword'>) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    await onPassword(String(form.get('email')).trim(), String(form.get('password')));
    setBusy(false);
  };

  return (
    <form className="sign-in__form" onSubmit={submit}>
      <Field label={t('signIn.email')}>
        <Input name="email" type="email" autoComplete="username" size="large" required autoFocus />
      </Field>
      <Field label={t('signIn.password')}>
        <Input name="password" type="password" autoComplete="current-password" size="large" required />
      </Field>
      <Button type="submit" appearance="primary" size="large" disabledFocusable={busy}>
        {t(busy ? 'signIn.busy' : 'signIn.submit')}
      </Button>
    </form>
  );
}

const oidcProblems: Readonly<Record<string, string>> = {
  unavailable: 'oidcUnavailable',
  expired: 'oidcExpired',
  refused: 'oidcRefused',
  'not-allowed': 'oidcNotAllowed',
};

/** A sign-in over OpenID Connect that failed comes back with its reason in the address. */
function beginningProblem(state: SignInPageProps['state']): Problem | null {
  if (state !== 'signed-out') return { key: state };
  const told = new URLSearchParams(location.search).get('sign-in');
  return told === null ? null : { key: oidcProblems[told] ?? 'unexpected' };
}

function problemOf(error: unknown, duration: (ms: number) => string): Problem {
  if (!(error instanceof DeskError)) return { key: 'unexpected' };
  switch (error.code) {
    case 'wrong-password':
      return { key: 'wrongPassword' };
    case 'password-sign-in-off':
      return { key: 'passwordOff' };
    case 'too-many-requests':
      return { key: 'tooMany', values: { wait: duration((error.retryAfter ?? 60) * 1000) } };
    case 'offline':
      return { key: 'unreachable' };
    default:
      return { key: 'unexpected' };
  }
}
