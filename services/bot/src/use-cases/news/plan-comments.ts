import { type CommentNews, compareComments } from '@desk/domain';
import type { ChatMessages } from '../../ports/consultations.ts';
import type { Cursors } from '../../ports/cursors.ts';
import type { CommentMark, TicketMarks } from '../../ports/gateway-desk.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { StoredComment, TicketComments } from '../../ports/ticket-comments.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { findReaders } from './find-readers.ts';
import { findFirstStart } from './first-start.ts';

interface Needs {
  readonly people: People;
  readonly comments: TicketComments;
  readonly chatMessages: ChatMessages;
  readonly cursors: Cursors;
}

interface Told {
  readonly comment: StoredComment;
  readonly effects: readonly DeskEffect[];
}

/**
 * What is new around a ticket: comments to tell of, to show as they read now, to take back. `stored` is the ticket as
 * it is after the tracker's word. A reading that is older than the last one is left alone.
 */
export function planComments({ people, comments, chatMessages, cursors }: Needs) {
  return async (stored: StoredTicket, marks: TicketMarks): Promise<Plan> => {
    const { id: ticketId } = stored.ticket;
    if (stored.trackerReadAt !== null && marks.readAt <= stored.trackerReadAt) return planOf();
    const known = new Map((await comments.listOf(ticketId)).map((comment) => [comment.id, comment]));
    const oldBefore = stored.trackerReadAt === null ? await findFirstStart(cursors) : null;
    const reading = { comments: marks.comments, cut: marks.commentsCut };
    const news = compareComments([...known.values()], reading, { oldBefore });
    const readers = news.some(({ kind }) => kind === 'new' || kind === 'back')
      ? await findReaders(people, stored, marks)
      : [];
    const own = await findOwn(chatMessages, news);
    const told = await Promise.all(news.map((step) => tellOf(step, { ticketId, known, readers, people, own })));
    return planOf({
      changes: [
        {
          ...{ kind: 'save-marks', ticketId, readAt: marks.readAt, slaDueAt: marks.slaDueAt },
          comments: told.flatMap((step) => step?.comment ?? []),
        },
      ],
      effects: told.flatMap((step) => step?.effects ?? []),
    });
  };
}

interface Around {
  readonly ticketId: string;
  readonly known: ReadonlyMap<string, StoredComment>;
  readonly readers: readonly Acquaintance[];
  readonly people: People;
  /** Markers of what the desk wrote of dialogues: whoever is told of it was there. */
  readonly own: ReadonlySet<string>;
}

async function tellOf(news: CommentNews<CommentMark>, around: Around): Promise<Told | null> {
  switch (news.kind) {
    case 'old':
      return { comment: await remember(news.comment, [], around), effects: [] };
    case 'new':
    case 'back': {
      const isOwn = news.comment.message !== null && around.own.has(news.comment.message);
      const others = isOwn ? [] : around.readers.filter((reader) => !isAuthor(reader, news.comment));
      const readers = others.map(({ person }) => person.id);
      const comment = await remember(news.comment, readers, around);
      return {
        comment,
        effects: readers.map((personId) => tellEffect(comment, personId, { ...around, edited: false })),
      };
    }
    case 'edited': {
      const readers = around.known.get(news.comment.id)?.readers ?? [];
      const comment = await remember(news.comment, readers, around);
      return {
        comment,
        effects: readers.map((personId) => tellEffect(comment, personId, { ...around, edited: true })),
      };
    }
    case 'gone': {
      const before = around.known.get(news.id);
      if (before === undefined) return null;
      const effects = before.readers.map(
        (personId) =>
          ({ kind: 'withdraw-comment', ticketId: around.ticketId, commentId: before.id, personId }) as const,
      );
      return { comment: { ...before, state: 'withdrawn' }, effects };
    }
  }
}

async function findOwn(
  chatMessages: ChatMessages,
  news: readonly CommentNews<CommentMark>[],
): Promise<ReadonlySet<string>> {
  const markers = news.flatMap((step) =>
    step.kind === 'new' || step.kind === 'back' ? (step.comment.message ?? []) : [],
  );
  return markers.length === 0 ? new Set() : chatMessages.listOwnMarkers(markers);
}

/** Nobody is told what they wrote themselves, here or in the tracker. */
function isAuthor({ person }: Acquaintance, { authorEmployeeId }: CommentMark): boolean {
  return person.profile.employeeId === authorEmployeeId;
}

function tellEffect(
  { id }: StoredComment,
  personId: string,
  { ticketId, edited }: Pick<Around, 'ticketId'> & { readonly edited: boolean },
): DeskEffect {
  return { kind: 'tell-comment', ticketId, commentId: id, personId, below: false, edited };
}

async function remember(mark: CommentMark, readers: readonly string[], { people }: Around): Promise<StoredComment> {
  const { authorEmployeeId, ...kept } = mark;
  const author = authorEmployeeId === null ? null : await people.findByEmployeeId(authorEmployeeId);
  return { ...kept, authorId: author?.person.id ?? null, state: 'shown', readers };
}
