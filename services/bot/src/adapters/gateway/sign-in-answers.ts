import type { ConfirmationState, SessionAnswer } from '@desk/contract';
import type { ConfirmationNeeded } from '../../ports/confirmation.ts';
import type { OpenedSession } from '../../ports/gateway-desk.ts';

/** What the gateway says at the door, in the bot's words. */
export function needed(confirmation: ConfirmationState): ConfirmationNeeded {
  return { kind: 'confirmation-needed', confirmation };
}

export function opened({ session, person }: SessionAnswer): OpenedSession {
  const { sealedPhone, ...profile } = person;
  return {
    kind: 'opened',
    gatewaySessionId: session.id,
    token: session.token,
    tokenExpiresAt: session.tokenExpiresAt,
    endsAt: session.endsAt,
    profile,
    sealedPhone,
  };
}
