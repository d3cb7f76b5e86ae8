/** Longer than any probe: if its answer never comes, the line must not say for ever that it is under way. */
const longestMs = 60_000;

export interface ProgressLine {
  show(text: string | null): void;
}

/** The line between transcript and send box that says what the bot is doing; screen readers read it out. */
export function makeProgressLine(conversation: HTMLElement): ProgressLine {
  const line = document.createElement('div');
  line.className = 'progress';
  line.setAttribute('role', 'status');
  line.setAttribute('aria-live', 'polite');
  let timer = 0;
  return {
    show(text) {
      window.clearTimeout(timer);
      // Web Chat draws its send box some time after it is rendered, so the line takes its place when it is needed.
      const sendBox = conversation.querySelector('.webchat__send-box');
      if (!line.isConnected && sendBox !== null) sendBox.before(line);
      line.textContent = text ?? '';
      if (text !== null) timer = window.setTimeout(() => line.replaceChildren(), longestMs);
    },
  };
}
