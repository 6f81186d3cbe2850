import { priorityById } from './priorities.ts';
import type { AttachmentRecord, CommentRecord, HistoryRecord, IssueRecord } from './records.ts';
import { personOf, type Site } from './site.ts';
import { resolutions, statusById } from './workflow.ts';

export interface PersonView {
  /** `accountId` on Cloud, the username on Data Center. */
  readonly id: string;
  readonly displayName: string;
  readonly emailAddress: string;
}

export interface CommentView {
  readonly id: string;
  /** Whether the customer sees it. */
  readonly public: boolean;
  readonly author: PersonView;
  /** Plain text. */
  readonly body: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The attachments of the issue it refers to. */
  readonly attachmentIds: readonly string[];
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface AttachmentView {
  readonly id: string;
  readonly filename: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly public: boolean;
  readonly author: PersonView;
  readonly createdAt: number;
}

export interface HistoryView {
  readonly at: number;
  readonly actor: PersonView;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** An issue as a test or the board looks at it: names resolved, a copy that never changes. */
export interface IssueView {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  /** Plain text, empty if there is none. */
  readonly description: string;
  readonly reporter: PersonView;
  readonly assignee: PersonView | null;
  readonly participants: readonly PersonView[];
  /** The status's name, e.g. `Waiting for customer`. */
  readonly status: string;
  readonly statusCategory: 'new' | 'indeterminate' | 'done';
  readonly resolution: string | null;
  /** The priority's name, e.g. `Medium`. */
  readonly priority: string;
  readonly labels: readonly string[];
  readonly comments: readonly CommentView[];
  readonly attachments: readonly AttachmentView[];
  readonly links: readonly { readonly type: string; readonly direction: 'inward' | 'outward'; readonly key: string }[];
  readonly history: readonly HistoryView[];
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly requestTypeId: string | null;
  readonly requestTypeName: string | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

export function viewIssue(site: Site, issue: IssueRecord): IssueView {
  const type = issue.requestTypeId === null ? undefined : site.requestType(issue.requestTypeId);
  const status = statusById(issue.statusId);
  return {
    id: issue.id,
    key: issue.key,
    summary: issue.summary,
    description: issue.description?.text ?? '',
    reporter: viewPerson(site, issue.reporterId),
    assignee: issue.assigneeId === null ? null : viewPerson(site, issue.assigneeId),
    participants: issue.participantIds.map((id) => viewPerson(site, id)),
    status: status.name,
    statusCategory: status.category.key,
    resolution: resolutions.find(({ id }) => id === issue.resolutionId)?.name ?? null,
    priority: priorityById(issue.priorityId).name,
    labels: [...issue.labels],
    comments: issue.comments.map((comment) => viewComment(site, comment)),
    attachments: issue.attachments.map((attachment) => viewAttachment(site, attachment)),
    links: issue.links.map(({ type: name, direction, key }) => ({ type: name, direction, key })),
    history: issue.history.flatMap((entry) => viewHistory(site, entry)),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    requestTypeId: issue.requestTypeId,
    requestTypeName: type?.name ?? null,
    customFields: structuredClone(issue.customFields),
    properties: structuredClone(issue.properties),
  };
}

export function viewComment(site: Site, comment: CommentRecord): CommentView {
  return {
    id: comment.id,
    public: comment.public,
    author: viewPerson(site, comment.authorId),
    body: comment.body.text,
    properties: structuredClone(comment.properties),
    attachmentIds: [...comment.attachmentIds],
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
  };
}

export function viewAttachment(site: Site, attachment: AttachmentRecord): AttachmentView {
  const { id, filename, mimeType, size, sha256, createdAt, authorId } = attachment;
  return {
    id,
    filename,
    mimeType,
    size,
    sha256,
    createdAt,
    public: attachment.public,
    author: viewPerson(site, authorId),
  };
}

export function viewPerson(site: Site, id: string): PersonView {
  const { displayName, emailAddress } = personOf(site, id);
  return { id, displayName, emailAddress };
}

function viewHistory(site: Site, entry: HistoryRecord): HistoryView[] {
  const actor = viewPerson(site, entry.actorId);
  return entry.items.map(({ field, fromText, toText }) => ({ at: entry.at, actor, field, from: fromText, to: toText }));
}
