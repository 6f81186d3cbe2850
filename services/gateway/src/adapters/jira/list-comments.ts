import { z } from 'zod';
import type { JiraContext } from './context.ts';
import { JiraComment } from './jira-comment.ts';
import type { JiraAnswer } from './transport.ts';

const pageSize = 100;
const pagesMax = 10;

const CommentPage = z.object({ comments: z.array(JiraComment), total: z.int().nonnegative() });
type CommentPage = z.infer<typeof CommentPage>;

/** Comments of any kind, oldest first, without a gap between them; `total` counts those before them as well. */
export type ListedComments = CommentPage;

/** The latest 100. */
export async function listLatestComments(context: JiraContext, number: string): Promise<JiraAnswer<ListedComments>> {
  const listed = await readPage(context, number, 0);
  return listed.kind === 'answered'
    ? { kind: 'answered', value: oldestFirst(listed.value, listed.value.total) }
    : listed;
}

/**
 * The latest 1,000, as far as a hundred are not all there are. What is deleted between two pages moves the others up,
 * so that one would be missing and look as if it were gone: pages that do not fit together leave the latest 100.
 */
export async function listComments(context: JiraContext, number: string): Promise<JiraAnswer<ListedComments>> {
  const first = await readPage(context, number, 0);
  if (first.kind !== 'answered') return first;
  const { total } = first.value;
  const wanted = Math.min(total, pageSize * pagesMax);
  const starts = Array.from({ length: Math.ceil(wanted / pageSize) - 1 }, (_, page) => (page + 1) * pageSize);
  const pages = [first.value];
  for (const listed of await Promise.all(starts.map((start) => readPage(context, number, start)))) {
    if (listed.kind !== 'answered') return listed;
    pages.push(listed.value);
  }
  const comments = new Map(pages.flatMap((page) => page.comments).map((comment) => [comment.id, comment]));
  const isWhole = comments.size >= wanted && pages.every((page) => page.total === total);
  const joined = isWhole ? { comments: [...comments.values()].slice(0, wanted), total } : first.value;
  return { kind: 'answered', value: oldestFirst(joined, total) };
}

function oldestFirst({ comments }: Pick<CommentPage, 'comments'>, total: number): ListedComments {
  return { comments: comments.toReversed(), total };
}

/** Newest first. */
async function readPage(
  { transport, flavour }: JiraContext,
  number: string,
  startAt: number,
): Promise<JiraAnswer<CommentPage>> {
  const listed = await transport.send({
    name: 'list comments',
    effect: 'reads',
    method: 'GET',
    path: `${flavour.api}/issue/${number}/comment`,
    query: { expand: 'properties', orderBy: '-created', startAt, maxResults: pageSize },
    answer: CommentPage,
  });
  if (listed.kind !== 'answered') return listed;
  const { comments, total } = listed.value;
  return { kind: 'answered', value: { comments: comments.slice(0, pageSize), total } };
}
