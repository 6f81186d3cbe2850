import type { CommentDesk, TicketMarks, TicketReading } from '../../src/ports/gateway-desk.ts';
import { call, down, type GatewayState, type TrackerComment } from './gateway-state.ts';
import { findLive } from './memory-session-desk.ts';

export type NewTrackerComment = Partial<TrackerComment> & Pick<TrackerComment, 'text'>;

/** What people do to comments in the tracker itself; every change moves the ticket's own instant. */
export interface CommentsInTracker {
  /** The tracker's id of it. */
  post(number: string, comment: NewTrackerComment): string;
  edit(number: string, commentId: string, text: string): void;
  show(number: string, commentId: string, visibility: TrackerComment['visibility']): void;
  remove(number: string, commentId: string): void;
  /** The ticket as the gateway reads it at this moment. */
  look(number: string): TicketReading;
}

export function commentsInTracker(
  gateway: GatewayState,
  touch: (number: string) => { readonly changedAt: number },
): CommentsInTracker {
  const of = (number: string) => gateway.comments.get(number) ?? [];

  function change(number: string, commentId: string, changed: Partial<TrackerComment>): void {
    const rest = of(number).map((other) => (other.id === commentId ? { ...other, ...changed } : other));
    gateway.comments.set(number, rest);
  }

  return {
    post(number, comment) {
      const { changedAt: at } = touch(number);
      gateway.counted += 1;
      const id = String(10_000 + gateway.counted);
      const author = { authorEmployeeId: null, authorName: null, message: null, visibility: 'public' } as const;
      const posted = { ...{ id, ...author, createdAt: at, editedAt: at, files: [] }, ...comment };
      gateway.comments.set(number, [...of(number), posted]);
      return posted.id;
    },
    edit: (number, commentId, text) => change(number, commentId, { text, editedAt: touch(number).changedAt }),
    show(number, commentId, visibility) {
      touch(number);
      change(number, commentId, { visibility });
    },
    remove(number, commentId) {
      touch(number);
      gateway.comments.set(
        number,
        of(number).filter(({ id }) => id !== commentId),
      );
    },
    look: (number) => readingOf(gateway, number),
  };
}

export function memoryCommentDesk(gateway: GatewayState): CommentDesk {
  return {
    readFile: (token, number, fileId) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        if (!findLive(gateway, token)) return { kind: 'session-ended' } as const;
        const shown = (gateway.comments.get(number) ?? []).filter(({ visibility }) => visibility === 'public');
        const file = shown.flatMap(({ files }) => files).find(({ id }) => id === fileId);
        if (!file) return { kind: 'refused', reason: 'not-found' } as const;
        return {
          kind: 'read',
          file: { name: file.name, content: new Blob(['x'.repeat(file.bytes)]).stream() },
        } as const;
      }),
    readNote: (token, number, message) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        const session = findLive(gateway, token);
        if (!session) return { kind: 'session-ended' } as const;
        const isHolder = gateway.filed.get(number)?.state.assigneeEmployeeId === session.employeeId;
        if (!isHolder) return { kind: 'refused', reason: 'not-permitted' } as const;
        const note = gateway.comments.get(number)?.find((comment) => comment.message === message);
        if (note?.visibility !== 'internal') return { kind: 'refused', reason: 'not-found' } as const;
        const author = [...gateway.directory.values()].find((one) => one.employeeId === note.authorEmployeeId);
        return { kind: 'read', authorName: author?.displayName ?? null, text: note.text } as const;
      }),
    readComment: (token, number, commentId) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        if (!findLive(gateway, token)) return { kind: 'session-ended' } as const;
        const comment = gateway.comments.get(number)?.find(({ id }) => id === commentId);
        if (comment?.visibility !== 'public') return { kind: 'refused', reason: 'not-found' } as const;
        const { visibility, ...read } = comment;
        return { kind: 'read', comment: read } as const;
      }),
  };
}

/** Every reading is of an instant of its own. */
export function readingOf(gateway: GatewayState, number: string): TicketReading {
  const ticket = gateway.filed.get(number);
  if (!ticket) throw new Error(`The tracker has no ${number}.`);
  gateway.lastReadAt = Math.max(gateway.clock.now(), gateway.lastReadAt + 1);
  const { assigneeEmployeeId } = ticket.state;
  const hasLeft = assigneeEmployeeId !== null && gateway.left.has(assigneeEmployeeId);
  const state = hasLeft ? { ...ticket.state, assigneeEmployeeId: null } : ticket.state;
  return { state, marks: marksOf(gateway, number) };
}

function marksOf(gateway: GatewayState, number: string): TicketMarks {
  const comments = (gateway.comments.get(number) ?? [])
    .filter(({ visibility }) => visibility === 'public')
    .map(({ id, authorEmployeeId, message, createdAt, editedAt }) => ({
      ...{ id, authorEmployeeId, message, createdAt, editedAt },
    }));
  return {
    ...{ comments, commentsCut: false },
    slaDueAt: gateway.slaDueAt.get(number) ?? null,
    participants: gateway.participants.get(number) ?? [],
    readAt: gateway.lastReadAt,
  };
}
