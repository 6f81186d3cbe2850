import { z } from 'zod';

/** Text as people read it and, where Cloud was given one, the document it came from. */
export const RichText = z.object({ text: z.string(), document: z.record(z.string(), z.unknown()).optional() });
export type RichText = z.infer<typeof RichText>;

export const PersonRecord = z.object({
  /** `accountId` on Cloud, the username on Data Center. */
  id: z.string(),
  displayName: z.string(),
  emailAddress: z.string(),
  role: z.enum(['agent', 'customer', 'service']),
  deskAccess: z.boolean(),
  active: z.boolean(),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

export const CommentRecord = z.object({
  id: z.string(),
  authorId: z.string(),
  updateAuthorId: z.string(),
  body: RichText,
  /** Seen by the customer. Stored by Jira as the property `sd.public.comment`. */
  public: z.boolean(),
  properties: z.record(z.string(), z.unknown()),
  /** The files of the issue that the comment refers to. */
  attachmentIds: z.array(z.string()).default([]),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type CommentRecord = z.infer<typeof CommentRecord>;

export const AttachmentRecord = z.object({
  id: z.string(),
  filename: z.string(),
  mimeType: z.string(),
  size: z.number(),
  sha256: z.string(),
  authorId: z.string(),
  public: z.boolean(),
  /** It came with a comment: `public` is what the comments that refer to it make it. */
  followsComments: z.boolean().default(false),
  createdAt: z.number(),
});
export type AttachmentRecord = z.infer<typeof AttachmentRecord>;

/** One line of Jira's changelog. */
export const ChangeItem = z.object({
  field: z.string(),
  fieldId: z.string(),
  custom: z.boolean(),
  from: z.string().nullable(),
  fromText: z.string().nullable(),
  to: z.string().nullable(),
  toText: z.string().nullable(),
});
export type ChangeItem = z.infer<typeof ChangeItem>;

export const HistoryRecord = z.object({
  id: z.string(),
  at: z.number(),
  actorId: z.string(),
  items: z.array(ChangeItem),
});
export type HistoryRecord = z.infer<typeof HistoryRecord>;

export const LinkRecord = z.object({
  id: z.string(),
  type: z.string(),
  direction: z.enum(['inward', 'outward']),
  key: z.string(),
});
export type LinkRecord = z.infer<typeof LinkRecord>;

export const IssueRecord = z.object({
  id: z.string(),
  key: z.string(),
  number: z.number(),
  requestTypeId: z.string().nullable(),
  summary: z.string(),
  description: RichText.nullable(),
  creatorId: z.string(),
  reporterId: z.string(),
  assigneeId: z.string().nullable(),
  participantIds: z.array(z.string()),
  statusId: z.string(),
  statusSince: z.number(),
  statusHistory: z.array(z.object({ statusId: z.string(), at: z.number() })),
  resolutionId: z.string().nullable(),
  resolvedAt: z.number().nullable(),
  priorityId: z.string(),
  labels: z.array(z.string()),
  customFields: z.record(z.string(), z.unknown()),
  properties: z.record(z.string(), z.unknown()),
  comments: z.array(CommentRecord),
  attachments: z.array(AttachmentRecord),
  links: z.array(LinkRecord),
  history: z.array(HistoryRecord),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type IssueRecord = z.infer<typeof IssueRecord>;

/** All that survives a restart. */
export const SiteState = z.object({
  version: z.literal(1),
  /** Counts the writes, so that a journal's lines are known to be older or newer. */
  revision: z.number().default(0),
  nextId: z.number(),
  nextIssueNumber: z.number(),
  /** People added through the API, and changes to configured ones. */
  people: z.array(PersonRecord),
  issues: z.array(IssueRecord),
});
export type SiteState = z.infer<typeof SiteState>;

/** What has changed from one revision to the next. */
export const JournalLine = z.object({
  revision: z.number(),
  nextId: z.number(),
  nextIssueNumber: z.number(),
  /** Everyone, when somebody was added or changed. */
  people: z.array(PersonRecord).optional(),
  /** New and changed ones, whole. */
  issues: z.array(IssueRecord),
  /** Keys of deleted ones. */
  gone: z.array(z.string()),
});
export type JournalLine = z.infer<typeof JournalLine>;

/** Jira's own bounds on one issue. */
export const textCharsMax = 32_767;
export const summaryCharsMax = 255;
export const labelCharsMax = 255;
export const commentsPerIssueMax = 5_000;
export const attachmentsPerIssueMax = 2_000;
export const participantsPerIssueMax = 100;
export const historyPerIssueMax = 10_000;
export const issuesMax = 100_000;
