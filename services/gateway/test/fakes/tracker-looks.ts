import type { TicketLooks, TrackerComment, TrackerCommentMark } from '../../src/ports/ticket-looks.ts';
import type { TrackerAccount, TrackerText, TrackerTicket, TrackerTrouble } from '../../src/ports/tracker.ts';
import type { FakeComment, FakeComments } from './tracker-comments.ts';

/** What looking needs of the tracker it looks at. */
export interface FakeLooksOptions {
  readonly comments: FakeComments;
  readonly participants: ReadonlyMap<string, readonly TrackerAccount[]>;
  readonly slaDueAt: ReadonlyMap<string, number>;
  down(): TrackerTrouble | null;
  find(number: string): { readonly ticket: TrackerTicket; readonly text: TrackerText } | undefined;
}

const commentsMax = 1000;
const notFound = { kind: 'refused', reason: 'not-found' } as const;

/** Looks at a tracker in memory. A file that came with an internal comment is internal, every other one is not. */
export function createFakeLooks(tracker: FakeLooksOptions): TicketLooks {
  const { comments } = tracker;
  const shownOf = (number: string) => comments.list(number).filter(({ visibility }) => visibility === 'public');

  async function at<Seen>(
    number: string,
    see: (entry: { readonly ticket: TrackerTicket; readonly text: TrackerText }) => Seen | TrackerTrouble,
  ): Promise<Seen | TrackerTrouble> {
    const entry = tracker.find(number);
    return tracker.down() ?? (entry ? see(entry) : notFound);
  }

  return {
    look: (number) =>
      at(number, ({ ticket }) => {
        const latest = comments.list(number).slice(-commentsMax);
        const marks = latest.filter(({ visibility }) => visibility === 'public').map(toMark);
        const isOpen = ticket.status !== 'resolved' && ticket.status !== 'closed';
        const around = {
          comments: marks,
          commentsCut: comments.list(number).length > latest.length,
          slaDueAt: isOpen ? (tracker.slaDueAt.get(number) ?? null) : null,
          participants: tracker.participants.get(number) ?? [],
        };
        return { kind: 'looked', ticket, around };
      }),
    readComment: (number, commentId) =>
      at(number, () => {
        const comment = shownOf(number).find(({ id }) => id === commentId);
        return comment ? { kind: 'read', comment: toComment(comment) } : notFound;
      }),
    readShown: (number) =>
      at(number, ({ ticket, text }) => {
        const internal = comments.list(number).filter(({ visibility }) => visibility === 'internal');
        const hidden = new Set(internal.flatMap(({ files }) => files.map(({ id }) => id)));
        const fileIds = new Set(text.files.map(({ id }) => id).filter((id) => !hidden.has(id)));
        return { kind: 'read', ticket, text, comments: shownOf(number).slice(-10).map(toComment), fileIds };
      }),
    listParticipants: (number) =>
      at(number, () => ({ kind: 'listed', accounts: tracker.participants.get(number) ?? [] })),
    openFile: (number, fileId) =>
      at(number, ({ text }) => {
        const file = text.files.find(({ id }) => id === fileId);
        if (!file) return notFound;
        if (file.bytes > 20 * 1024 * 1024) return { kind: 'refused', reason: 'too-large' };
        const content = new Blob([new Uint8Array(file.bytes)]).stream();
        return { kind: 'opened', file: { name: file.name, mime: 'text/plain', bytes: file.bytes, content } };
      }),
  };
}

function toMark({ id, author, message, createdAt, editedAt }: FakeComment): TrackerCommentMark {
  return { id, author, message, createdAt, editedAt };
}

function toComment(comment: FakeComment): TrackerComment {
  return { ...toMark(comment), authorName: `Name of ${comment.author}`, text: comment.text, files: comment.files };
}
