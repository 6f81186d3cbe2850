import type { CommentWriter } from '../../ports/comment-writer.ts';
import type { JiraContext } from './context.ts';
import { isItemId, JiraComment, markOf } from './jira-comment.ts';
import { isTicketNumber, noSuchTicket } from './read-issue.ts';

const noFiles: ReadonlySet<string> = new Set();

/** Only what carries our marker of this very message: nothing that somebody wrote in Jira itself. */
export async function readBack(
  { transport, flavour }: JiraContext,
  number: string,
  commentId: string,
  message: string,
): ReturnType<CommentWriter['readBack']> {
  if (!isTicketNumber(number) || !isItemId(commentId)) return noSuchTicket;
  const read = await transport.send({
    name: 'read back',
    effect: 'reads',
    method: 'GET',
    path: `${flavour.api}/issue/${number}/comment/${commentId}`,
    query: { expand: 'properties' },
    answer: JiraComment,
  });
  if (read.kind !== 'answered') return read;
  if (markOf(read.value).message !== message) return noSuchTicket;
  return { kind: 'read', text: flavour.readWords(read.value.body, noFiles) };
}
