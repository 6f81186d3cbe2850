import type { Problem } from '@desk/contract';
import type { GatewayTrouble } from '../../ports/gateway-desk.ts';
import type { ChangeRefusal, WritingDesk } from '../../ports/writing-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import { readTicketState } from './ticket-state.ts';

export function createWritingDesk(gateway: GatewayClient): WritingDesk {
  return {
    async comment(token, { key: idempotencyKey, number, ...order }) {
      const body = { ...order, files: [...order.files] };
      const outcome = await gateway.addComment({ params: { number }, body, idempotencyKey, token });
      if (outcome.kind === 'answered') return { kind: 'commented', filesRefused: outcome.body.filesRefused };
      if (outcome.kind === 'refused') {
        const { code, uploadId = null } = outcome.problem;
        if (code === 'upload-missing' || code === 'file-forbidden') return { kind: code, uploadId };
      }
      return unchanged(outcome);
    },

    async edit(token, { key: idempotencyKey, number, message, text }) {
      const params = { number, message };
      const outcome = await gateway.editComment({ params, body: { text }, idempotencyKey, token });
      return outcome.kind === 'answered' ? { kind: 'edited' } : unchanged(outcome);
    },

    async prioritise(token, { key: idempotencyKey, number, ...body }) {
      const outcome = await gateway.prioritiseTicket({ params: { number }, body, idempotencyKey, token });
      if (outcome.kind !== 'answered') return unchanged(outcome);
      return { kind: 'changed', state: readTicketState(outcome.body.ticket) };
    },

    async transfer(token, { key: idempotencyKey, number, ...body }) {
      const outcome = await gateway.transferTicket({ params: { number }, body, idempotencyKey, token });
      if (outcome.kind !== 'answered') return unchanged(outcome);
      return { kind: 'changed', state: readTicketState(outcome.body.ticket) };
    },

    async addParticipant(token, { key: idempotencyKey, number, who }) {
      const outcome = await gateway.addParticipant({ params: { number }, body: { who }, idempotencyKey, token });
      if (outcome.kind === 'answered') {
        const { displayName, ticket } = outcome.body;
        return { kind: 'added', displayName, state: readTicketState(ticket) };
      }
      if (outcome.kind === 'refused' && outcome.problem.code === 'person-unknown') return { kind: 'person-unknown' };
      return unchanged(outcome);
    },
  };
}

type Failed = Parameters<typeof troubleOf>[0];

function unchanged(failed: Failed): { readonly kind: 'session-ended' } | ChangeRefusal | GatewayTrouble {
  return failed.kind === 'refused' ? (refusalOf(failed.problem) ?? troubleOf(failed)) : troubleOf(failed);
}

/** Null for a refusal that tells nothing about this call: it may be repeated. */
function refusalOf({ code }: Problem): { readonly kind: 'session-ended' } | ChangeRefusal | null {
  switch (code) {
    case 'session-ended':
      return { kind: code };
    case 'not-permitted':
    case 'not-found':
    case 'overtaken':
      return { kind: 'refused', reason: code };
    case 'ticket-refused':
    case 'request-invalid':
    case 'key-reused':
      return { kind: 'refused', reason: 'invalid' };
    default:
      return null;
  }
}
