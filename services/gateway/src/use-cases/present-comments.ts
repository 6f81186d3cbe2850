import type { CommentMark, TicketComment, TicketMarks } from '@desk/contract';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { Directory } from '../ports/directory.ts';
import type { TrackerComment, TrackerCommentMark, TrackerSurroundings } from '../ports/ticket-looks.ts';
import type { TicketParticipants } from '../ports/ticket-participants.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import { employeeBehind, type RecogniseAccount } from './recognise-account.ts';

export interface PresentCommentsPorts {
  readonly comments: DeskComments;
  readonly participants: TicketParticipants;
  readonly directory: Directory;
  readonly texts: TicketTexts;
  readonly recognise: RecogniseAccount;
}

export interface PresentComments {
  marks(number: string, around: TrackerSurroundings, readAt: number): Promise<TicketMarks>;
  comments(comments: readonly TrackerComment[]): Promise<TicketComment[]>;
}

const participantsMax = 50;
const textCharactersMax = 32_767;
const nameCharactersMax = 200;
const fileNameCharactersMax = 255;

/**
 * Comments in the contract's words. One with our marker is by whoever wrote it through the desk, although the tracker
 * shows the service account; the line that names them there is not part of what they said.
 */
export function presentComments(ports: PresentCommentsPorts): PresentComments {
  const { comments, participants, directory, texts, recognise } = ports;

  return {
    async marks(number, { comments: marks, commentsCut, slaDueAt, participants: accounts }, readAt) {
      const [letIn, followers, authors] = await Promise.all([
        participants.list(number),
        Promise.all(accounts.map((account) => employeeBehind(recognise, account))),
        findAuthors(marks),
      ]);
      const everyone = new Set([...letIn, ...followers.filter((follower) => follower !== null)]);
      return {
        comments: marks.map((mark) => toMark(mark, authors)),
        ...{ commentsCut, slaDueAt, readAt },
        participants: [...everyone].slice(0, participantsMax),
      };
    },

    async comments(shown) {
      const authors = await findAuthors(shown);
      return Promise.all(
        shown.map(async (comment) => {
          const mark = toMark(comment, authors);
          const isOurs = comment.message !== null;
          const text = isOurs ? texts.unsignComment(comment.text) : comment.text;
          const trackersName = isOurs ? null : comment.authorName;
          const authorName = (mark.author === null ? null : await nameOf(mark.author)) ?? trackersName;
          return {
            ...mark,
            authorName: authorName?.slice(0, nameCharactersMax) ?? null,
            text: text.slice(0, textCharactersMax),
            files: comment.files.map((file) => ({ ...file, name: file.name.slice(0, fileNameCharactersMax) })),
          };
        }),
      );
    },
  };

  /** Employee ids by comment id. */
  async function findAuthors(marks: readonly TrackerCommentMark[]): Promise<ReadonlyMap<string, string>> {
    const messages = marks.flatMap(({ message }) => message ?? []);
    const throughDesk = messages.length === 0 ? new Map<string, string>() : await comments.findAuthors(messages);
    const found = await Promise.all(
      marks.map(async ({ id, message, author }): Promise<[string, string | null]> => {
        return [id, message === null ? await employeeBehind(recognise, author) : (throughDesk.get(message) ?? null)];
      }),
    );
    return new Map(found.flatMap(([id, employeeId]) => (employeeId === null ? [] : [[id, employeeId] as const])));
  }

  async function nameOf(employeeId: string): Promise<string | null> {
    const found = await directory.findById(employeeId);
    return found.kind === 'found' ? found.entry.displayName : null;
  }
}

function toMark(mark: TrackerCommentMark, authors: ReadonlyMap<string, string>): CommentMark {
  const { id, message, createdAt, editedAt } = mark;
  return { id, author: authors.get(id) ?? null, message, createdAt, editedAt };
}
