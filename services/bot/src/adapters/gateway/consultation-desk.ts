import { createHash } from 'node:crypto';
import type { DialogueBatch, Problem } from '@desk/contract';
import type { ChatClosing, ChatLine, ConsultationDesk } from '../../ports/consultation-desk.ts';
import type { GatewayTrouble } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import { type SentFiles, uploadFile } from './upload-file.ts';

export function createConsultationDesk(gateway: GatewayClient, sentFiles: SentFiles): ConsultationDesk {
  return {
    async open(token, { key: idempotencyKey, number, consultationId: consultation }) {
      const params = { number, consultation };
      const outcome = await gateway.openConsultation({ params, idempotencyKey, token });
      return outcome.kind === 'answered' ? { kind: 'opened', grant: outcome.body.grant } : unaskedFor(outcome);
    },

    async join(token, { key: idempotencyKey, number, consultationId: consultation }) {
      const params = { number, consultation };
      const outcome = await gateway.joinConsultation({ params, idempotencyKey, token });
      return outcome.kind === 'answered' ? { kind: 'joined' } : unaskedFor(outcome);
    },

    async mirror(grant, { number, consultationId: consultation, batchId: batch, language, lines }) {
      const body = { batch, language, lines: lines.map(writeLine) };
      const outcome = await gateway.mirrorMessages({
        params: { number, consultation },
        body,
        idempotencyKey: batchKey(body),
        grant,
      });
      if (outcome.kind === 'answered') return { kind: 'mirrored', ...outcome.body };
      if (outcome.kind === 'refused' && outcome.problem.code === 'upload-missing') {
        return { kind: 'upload-missing', uploadId: outcome.problem.uploadId ?? null };
      }
      return unwritten(outcome);
    },

    async close(grant, { number, consultationId: consultation, closing }) {
      const outcome = await gateway.closeConsultation({
        params: { number, consultation },
        body: { ...closing, participants: [...closing.participants] },
        idempotencyKey: closingKey(consultation, closing),
        grant,
      });
      return outcome.kind === 'answered' ? { kind: 'closed', ...outcome.body } : unwritten(outcome);
    },

    async upload(grantId, file) {
      const outcome = await uploadFile(gateway, sentFiles, { kind: 'grant', id: grantId }, file);
      // A grant has no session that could have ended.
      return outcome.kind === 'session-ended' ? { kind: 'grant-refused' } : outcome;
    },
  };
}

function writeLine({ authorEmployeeId: author, files, ...line }: ChatLine) {
  return { ...line, author, files: [...files] };
}

/** The gateway knows a batch by its id; told in another way, it is another write that goes on with it. */
function batchKey(body: DialogueBatch): string {
  return `${body.batch}-${createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)}`;
}

/** Each revision is a write of its own; the same one, said again, is the same write. */
function closingKey(consultationId: string, { revision }: ChatClosing): string {
  return `closing-${consultationId}-${revision}`;
}

type Failed = Parameters<typeof troubleOf>[0];
type Refused = { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' };

function unaskedFor(failed: Failed): { readonly kind: 'session-ended' } | Refused | GatewayTrouble {
  if (failed.kind === 'refused' && failed.problem.code === 'session-ended') return { kind: 'session-ended' };
  return failed.kind === 'refused' ? (refusalOf(failed.problem) ?? troubleOf(failed)) : troubleOf(failed);
}

function unwritten(failed: Failed): { readonly kind: 'grant-refused' } | Refused | GatewayTrouble {
  if (failed.kind === 'refused' && failed.problem.code === 'grant-refused') return { kind: 'grant-refused' };
  return failed.kind === 'refused' ? (refusalOf(failed.problem) ?? troubleOf(failed)) : troubleOf(failed);
}

/** Null for a refusal that tells nothing about this call: it may be repeated. */
function refusalOf({ code }: Problem): Refused | null {
  switch (code) {
    case 'not-found':
      return { kind: 'refused', reason: code };
    case 'not-permitted':
    case 'file-forbidden':
    case 'ticket-refused':
    case 'request-invalid':
    case 'key-reused':
      return { kind: 'refused', reason: 'not-permitted' };
    default:
      return null;
  }
}
