import { useEffect, useRef, useState } from 'react';
import type { Me } from '../../src/handoff/desk/deskApi.js';
import { ConversationPane } from './conversation/conversationPane.js';
import { DeskHeader } from './deskHeader.js';
import { CaseFacts } from './facts/caseFacts.js';
import { CaseListPane } from './list/caseListPane.js';
import { Notices } from './notices.js';
import { Alerts } from './notify/alerts.js';
import { useTitleBadge } from './notify/useTitleBadge.js';
import { OfflineBanner } from './offlineBanner.js';
import type { DeskServer } from './server/deskServer.js';
import { LiveSocket, type Wire } from './server/liveSocket.js';
import { Shortcuts } from './shortcuts/shortcuts.js';
import { DeskStore } from './state/deskStore.js';
import { DeskContext, useStore } from './state/useDesk.js';
import { useTexts } from './texts/useTexts.js';
import { goTo, useRoute } from './useRoute.js';

export interface ConsoleProps {
  readonly me: Me;
  readonly server: DeskServer;
  readonly onMe: (me: Me) => void;
  /** The server ended the session. */
  readonly onSignedOut: () => void;
  readonly onSignOut: () => void;
}

/** What a signed-in agent sees: the list, the conversation and what is known of the case. */
export function Console({ me, server, onMe, onSignedOut, onSignOut }: ConsoleProps) {
  const texts = useTexts();
  const spoken = useRef(texts);
  spoken.current = texts;
  const [alerts] = useState(() => new Alerts(() => spoken.current, goTo));
  const [store] = useState(
    () =>
      new DeskStore(me, {
        server,
        makeSocket: (parts) => new LiveSocket({ ...parts, ...browserParts }),
        now: () => Date.now(),
        newId: () => crypto.randomUUID(),
        onSignedOut,
        onNews: (...news) => alerts.take(...news),
      }),
  );

  useEffect(() => {
    store.start();
    const wake = () => store.wake();
    const stopWaking = onSleep(wake);
    window.addEventListener('online', wake);
    window.addEventListener('offline', wake);
    return () => {
      stopWaking();
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', wake);
      store.end();
    };
  }, [store]);

  // The agent's language is chosen by what stands above.
  useEffect(() => store.subscribe(() => store.state.me !== me && onMe(store.state.me)), [store, me, onMe]);

  return (
    <DeskContext value={store}>
      <Panes alerts={alerts} onSignOut={onSignOut} />
    </DeskContext>
  );
}

const beatMs = 5_000;

/** A beat that comes far too late: the computer has slept, and its connections may be dead without knowing. */
function onSleep(act: () => void): () => void {
  let at = Date.now();
  const timer = window.setInterval(() => {
    const slept = Date.now() - at > 12 * beatMs;
    at = Date.now();
    if (slept) act();
  }, beatMs);
  return () => window.clearInterval(timer);
}

const browserParts = {
  connect: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/desk/socket`) as unknown as Wire,
  random: () => Math.random(),
  setTimer: (act: () => void, ms: number) => window.setTimeout(act, ms),
  clearTimer: (timer: number) => window.clearTimeout(timer),
};

function Panes({ alerts, onSignOut }: { readonly alerts: Alerts; readonly onSignOut: () => void }) {
  const { t } = useTexts();
  const { caseId, details } = useRoute();
  const store = useStore();
  const talk = useRef<HTMLElement>(null);
  const facts = useRef<HTMLElement>(null);
  useTitleBadge();
  useEffect(() => store.select(caseId), [store, caseId]);
  const pane = caseId === null ? 'list' : details ? 'facts' : 'talk';
  const shownPane = useRef(pane);
  // Where one pane takes the other's place, what had the focus is gone.
  useEffect(() => {
    if (shownPane.current === pane) return;
    shownPane.current = pane;
    const shown = { list: null, talk: talk.current, facts: facts.current }[pane];
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.checkVisibility() === false)
      (shown ?? document.getElementById('case-search'))?.focus();
  }, [pane]);

  return (
    <div className="desk" data-pane={pane}>
      <button type="button" className="skip-link" onClick={() => talk.current?.focus()}>
        {t('skip')}
      </button>
      <DeskHeader alerts={alerts} onSignOut={onSignOut} />
      <OfflineBanner />
      <main className="panes">
        {/* A phone shows no header beside a conversation. */}
        <h1 className="visually-hidden">{t('title')}</h1>
        <section className="pane pane--list" aria-label={t('list.label')}>
          <CaseListPane selected={caseId} />
        </section>
        <section className="pane pane--talk" aria-label={t('talk.label')} ref={talk} tabIndex={-1}>
          <ConversationPane caseId={caseId} />
        </section>
        <section className="pane pane--facts" aria-label={t('facts.label')} ref={facts} tabIndex={-1}>
          <CaseFacts caseId={caseId} />
        </section>
      </main>
      <Notices />
      <Shortcuts />
    </div>
  );
}
