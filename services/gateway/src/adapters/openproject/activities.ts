import { z } from 'zod';
import type { TrackerCommentMark } from '../../ports/ticket-looks.ts';
import type { TrackerAccount } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import { Attachment } from './files.ts';
import { Instant, idOf, Link, listOf } from './hal.ts';
import { readCommentMarker } from './marker.ts';
import type { OpenProjectAnswer } from './transport.ts';

/** An entry of a work package's history, as far as it can be a comment. */
export const Activity = z
  .object({
    id: z.int().min(1).transform(String),
    comment: z.object({ raw: z.string().nullish() }).nullish(),
    /** What else was changed with it. */
    details: z.array(z.unknown()).default([]),
    /** Said by OpenProject 16 and later; an older one does not say, and so proves nothing public. */
    internal: z.boolean().optional(),
    createdAt: Instant,
    updatedAt: Instant.optional(),
    _embedded: z.object({ attachments: listOf(Attachment).optional() }).optional(),
    _links: z.object({ user: Link.optional(), workPackage: Link.optional() }),
  })
  .transform(({ comment, details, internal, createdAt, updatedAt = createdAt, _embedded, _links: links, id }) => ({
    id,
    createdAt,
    changedAt: Math.max(createdAt, updatedAt),
    // OpenProject joins what one person does within minutes: a status set after a comment is no edit of its words. So
    // where both are one entry, an edit goes unnoticed; a wrong "edited" would come with every such comment.
    editedAt: details.length === 0 ? Math.max(createdAt, updatedAt) : createdAt,
    markdown: comment?.raw ?? '',
    isPublic: internal === false,
    files: _embedded?.attachments?.elements ?? [],
    author: idOf(links.user),
    authorName: links.user?.title ?? null,
    number: idOf(links.workPackage),
  }));
export type Activity = z.infer<typeof Activity>;

/** The whole history, oldest first: OpenProject pages it for nobody. */
export async function listActivities(
  { transport }: OpenProjectContext,
  number: string,
): Promise<OpenProjectAnswer<readonly Activity[]>> {
  const listed = await transport.send({
    name: 'list activities',
    effect: 'reads',
    method: 'GET',
    path: `/work_packages/${number}/activities`,
    answer: listOf(Activity),
  });
  if (listed.kind !== 'answered') return listed;
  return { kind: 'answered', value: listed.value.elements };
}

export function readActivity({ transport }: OpenProjectContext, id: string): Promise<OpenProjectAnswer<Activity>> {
  return transport.send({
    name: 'read comment',
    effect: 'reads',
    method: 'GET',
    path: `/activities/${id}`,
    answer: Activity,
  });
}

/** An entry without words is a change of something else, or a comment that was taken back. */
export function isComment({ markdown }: Activity): boolean {
  return markdown.trim() !== '';
}

export function isShown(activity: Activity): boolean {
  return isComment(activity) && activity.isPublic;
}

/** The marker counts in the service account's own comments alone: anybody could write it in theirs. */
export function markOf(activity: Activity, ownAccount: TrackerAccount): TrackerCommentMark {
  const { id, author, createdAt, editedAt } = activity;
  return { id, author, message: messageOf(activity, ownAccount), createdAt, editedAt };
}

export function messageOf({ author, markdown }: Activity, ownAccount: TrackerAccount): string | null {
  return author === ownAccount ? readCommentMarker(markdown) : null;
}
