import type { TicketLooks, TrackerComment } from '../../ports/ticket-looks.ts';
import type { JiraContext } from './context.ts';
import { type DeskComment, listDeskComments, readDeskComment } from './desk-comments.ts';
import { isItemId, JiraComment, judgeComment, markOf } from './jira-comment.ts';
import { listLatestComments } from './list-comments.ts';
import { isSaid } from './look-at-ticket.ts';
import type { ReadOwnAccount } from './own-account.ts';
import { isTicketNumber, noSuchTicket, readTicketAndText } from './read-issue.ts';

const shownCommentsMax = 10;

/** One comment in both of Jira's views; a word of either that it is internal is enough. */
export async function readComment(
  context: JiraContext,
  number: string,
  commentId: string,
): ReturnType<TicketLooks['readComment']> {
  if (!isTicketNumber(number) || !isItemId(commentId)) return noSuchTicket;
  const { transport, flavour } = context;
  const [read, shown] = await Promise.all([
    transport.send({
      name: 'read comment',
      effect: 'reads',
      method: 'GET',
      path: `${flavour.api}/issue/${number}/comment/${commentId}`,
      query: { expand: 'properties' },
      answer: JiraComment,
    }),
    readDeskComment(context, number, commentId),
  ]);
  if (read.kind !== 'answered') return read;
  if (shown.kind !== 'answered') return shown;
  if (shown.value === null || judgeComment(read.value) === 'internal') return noSuchTicket;
  return { kind: 'read', comment: toComment(context, read.value, shown.value) };
}

/** A ticket, the latest comments that the customer sees, and all files that they may know of. */
export async function readShown(
  context: JiraContext,
  readOwnAccount: ReadOwnAccount,
  number: string,
): ReturnType<TicketLooks['readShown']> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const [read, latest, shown, own] = await Promise.all([
    readTicketAndText(context, number),
    listLatestComments(context, number),
    listDeskComments(context, number),
    readOwnAccount(),
  ]);
  if (read.kind !== 'answered') return read;
  if (latest.kind !== 'answered') return latest;
  if (shown.kind !== 'answered') return shown;
  if (own.kind !== 'answered') return own;

  const restricted = new Set(
    latest.value.comments.filter((comment) => judgeComment(comment) === 'internal').map(({ id }) => id),
  );
  const isShown = ({ id, isPublic }: DeskComment): boolean => isPublic && !restricted.has(id);
  const comments = latest.value.comments.flatMap((comment) => {
    const inDesk = shown.value.get(comment.id);
    const isToBeShown = inDesk !== undefined && isShown(inDesk) && isSaid(context, comment, own.value.account);
    return isToBeShown ? [toComment(context, comment, inDesk)] : [];
  });
  const filesOf = (some: readonly DeskComment[]) => some.flatMap(({ files }) => files.map(({ id }) => id));
  const [ofPublic, ofInternal] = [
    filesOf([...shown.value.values()].filter(isShown)),
    new Set(filesOf([...shown.value.values()].filter((comment) => !isShown(comment)))),
  ];
  const { ticket, text, filedIds } = read.value;
  // What the desk files for somebody without an account is shown by a public comment, or by none.
  const ofFiling = ticket.reporter === own.value.account ? [] : filedIds;
  const fileIds = new Set([...ofFiling.filter((id) => !ofInternal.has(id)), ...ofPublic]);
  return { kind: 'read', ticket, text, comments: comments.slice(-shownCommentsMax), fileIds };
}

function toComment({ flavour }: JiraContext, comment: JiraComment, { files }: DeskComment): TrackerComment {
  return {
    ...markOf(comment),
    authorName: comment.author?.name ?? null,
    text: flavour.readWords(comment.body, new Set(files.map(({ name }) => name))),
    files,
  };
}
