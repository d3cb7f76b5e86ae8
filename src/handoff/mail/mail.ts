/** A mail to one reader. */
export interface Mail {
  /** Unique, and the same when it is sent again: readers' mailboxes know a repeated one by it. Letters, digits, `.` and `-`. */
  readonly id: string;
  /** What the mails of one case have in common, so that they stand together in a mailbox. */
  readonly thread: string;
  readonly to: string;
  /** Where answers to it go; null for nowhere. */
  readonly replyTo: string | null;
  readonly subject: string;
  /** BCP 47. */
  readonly locale: string;
  readonly blocks: readonly MailBlock[];
}

/** A part of a mail's body; all of it is plain text. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly title: string | null; readonly facts: readonly MailFact[] }
  | { readonly kind: 'quote'; readonly by: string; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export interface MailFact {
  /** With the colon of its language. */
  readonly label: string;
  readonly value: string;
}

export type MailDelivery =
  | { readonly outcome: 'sent' }
  /** The mail server does not take this one now. */
  | { readonly outcome: 'later'; readonly error: string }
  /** The mail server will never take it. */
  | { readonly outcome: 'refused'; readonly error: string }
  /** The mail server can't be used at all. */
  | { readonly outcome: 'down'; readonly error: string };

/** Hands a mail to the mail server; never rejects. */
export type SendMail = (mail: Mail) => Promise<MailDelivery>;
