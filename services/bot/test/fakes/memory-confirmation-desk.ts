import type { ConfirmationDesk, OwnConfirmation } from '../../src/ports/confirmation-desk.ts';
import { nextCode, presentWaiting } from './begin-waiting.ts';
import { call, type GatewayState, type WaitingSignIn } from './gateway-state.ts';
import { findLive, openFor } from './memory-session-desk.ts';

const over = { kind: 'over' } as const;

/** Confirmations as the gateway keeps them, without its limits. */
export function memoryConfirmationDesk(gateway: GatewayState): ConfirmationDesk {
  const { confirmations, directory, clock } = gateway;

  function findOwn({ confirmationId, telegramId }: OwnConfirmation): WaitingSignIn | null {
    const waiting = confirmations.get(confirmationId);
    return waiting?.telegramId === telegramId && !waiting.over ? waiting : null;
  }

  function change({ confirmationId }: Pick<OwnConfirmation, 'confirmationId'>, to: Partial<WaitingSignIn>): void {
    const waiting = confirmations.get(confirmationId);
    if (waiting) confirmations.set(confirmationId, { ...waiting, ...to });
  }

  function admit(own: OwnConfirmation, { phone }: WaitingSignIn) {
    const profile = directory.get(phone);
    if (!profile) return { kind: 'access-refused', referenceCode: 'R-9' } as const;
    change(own, { over: true });
    return openFor(gateway, profile);
  }

  return {
    submit: (own, code) =>
      call(gateway, () => {
        const waiting = findOwn(own);
        if (!waiting) return over;
        if (waiting.triesLeft > 0 && code === waiting.code) return admit(own, waiting);
        const triesLeft = Math.max(0, waiting.triesLeft - 1);
        change(own, { triesLeft });
        return { kind: 'wrong', triesLeft } as const;
      }),
    resend: (own) =>
      call(gateway, () => {
        const waiting = findOwn(own);
        if (!waiting) return over;
        const retryAfterMs = waiting.sentAt + 60_000 - clock.now();
        if (retryAfterMs > 0) return { kind: 'too-soon', retryAfterMs } as const;
        change(own, { code: nextCode(gateway), sentAt: clock.now(), triesLeft: 5 });
        return presentWaiting(gateway, own.confirmationId);
      }),
    askSupervisor: (own) =>
      call(gateway, () => {
        if (!findOwn(own)) return over;
        if (![...directory.values()].some(({ role }) => role === 'supervisor'))
          return { kind: 'no-supervisor' } as const;
        change(own, { supervisor: 'asked' });
        return presentWaiting(gateway, own.confirmationId);
      }),
    redeem: (own) =>
      call(gateway, () => {
        const waiting = findOwn(own);
        if (!waiting) return over;
        return waiting.supervisor === 'approved' ? admit(own, waiting) : presentWaiting(gateway, own.confirmationId);
      }),
    list: (token) =>
      call(gateway, () => {
        if (!findLive(gateway, token)) return { kind: 'session-ended' } as const;
        const waiting = [...confirmations].flatMap(([confirmationId, { phone, supervisor, over: isOver, sentAt }]) => {
          const profile = directory.get(phone);
          if (supervisor !== 'asked' || isOver || !profile) return [];
          const { displayName, department } = profile;
          return [{ confirmationId, displayName, department, comparisonCode: '4711', expiresAt: sentAt + 3_600_000 }];
        });
        return { kind: 'listed', waiting } as const;
      }),
    judge: (token, { confirmationId, verdict, comparisonCode }) =>
      call(gateway, () => {
        if (!findLive(gateway, token)) return { kind: 'session-ended' } as const;
        const waiting = confirmations.get(confirmationId);
        if (waiting?.supervisor !== 'asked' || comparisonCode !== '4711') return { kind: 'gone' } as const;
        const isConfirmed = verdict === 'confirm';
        change({ confirmationId }, { supervisor: isConfirmed ? 'approved' : 'refused', over: !isConfirmed });
        return { kind: 'judged' } as const;
      }),
  };
}
