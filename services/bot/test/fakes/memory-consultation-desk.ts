import type { ChatClosing, ChatLine, ConsultationDesk } from '../../src/ports/consultation-desk.ts';
import { call, down, type GatewayState } from './gateway-state.ts';
import { findLive } from './memory-session-desk.ts';

/** A consultation as the gateway and the ticket have it. */
export interface DocumentedConsultation {
  readonly number: string;
  readonly grant: { readonly id: string; readonly expiresAt: number };
  /** Employee ids, in the order in which they joined. */
  readonly joined: string[];
  /** One for each comment, by its batch id. */
  readonly batches: Map<string, readonly ChatLine[]>;
  /** As the closing comment reads last. */
  closing: ChatClosing | null;
}

export interface MemoryConsultationDesk extends ConsultationDesk {
  /** By consultation id. */
  readonly documented: Map<string, DocumentedConsultation>;
  /** Employee ids whom the gateway lets into no consultation. */
  readonly keptOut: Set<string>;
}

const grantMs = 72 * 3_600_000;

/** Exactly once by the marker, as the gateway promises. */
export function memoryConsultationDesk(gateway: GatewayState): MemoryConsultationDesk {
  const documented = new Map<string, DocumentedConsultation>();
  const keptOut = new Set<string>();

  function under<Answer>(grantId: string, consultationId: string, carryOut: (of: DocumentedConsultation) => Answer) {
    return call(gateway, () => {
      const found = documented.get(consultationId);
      const isValid = found?.grant.id === grantId && found.grant.expiresAt > gateway.clock.now();
      if (!found || !isValid) return { kind: 'grant-refused' } as const;
      return gateway.tracker === 'down' ? down : carryOut(found);
    });
  }

  function by<Answer>(token: string, number: string, carryOut: (employeeId: string) => Answer) {
    return call(gateway, () => {
      const session = findLive(gateway, token);
      if (session === null) return { kind: 'session-ended' } as const;
      if (!gateway.filed.has(number)) return { kind: 'refused', reason: 'not-found' } as const;
      return carryOut(session.employeeId);
    });
  }

  return {
    documented,
    keptOut,
    open: (token, { number, consultationId }) =>
      by(token, number, () => {
        const grant = { id: `grant-${consultationId}`, expiresAt: gateway.clock.now() + grantMs };
        const known = documented.get(consultationId);
        if (!known) documented.set(consultationId, { number, grant, joined: [], batches: new Map(), closing: null });
        return { kind: 'opened', grant: known?.grant ?? grant } as const;
      }),
    join: (token, { number, consultationId }) =>
      by(token, number, (employeeId) => {
        const known = documented.get(consultationId);
        if (!known || known.closing !== null || keptOut.has(employeeId)) {
          return { kind: 'refused', reason: 'not-permitted' } as const;
        }
        if (!known.joined.includes(employeeId)) known.joined.push(employeeId);
        return { kind: 'joined' } as const;
      }),
    mirror: (grantId, { consultationId, batchId, lines }) =>
      under(grantId, consultationId, ({ batches }) => {
        const files = lines.flatMap((line) => line.files);
        const missing = files.find(({ uploadId }) => !gateway.uploads.has(uploadId));
        if (missing) return { kind: 'upload-missing', uploadId: missing.uploadId } as const;
        if (!batches.has(batchId)) batches.set(batchId, lines);
        return { kind: 'mirrored', commentId: `comment-${batchId}`, filesRefused: [] } as const;
      }),
    close: (grantId, { consultationId, closing }) =>
      under(grantId, consultationId, (of) => {
        if (of.closing === null || of.closing.revision < closing.revision) of.closing = closing;
        return { kind: 'closed', commentId: `closing-${consultationId}` } as const;
      }),
    upload: (grantId, { uploadId, telegramFileId, name }) =>
      call(gateway, () => {
        if (![...documented.values()].some(({ grant }) => grant.id === grantId))
          return { kind: 'grant-refused' } as const;
        const reason = gateway.refusedFiles.get(telegramFileId);
        if (reason) return { kind: 'file-refused', reason } as const;
        const file = { uploadId, name, sha256: uploadId, bytes: 1 };
        gateway.uploads.set(uploadId, file);
        return { kind: 'uploaded', file } as const;
      }),
  };
}
