import type { ConfirmationNeeded } from '../../src/ports/confirmation.ts';
import { count, type GatewayState } from './gateway-state.ts';

/** The first letter says 00000001, the next 00000002, and so on. */
export function beginWaiting(
  gateway: GatewayState,
  { phone, telegramId }: { readonly phone: string; readonly telegramId: number },
): ConfirmationNeeded {
  const own = [...gateway.confirmations].find(([, waiting]) => waiting.telegramId === telegramId && !waiting.over);
  const id = own?.[0] ?? `c${count(gateway)}`;
  if (!own) {
    const started = { sentAt: gateway.clock.now(), triesLeft: 5, supervisor: 'not-asked', over: false } as const;
    gateway.confirmations.set(id, { phone, telegramId, code: nextCode(gateway), ...started });
  }
  return presentWaiting(gateway, id);
}

export function nextCode(gateway: GatewayState): string {
  gateway.letters += 1;
  return String(gateway.letters).padStart(8, '0');
}

export function presentWaiting(gateway: GatewayState, id: string): ConfirmationNeeded {
  const waiting = gateway.confirmations.get(id);
  if (!waiting) throw new Error('Nobody waits under this id.');
  const { sentAt, triesLeft, supervisor } = waiting;
  const codes = { codeExpiresAt: sentAt + 600_000, resendAt: sentAt + 60_000, triesLeft };
  return {
    kind: 'confirmation-needed',
    confirmation: {
      ...{ id, supervisor, expiresAt: sentAt + 3_600_000 },
      mail: gateway.confirming?.byMail ? { domain: 'example.test', state: 'sent', ...codes } : null,
      comparisonCode: supervisor === 'not-asked' ? null : '4711',
    },
  };
}
