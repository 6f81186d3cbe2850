import type { ConfirmationState } from '@desk/contract';
import { type Refusal, refuse } from '../refusal.ts';
import { findWaitingPerson, type OwnConfirmation, type WaitingPorts } from './find-own-confirmation.ts';
import type { MailCode } from './mail-code.ts';

export interface SendCodePorts extends WaitingPorts {
  readonly mailCode: MailCode;
}

export type SendCodeOutcome =
  | { readonly kind: 'tried'; readonly confirmation: ConfirmationState }
  | Refusal<'confirmation-over' | 'access-refused' | 'too-many-attempts' | 'directory-down' | 'overloaded'>;

/** Another code, for whoever asks for one. */
export function sendCode(ports: SendCodePorts) {
  return async (own: OwnConfirmation): Promise<SendCodeOutcome> => {
    const waiting = await findWaitingPerson(ports, own);
    if (waiting.kind === 'refused') return waiting;
    const mailed = await ports.mailCode(waiting.stored, waiting.entry);
    switch (mailed.kind) {
      case 'tried':
        return mailed;
      case 'unsent':
        return refuse('too-many-attempts', { retryAfterSeconds: Math.ceil(mailed.retryAfterMs / 1000) });
      case 'over':
        return refuse('confirmation-over');
      case 'overtaken':
        return refuse('overloaded', { retryAfterSeconds: 1 });
    }
  };
}
