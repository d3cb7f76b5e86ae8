import { askToLeave } from './askToLeave.js';
import { watchCardRoles } from './cardRoles.js';
import { Conversation } from './conversation.js';
import { watchCode } from './copyButtons.js';
import { beginningLocale, rememberedLocale, rememberLocale, webChatLocale } from './pageLocale.js';
import { forgetSession, openAnother, openSession } from './pageSession.js';
import { loadTexts, type PageTexts, shippedLocales, showTexts } from './pageTexts.js';
import { loadWebChat, type WebChat } from './webChat.js';

const longestPauseMs = 30_000;

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as T;
}

const chat = element('chat');
const loading = element('loading');
const failure = element('failure');
const language = element<HTMLSelectElement>('language');
const newConversation = element<HTMLButtonElement>('new-conversation');
const forget = element<HTMLButtonElement>('forget');
const dialog = element<HTMLDialogElement>('forget-dialog');
const leaveDialog = element<HTMLDialogElement>('leave-dialog');
const leaveTitle = element('leave-title');
const announcement = element('announcement');

const shipped = shippedLocales();
let locale = beginningLocale(shipped, navigator.languages, rememberedLocale(), document.documentElement.lang);
let texts: PageTexts = {};
let webChat: WebChat | null = null;
let conversation: Conversation | null = null;
let pauseMs = 0;
let reopenedAt = 0;
/** The token of a link from a mail; kept until the chat has been opened with it. */
let link = takeLink();

watchCardRoles(chat);
const code = watchCode(chat, () => texts, announce);

/** Takes a link's token out of the address, so that nobody reads, copies or bookmarks it there. */
function takeLink(): string | null {
  const token = /^#resume=([\w.-]+)$/.exec(location.hash)?.[1] ?? null;
  if (token !== null) history.replaceState(null, '', location.pathname);
  return token;
}

function announce(text: string): void {
  announcement.textContent = text;
}

interface Opening {
  /** Another conversation; `leave` closes the case of the one shown without asking. */
  readonly another?: { readonly leave: boolean };
  readonly resume?: string;
}

/** Opens the browser's conversation, a new one, or that of a link, in place of the one shown. */
async function open(options: Opening = {}): Promise<void> {
  const draft = conversation?.draft ?? '';
  const { another, ...rest } = options;
  show(loading);
  try {
    const url = document.documentElement.dataset['webchat'] ?? '';
    const [session, loaded] = await Promise.all([
      another
        ? openAnother({ ...another, locale: webChatLocale(locale) })
        : openSession({ ...rest, locale: webChatLocale(locale) }),
      webChat ?? loadWebChat(url),
    ]);
    webChat = loaded;
    if ('openCase' in session) return await keepOrLeave(session.openCase);
    conversation?.end();
    conversation = new Conversation({
      ...{ webChat, session, locale, onLost: reopen },
      text: (key) => texts[key] ?? '',
      draft: another ? '' : draft,
      onLocale: (chosen) => void speak(chosen, false),
    });
    chat.append(conversation.element);
    show(null);
    link = null;
    if (session.resumed === false) conversation.warn('linkExpired');
  } catch (error) {
    console.error('TrustDesk: the chat could not be opened.', error);
    show(failure);
  }
}

/** A new conversation closes the case of this one: only when the person says so. */
async function keepOrLeave(reference: string): Promise<void> {
  show(null);
  const question = (texts['leaveTitle'] ?? '').replace('{reference}', () => reference);
  if (await askToLeave(leaveDialog, leaveTitle, question)) await open({ another: { leave: true } });
}

/** A lost conversation is opened again by itself, ever more slowly while that fails. */
function reopen(): void {
  const now = Date.now();
  pauseMs = now - reopenedAt > 2 * longestPauseMs ? 1_000 : Math.min(pauseMs * 2, longestPauseMs);
  reopenedAt = now;
  window.setTimeout(() => void open(), pauseMs);
}

function show(notice: HTMLElement | null): void {
  loading.hidden = notice !== loading;
  failure.hidden = notice !== failure;
  if (conversation !== null) conversation.element.hidden = notice !== null;
}

async function speak(chosen: string, tell: boolean): Promise<void> {
  if (!shipped.includes(chosen) || (chosen === locale && !tell)) return;
  texts = await loadTexts(chosen);
  locale = chosen;
  rememberLocale(chosen);
  language.value = chosen;
  showTexts(chosen, texts);
  code.rename();
  conversation?.speak(chosen, tell);
}

async function whileBusy(work: () => Promise<void>): Promise<void> {
  const controls = [language, newConversation, forget];
  for (const control of controls) control.disabled = true;
  try {
    await work();
  } catch (error) {
    console.error('TrustDesk: that did not work.', error);
    announce(texts['loadFailed'] ?? '');
  } finally {
    for (const control of controls) control.disabled = false;
  }
}

language.addEventListener('change', () => void whileBusy(() => speak(language.value, true)));
// A link that is opened in the page's own tab loads nothing.
window.addEventListener('hashchange', () => {
  link = takeLink() ?? link;
  if (link !== null) void whileBusy(begin);
});
newConversation.addEventListener('click', () => void whileBusy(() => open({ another: { leave: false } })));
element('retry').addEventListener('click', () => void whileBusy(begin));
forget.addEventListener('click', () => dialog.showModal());
dialog.addEventListener('close', () => {
  if (dialog.returnValue !== 'forget') return;
  dialog.returnValue = '';
  void whileBusy(async () => {
    await forgetSession();
    rememberLocale(null);
    await open();
  });
});

async function begin(): Promise<void> {
  language.value = locale;
  try {
    texts = await loadTexts(locale);
    showTexts(locale, texts);
  } catch (error) {
    show(failure);
    throw error;
  }
  await open(link === null ? {} : { resume: link });
}

// After the first paint: the page stands before the large bundle is fetched.
requestAnimationFrame(() => window.setTimeout(() => void whileBusy(begin), 0));
