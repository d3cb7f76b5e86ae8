import type { DeskNews } from '../../../src/handoff/desk/deskApi.js';
import type { DeskState } from '../state/deskState.js';
import type { DeskTexts } from '../texts/deskTexts.js';
import type { Route } from '../useRoute.js';
import { type Alert, alertOf } from './alertOf.js';
import { Chime } from './chime.js';

export interface AlertSettings {
  readonly notify: boolean;
  readonly sound: boolean;
  /** Whether the agent has been offered them. */
  readonly asked: boolean;
  /** The browser refuses notifications for this page. */
  readonly blocked: boolean;
}

const storageKey = 'trustdesk.desk.alerts';

/** Desktop notifications and a sound, each only when the agent has turned it on with a click. */
export class Alerts {
  settings: AlertSettings;
  readonly #texts: () => DeskTexts;
  readonly #open: (route: Route) => void;
  readonly #chime = new Chime();
  readonly #listeners = new Set<() => void>();

  constructor(texts: () => DeskTexts, open: (route: Route) => void) {
    this.#texts = texts;
    this.#open = open;
    const blocked = !('Notification' in window) || Notification.permission === 'denied';
    const kept = keptSettings();
    this.settings = {
      notify: kept.notify === true && !blocked && Notification.permission === 'granted',
      sound: kept.sound === true,
      asked: kept.asked === true,
      blocked,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  turnOn(): Promise<void> {
    return this.choose({ notify: true, sound: true });
  }

  /** To be called by a click: browsers allow neither the question nor sounds otherwise. */
  async choose({ notify, sound }: Pick<AlertSettings, 'notify' | 'sound'>): Promise<void> {
    if (sound && !this.settings.sound) this.#chime.play();
    const permission =
      notify && 'Notification' in window ? await Notification.requestPermission() : 'default';
    this.settings = {
      notify: permission === 'granted',
      sound,
      asked: true,
      blocked: this.settings.blocked || permission === 'denied',
    };
    keepSettings(this.settings);
    for (const listener of this.#listeners) listener();
  }

  take(news: DeskNews, before: DeskState, after: DeskState): void {
    const alert = alertOf(news, before, after);
    if (alert === null) return;
    if (this.settings.sound) this.#chime.play();
    if (this.settings.notify && !document.hasFocus()) this.#notify(alert);
  }

  #notify({ caseId, key, values }: Alert): void {
    const { t } = this.#texts();
    const name = values.name ?? t('person.unnamed');
    const body = t(`alert.${key}`, { name, reference: values.reference });
    // One a case: a newer one takes the place of the older.
    const notification = new Notification(t('title'), { body, tag: caseId });
    notification.onclick = () => {
      window.focus();
      this.#open({ caseId, details: false });
      notification.close();
    };
  }
}

function keptSettings(): Partial<AlertSettings> {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<AlertSettings>;
  } catch {
    return {};
  }
}

function keepSettings(settings: AlertSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // They then last as long as the page.
  }
}
