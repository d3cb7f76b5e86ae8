export interface HumanLineOptions {
  /** A text of the page, in its language of now. */
  readonly text: (key: string) => string;
  /** The person wants the bot back. */
  readonly onLeave: () => void;
}

export interface HumanLine {
  /** Null: the bot has the conversation. Called again, it speaks the page's language of now. */
  show(name: string | null): void;
  /** The person has written something at this place in the conversation. */
  own(place: number): void;
  /** The human has read as far as this place. */
  read(place: number): void;
}

/** The line above the send box that says which human one talks with, and ends that; screen readers read it out. */
export function makeHumanLine(conversation: HTMLElement, { text, onLeave }: HumanLineOptions): HumanLine {
  const line = document.createElement('div');
  const words = document.createElement('span');
  const leave = document.createElement('button');
  line.className = 'human';
  words.setAttribute('role', 'status');
  // Shown, but not read out each time.
  const receipt = document.createElement('span');
  receipt.className = 'human__receipt';
  let written = 0;
  let seen = 0;
  const tick = () => {
    receipt.textContent = written > 0 && seen >= written ? text('humanRead') : '';
  };
  leave.type = 'button';
  leave.className = 'control';
  leave.addEventListener('click', onLeave);
  line.append(words, receipt, leave);
  return {
    show(name) {
      // Web Chat draws its send box some time after it is rendered, so the line takes its place when it is needed.
      const sendBox = conversation.querySelector('.webchat__send-box');
      if (!line.isConnected && sendBox !== null) sendBox.before(line);
      line.hidden = name === null;
      words.textContent = name === null ? '' : text('humanHere').replace('{name}', () => name);
      leave.textContent = text('humanLeave');
      tick();
    },
    own(place) {
      written = Math.max(written, place);
      tick();
    },
    read(place) {
      seen = Math.max(seen, place);
      tick();
    },
  };
}
