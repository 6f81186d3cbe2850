import { z } from 'zod';
import type { UploadedFile } from '../site/attach-file.ts';
import { attachmentsPerIssueMax } from '../site/records.ts';

/** A file in an action: text as it is, anything else in base64. */
export const ActionFile = z
  .strictObject({
    filename: z.string().min(1).max(255),
    mimeType: z.string().min(1).default('application/octet-stream'),
    content: z.string(),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
  })
  .transform(
    ({ filename, mimeType, content, encoding }): UploadedFile => ({
      filename,
      mimeType,
      bytes: Buffer.from(content, encoding),
    }),
  );

const files = z.array(ActionFile).max(attachmentsPerIssueMax);
const labels = z.array(z.string()).max(100);

/** Who acts: an account id on Cloud, a username on Data Center. */
const actor = { actorId: z.string() };
const onIssue = { ...actor, key: z.string() };
const onComment = { ...onIssue, commentId: z.string() };

/** What a person does at Jira's own pages. Every action is one change, and fires its webhooks. */
export const PersonAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('create-issue'),
    ...actor,
    summary: z.string(),
    description: z.string().optional(),
    /** Default: the desk's first request type; `null` for an issue outside the portal. */
    requestTypeId: z.string().nullable().optional(),
    /** Default: whoever acts. */
    reporterId: z.string().optional(),
    priority: z.string().optional(),
    labels: labels.optional(),
    /** Further fields by id, in the API's shapes (text as plain strings). */
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ kind: z.literal('delete-issue'), ...onIssue }),
  /** `status` by name (any case) or id; the workflow must lead there. */
  z.strictObject({ kind: z.literal('transition'), ...onIssue, status: z.string(), resolution: z.string().optional() }),
  /** `null` takes the assignee away. */
  z.strictObject({ kind: z.literal('assign'), ...onIssue, personId: z.string().nullable() }),
  z.strictObject({ kind: z.literal('set-priority'), ...onIssue, priority: z.string() }),
  z.strictObject({ kind: z.literal('set-summary'), ...onIssue, summary: z.string() }),
  z.strictObject({ kind: z.literal('set-labels'), ...onIssue, labels }),
  z.strictObject({ kind: z.literal('add-participant'), ...onIssue, personId: z.string() }),
  z.strictObject({ kind: z.literal('remove-participant'), ...onIssue, personId: z.string() }),
  /** The text may be empty when there are files. */
  z.strictObject({
    kind: z.literal('comment'),
    ...onIssue,
    text: z.string(),
    public: z.boolean().default(true),
    files: files.default([]),
  }),
  z.strictObject({ kind: z.literal('edit-comment'), ...onComment, text: z.string() }),
  z.strictObject({ kind: z.literal('delete-comment'), ...onComment }),
  z.strictObject({ kind: z.literal('set-comment-visibility'), ...onComment, public: z.boolean() }),
  z.strictObject({
    kind: z.literal('attach'),
    ...onIssue,
    files: files.min(1),
    /** Whether the customer sees them. */
    public: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('delete-attachment'), ...onIssue, attachmentId: z.string() }),
]);
/** An action checked, with its defaults. */
export type PersonAction = z.output<typeof PersonAction>;
/** An action as a caller writes it, in code or as JSON. */
export type PersonActionInput = z.input<typeof PersonAction>;
