import type { Confirmation } from '../../ports/confirmation.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Keyboard } from '../../ports/screen.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';

/** Stands at the bottom while somebody waits to be confirmed. */
const waitingCard = { kind: 'card-below', card: 'confirmation' } as const;

/** The phone is known, and more is needed: how to go on is shown, and remembered across restarts. */
export function awaitConfirmation(turn: Turn, confirmation: Confirmation): Plan {
  const { id: confirmationId, expiresAt, mail, comparisonCode } = confirmation;
  const { telegramId, chatId } = turn.speaker;
  const wait = { telegramId, chatId, confirmationId, language: turn.language, expiresAt, settledAt: null };
  const screen = { kind: 'confirmation-needed', mail: mail && mailOf(mail), comparisonCode } as const;
  return planOf({
    changes: [{ kind: 'save-sign-in-wait', wait }],
    effects: [reply(turn, { screen, keyboard: waysOf(confirmation) }, waitingCard)],
  });
}

/** What whoever waits can do besides typing the code. */
export function waysOf({
  id: confirmationId,
  mail,
  supervisor,
}: Pick<Confirmation, 'id' | 'mail' | 'supervisor'>): Keyboard {
  const isAsked = supervisor === 'asked' || supervisor === 'approved';
  return buttons(
    mail === null || mail.state === 'too-many' ? [] : [press({ kind: 'resend-code', confirmationId })],
    [press({ kind: isAsked ? 'finish-confirmation' : 'ask-supervisor', confirmationId })],
    [press({ kind: 'cancel-confirmation', confirmationId })],
  );
}

function mailOf({ domain, state, codeExpiresAt, resendAt }: NonNullable<Confirmation['mail']>) {
  return { domain, state, codeExpiresAt, resendAt };
}
