import type { ConfirmationNeeded } from './confirmation.ts';
import type { AccessRefused, GatewayTrouble, OpenedSession } from './gateway-desk.ts';

/** Whose account asks, about which confirmation. */
export interface OwnConfirmation {
  readonly confirmationId: string;
  readonly telegramId: number;
}

/** A colleague who waits for a supervisor's word. */
export interface WaitingColleague {
  readonly confirmationId: string;
  readonly displayName: string;
  readonly department: string;
  readonly comparisonCode: string;
  readonly expiresAt: number;
}

type Over = { readonly kind: 'over' };

/** The gateway's confirmations, in the bot's words. */
export interface ConfirmationDesk {
  submit(
    own: OwnConfirmation,
    code: string,
  ): Promise<
    | OpenedSession
    /** 0 left: only a new code helps. */
    | { readonly kind: 'wrong'; readonly triesLeft: number }
    | Over
    | AccessRefused
    | GatewayTrouble
  >;
  resend(
    own: OwnConfirmation,
  ): Promise<
    | ConfirmationNeeded
    | { readonly kind: 'too-soon'; readonly retryAfterMs: number }
    | Over
    | AccessRefused
    | GatewayTrouble
  >;
  askSupervisor(
    own: OwnConfirmation,
  ): Promise<ConfirmationNeeded | { readonly kind: 'no-supervisor' } | Over | AccessRefused | GatewayTrouble>;
  /** Lets in whoever a supervisor has confirmed; `confirmation-needed`: not yet. */
  redeem(own: OwnConfirmation): Promise<OpenedSession | ConfirmationNeeded | Over | AccessRefused | GatewayTrouble>;
  list(
    token: string,
  ): Promise<
    | { readonly kind: 'listed'; readonly waiting: readonly WaitingColleague[] }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'not-permitted' }
    | GatewayTrouble
  >;
  /** `gone`: it is over, or somebody else has judged it. */
  judge(
    token: string,
    word: {
      readonly confirmationId: string;
      readonly verdict: 'confirm' | 'refuse';
      readonly comparisonCode: string;
    },
  ): Promise<
    | { readonly kind: 'judged' }
    | { readonly kind: 'gone' }
    | { readonly kind: 'too-many' }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'not-permitted' }
    | GatewayTrouble
  >;
}
