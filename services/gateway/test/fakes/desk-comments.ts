import type { CommentStep, DeskComment, DeskComments } from '../../src/ports/desk-comments.ts';
import {
  participantsPerTicketMax,
  type TicketParticipant,
  type TicketParticipants,
} from '../../src/ports/ticket-participants.ts';
import type { FakeAuditLog } from './audit-log.ts';

/** Comments in memory. */
export function createFakeDeskComments(audit: FakeAuditLog): DeskComments & { readonly all: Map<string, DeskComment> } {
  const all = new Map<string, DeskComment>();

  function change(message: string, step: CommentStep): void {
    const comment = all.get(message);
    if (!comment) throw new Error(`There is no comment ${message}.`);
    all.set(message, { ...comment, step });
  }

  return {
    all,
    async begin({ at: _, ...intent }) {
      const known = all.get(intent.message);
      if (known && known.employeeId !== intent.employeeId) return { kind: 'another-person' };
      if (known?.bodyDigest === intent.bodyDigest) return { kind: 'begun', comment: known };
      if (known && known.step.kind !== 'intended') return { kind: 'another-body' };
      const comment: DeskComment = { ...intent, step: { kind: 'intended' } };
      all.set(intent.message, comment);
      return { kind: 'begun', comment };
    },
    async find(message) {
      return all.get(message) ?? null;
    },
    async saveStep(message, step) {
      change(message, step);
    },
    async finish(message, posted, entry) {
      if (all.get(message)?.step.kind === 'posted') return;
      change(message, posted);
      await audit.append([entry]);
    },
    async findAuthors(messages) {
      return new Map(
        messages.flatMap((message) => {
          const comment = all.get(message);
          if (comment?.consultation) return [];
          return comment ? [[message, comment.employeeId]] : [];
        }),
      );
    },
  };
}

export function createFakeParticipants(audit: FakeAuditLog): TicketParticipants {
  const all: TicketParticipant[] = [];
  const of = (number: string) => all.filter((participant) => participant.number === number);
  return {
    async add(participant, entry) {
      const known = of(participant.number);
      if (known.some(({ employeeId }) => employeeId === participant.employeeId)) return 'already';
      if (known.length >= participantsPerTicketMax) return 'full';
      all.push(participant);
      await audit.append([entry]);
      return 'added';
    },
    async list(number) {
      return of(number).map(({ employeeId }) => employeeId);
    },
  };
}
