import type { Problem } from '@desk/contract';
import type { ConfirmationDesk, OwnConfirmation } from '../../ports/confirmation-desk.ts';
import type { AccessRefused, GatewayTrouble } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import { needed, opened } from './sign-in-answers.ts';

type Failed = Parameters<typeof troubleOf>[0];

export function createConfirmationDesk(gateway: GatewayClient): ConfirmationDesk {
  return {
    async submit(own, code) {
      const outcome = await gateway.submitCode({ ...asked(own), body: { telegramUserId: own.telegramId, code } });
      if (outcome.kind === 'answered') return opened(outcome.body);
      const problem = problemOf(outcome);
      // What the contract itself rejects is no code: the same as a wrong one, and nothing was counted.
      if (problem?.code === 'request-invalid') return { kind: 'wrong', triesLeft: 1 };
      if (problem?.code === 'code-wrong') return { kind: 'wrong', triesLeft: problem.triesLeft ?? 0 };
      return endOf(outcome);
    },

    async resend(own) {
      const outcome = await gateway.sendCode(asked(own));
      if (outcome.kind === 'answered') return needed(outcome.body.confirmation);
      const problem = problemOf(outcome);
      if (problem?.code !== 'too-many-attempts') return endOf(outcome);
      return { kind: 'too-soon', retryAfterMs: (problem.retryAfterSeconds ?? 0) * 1000 };
    },

    async askSupervisor(own) {
      const outcome = await gateway.askSupervisor(asked(own));
      if (outcome.kind === 'answered') return needed(outcome.body.confirmation);
      return problemOf(outcome)?.code === 'no-supervisor' ? { kind: 'no-supervisor' } : endOf(outcome);
    },

    async redeem(own) {
      const outcome = await gateway.redeemConfirmation(asked(own));
      if (outcome.kind !== 'answered') return endOf(outcome);
      return outcome.status === 201 ? opened(outcome.body) : needed(outcome.body.confirmation);
    },

    async list(token) {
      const outcome = await gateway.listConfirmations({ token });
      if (outcome.kind === 'answered') {
        const waiting = outcome.body.waiting.map(({ id, ...colleague }) => ({ confirmationId: id, ...colleague }));
        return { kind: 'listed', waiting };
      }
      return refusedSupervisor(outcome);
    },

    async judge(token, { confirmationId, verdict, comparisonCode }) {
      const body = { verdict, comparisonCode };
      const outcome = await gateway.judgeConfirmation({ token, params: { confirmationId }, body });
      if (outcome.kind === 'answered') return { kind: 'judged' };
      const code = problemOf(outcome)?.code;
      if (code === 'confirmation-over') return { kind: 'gone' };
      return code === 'too-many-attempts' ? { kind: 'too-many' } : refusedSupervisor(outcome);
    },
  };
}

function asked({ confirmationId, telegramId }: OwnConfirmation) {
  return { params: { confirmationId }, body: { telegramUserId: telegramId } };
}

function problemOf(failed: Failed): Problem | null {
  return failed.kind === 'refused' ? failed.problem : null;
}

function endOf(failed: Failed): { readonly kind: 'over' } | AccessRefused | GatewayTrouble {
  const problem = problemOf(failed);
  switch (problem?.code) {
    case 'confirmation-over':
      return { kind: 'over' };
    case 'access-refused':
    case 'too-many-attempts':
      return { kind: 'access-refused', referenceCode: problem.referenceCode ?? null };
    default:
      return troubleOf(failed);
  }
}

function refusedSupervisor(
  failed: Failed,
): { readonly kind: 'session-ended' } | { readonly kind: 'not-permitted' } | GatewayTrouble {
  const code = problemOf(failed)?.code;
  if (code === 'session-ended') return { kind: 'session-ended' };
  return code === 'not-permitted' ? { kind: 'not-permitted' } : troubleOf(failed);
}
