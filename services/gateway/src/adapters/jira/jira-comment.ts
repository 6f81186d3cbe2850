import { z } from 'zod';
import type { TrackerCommentMark } from '../../ports/ticket-looks.ts';
import { isReference } from './marker.ts';
import { JiraInstant } from './read-issue.ts';

/** The property that marks a comment as ours. Its value is `{id}`, our id of the message. */
export const messageProperty = 'desk.message';
/** Jira Service Management's own: `{internal}` decides whether the customer sees the comment. */
export const visibilityProperty = 'sd.public.comment';

const idPattern = /^\d{1,20}$/;

const JiraAuthor = z
  .object({ accountId: z.string().optional(), name: z.string().optional(), displayName: z.string().optional() })
  .transform(({ accountId, name, displayName }) => ({
    account: accountId ?? name ?? null,
    name: displayName ?? null,
  }));

/** A comment of the platform's API, asked for with its properties. */
export const JiraComment = z.object({
  id: z.string().regex(idPattern),
  author: JiraAuthor.nullish(),
  body: z.unknown(),
  created: JiraInstant,
  updated: JiraInstant,
  /** Cloud alone says it at once. */
  jsdPublic: z.boolean().nullish(),
  /** A group or role that alone may see it. */
  visibility: z.unknown().optional(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
});
export type JiraComment = z.infer<typeof JiraComment>;

/** Jira writes the flag as a boolean or, from its older pages, as a word. */
const Visibility = z.object({ internal: z.union([z.boolean(), z.enum(['true', 'false'])]) });
const Marker = z.object({ id: z.string().refine(isReference) });

/**
 * Whether the customer sees a comment, as far as it says so itself. Any sign that it is internal outweighs any that it
 * is public; where there is no sign, the service desk has to be asked.
 */
export function judgeComment({ jsdPublic, visibility, properties }: JiraComment): 'public' | 'internal' | 'unsaid' {
  if (jsdPublic === false || (visibility !== undefined && visibility !== null)) return 'internal';
  const said = Visibility.safeParse(properties.find(({ key }) => key === visibilityProperty)?.value);
  if (said.success && String(said.data.internal) === 'true') return 'internal';
  return said.success || jsdPublic === true ? 'public' : 'unsaid';
}

export function markOf({ id, author, properties, created, updated }: JiraComment): TrackerCommentMark {
  const marker = Marker.safeParse(properties.find(({ key }) => key === messageProperty)?.value);
  return {
    id,
    author: author?.account ?? null,
    message: marker.success ? marker.data.id : null,
    createdAt: created,
    editedAt: Math.max(created, updated),
  };
}

/** jira.js puts a path together as it comes, so an id goes into one only after this. */
export function isItemId(id: string): boolean {
  return idPattern.test(id);
}
