export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The company's mail server. */
export interface Mailer {
  /** `failed`: it did not take the letter, or did not answer in time. Never throws. */
  send(mail: Mail): Promise<'sent' | 'failed'>;
}
