import { z } from 'zod';

/** A file in an action: text as it is, anything else in base64. */
const ActionFile = z
  .strictObject({
    filename: z.string().min(1).max(255),
    mimeType: z.string().min(1).default('application/octet-stream'),
    content: z.string(),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
  })
  .transform(({ filename, mimeType, content, encoding }) => ({
    filename,
    mimeType,
    bytes: Buffer.from(content, encoding),
  }));
export type ActionFile = z.output<typeof ActionFile>;

const actionFilesMax = 2_000;
export const ActionFiles = z.array(ActionFile).max(actionFilesMax);

/** All files of one action, in base64. */
export const actionBytesMax = 32 * 1024 * 1024;

/** Who acts: the account's id, or a username where the tracker knows people by these. */
const actor = { actorId: z.string() };
/** `key`: what people call the ticket by. */
export const onTicket = { ...actor, key: z.string() };
const onComment = { ...onTicket, commentId: z.string() };

/** A new ticket; each tracker has more to say of it. */
export const creation = {
  kind: z.literal('create-issue'),
  ...actor,
  summary: z.string(),
  description: z.string().optional(),
  priority: z.string().optional(),
};

/**
 * What a person does at a tracker's own pages, on each tracker alike, as boards send it. Every action is one change, and
 * fires its webhooks. Statuses and priorities go by the tracker's names.
 */
export const commonActions = [
  /** The workflow must lead there; `resolution` is for trackers that know such. */
  z.strictObject({ kind: z.literal('transition'), ...onTicket, status: z.string(), resolution: z.string().optional() }),
  /** `null` takes the assignee away. */
  z.strictObject({ kind: z.literal('assign'), ...onTicket, personId: z.string().nullable() }),
  z.strictObject({ kind: z.literal('set-priority'), ...onTicket, priority: z.string() }),
  /** The text may be empty when there are files. */
  z.strictObject({
    kind: z.literal('comment'),
    ...onTicket,
    text: z.string(),
    public: z.boolean().default(true),
    files: ActionFiles.default([]),
  }),
  z.strictObject({ kind: z.literal('edit-comment'), ...onComment, text: z.string() }),
  z.strictObject({ kind: z.literal('delete-comment'), ...onComment }),
  z.strictObject({ kind: z.literal('set-comment-visibility'), ...onComment, public: z.boolean() }),
] as const;
type CommonAction = (typeof commonActions)[number];

/** As a caller writes it, in code or as JSON. */
export type CommonActionInput = z.input<CommonAction>;

/** What one action did: the ids needed to act on it again, or why the tracker would refuse it. */
export type ActionResult =
  | { readonly kind: 'done'; readonly key: string; readonly commentId?: string; readonly attachmentIds?: string[] }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string };
