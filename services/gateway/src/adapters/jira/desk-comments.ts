import { z } from 'zod';
import type { TrackerFileMark } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import type { JiraAnswer } from './transport.ts';

/** A comment as the service desk tells of it: whether the customer sees it, and the files it shows. */
export interface DeskComment {
  readonly id: string;
  readonly isPublic: boolean;
  readonly files: readonly TrackerFileMark[];
}

const filesPerCommentMax = 50;
const pageSize = 100;
/** Jira keeps at most 5,000 comments on an issue, and may give fewer on a page than were asked for. */
const pagesMax = 100;

/** A file's id stands in its addresses alone. */
const fileAddress = /\/attachment\/(?:content\/)?(\d{1,20})(?:[/?]|$)/;

const DeskFile = z
  .object({
    filename: z.string(),
    size: z.int().nonnegative(),
    _links: z.object({
      jiraRest: z.string().optional(),
      content: z.string().optional(),
      self: z.string().optional(),
    }),
  })
  .transform(({ filename: name, size: bytes, _links: { jiraRest, content, self } }) => {
    const ids = [jiraRest, content, self].map((address) => fileAddress.exec(address ?? '')?.[1] ?? null);
    return { id: ids.find((id) => id !== null) ?? null, name, bytes };
  });

const DeskCommentAnswer = z
  .object({
    id: z.string(),
    // What does not say that it is public is not.
    public: z.boolean().default(false),
    attachments: z.object({ values: z.array(DeskFile) }).optional(),
  })
  .transform(({ id, public: isPublic, attachments }): DeskComment => {
    const files = (attachments?.values ?? []).flatMap(({ id: fileId, ...file }) =>
      fileId === null ? [] : [{ id: fileId, ...file }],
    );
    return { id, isPublic, files: files.slice(0, filesPerCommentMax) };
  });

const DeskPage = z.object({
  values: z.array(DeskCommentAnswer),
  size: z.int().nonnegative(),
  isLastPage: z.boolean(),
});

/** Every comment of a request. An issue that is no request has none here. */
export async function listDeskComments(
  { transport }: JiraContext,
  number: string,
): Promise<JiraAnswer<ReadonlyMap<string, DeskComment>>> {
  const comments = new Map<string, DeskComment>();
  let start = 0;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await transport.send({
      name: 'list desk comments',
      effect: 'reads',
      method: 'GET',
      path: `/rest/servicedeskapi/request/${number}/comment`,
      query: { expand: 'attachment', start, limit: pageSize },
      answer: DeskPage,
    });
    if (page.kind === 'refused') return { kind: 'answered', value: comments };
    if (page.kind !== 'answered') return page;
    for (const comment of page.value.values) comments.set(comment.id, comment);
    if (page.value.isLastPage || page.value.size === 0) break;
    start += page.value.size;
  }
  return { kind: 'answered', value: comments };
}

/** One of them; null where the customer does not see it. */
export async function readDeskComment(
  { transport }: JiraContext,
  number: string,
  commentId: string,
): Promise<JiraAnswer<DeskComment | null>> {
  const read = await transport.send({
    name: 'read desk comment',
    effect: 'reads',
    method: 'GET',
    path: `/rest/servicedeskapi/request/${number}/comment/${commentId}`,
    query: { expand: 'attachment' },
    answer: DeskCommentAnswer,
  });
  if (read.kind === 'refused') return { kind: 'answered', value: null };
  if (read.kind !== 'answered') return read;
  return { kind: 'answered', value: read.value.isPublic ? read.value : null };
}
