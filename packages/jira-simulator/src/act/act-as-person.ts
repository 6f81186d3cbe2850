import type { ActionFile } from '@desk/tracker-simulator';
import { type Outcome, refused, unwrap } from '../site/outcome.ts';
import type { CommentRecord } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import {
  type AttachmentView,
  type CommentView,
  type IssueView,
  viewAttachment,
  viewComment,
  viewIssue,
} from '../site/view-issue.ts';
import { type Performed, performAction } from './perform-action.ts';
import type { PersonAction } from './person-action.ts';

export interface FileToAttach {
  readonly filename: string;
  readonly content: Uint8Array | string;
  /** Default `application/octet-stream`. */
  readonly mimeType?: string;
  /** Whether the customer sees it. Default `true`. */
  readonly public?: boolean;
}

export interface IssueToCreate {
  readonly summary: string;
  readonly description?: string;
  /** Default: the desk's first request type; `null` for an issue outside the portal. */
  readonly requestTypeId?: string | null;
  /** Default: whoever acts. */
  readonly reporterId?: string;
  readonly priority?: string;
  readonly labels?: readonly string[];
  /** Further fields by id, in the API's shapes (text as plain strings). */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/**
 * A person at Jira's own pages. Every action changes the site at once and fires its webhooks.
 * What Jira would refuse throws, with Jira's message.
 */
export interface Agent {
  /** `toStatus` by name (any case) or id; the workflow must lead there. */
  transition(key: string, toStatus: string, options?: { readonly resolution?: string }): IssueView;
  /** Public unless said otherwise; with files, the text may be empty. */
  comment(key: string, text: string, options?: CommentOptions): CommentView;
  editComment(key: string, commentId: string, text: string): CommentView;
  deleteComment(key: string, commentId: string): void;
  setCommentVisibility(key: string, commentId: string, options: { readonly public: boolean }): CommentView;
  /** `null` takes the assignee away. */
  assign(key: string, personId: string | null): IssueView;
  setPriority(key: string, name: string): IssueView;
  setSummary(key: string, summary: string): IssueView;
  setLabels(key: string, labels: readonly string[]): IssueView;
  addParticipant(key: string, personId: string): IssueView;
  removeParticipant(key: string, personId: string): IssueView;
  attach(key: string, file: FileToAttach): AttachmentView;
  deleteAttachment(key: string, attachmentId: string): void;
  createIssue(issue: IssueToCreate): IssueView;
  deleteIssue(key: string): void;
}

export interface CommentOptions {
  readonly public?: boolean;
  readonly files?: readonly Omit<FileToAttach, 'public'>[];
}

export function actAs(site: Site, personId: string): Agent {
  if (!site.people.find(personId)) throw new Error(`The site has no person ${personId}.`);
  const actorId = personId;
  const perform = (action: PersonAction) => unwrap(performAction(site, action));
  const change = (action: PersonAction) => viewIssue(site, perform(action).issue);
  const write = (action: PersonAction) => viewComment(site, commentOf(perform(action)));

  return {
    transition: (key, status, options) => change({ kind: 'transition', actorId, key, status, ...options }),
    comment: (key, text, { public: isPublic = true, files = [] } = {}) =>
      write({ kind: 'comment', actorId, key, text, public: isPublic, files: files.map(toUpload) }),
    editComment: (key, commentId, text) => write({ kind: 'edit-comment', actorId, key, commentId, text }),
    deleteComment: (key, commentId) => void perform({ kind: 'delete-comment', actorId, key, commentId }),
    setCommentVisibility: (key, commentId, options) =>
      write({ kind: 'set-comment-visibility', actorId, key, commentId, public: options.public }),
    assign: (key, id) => change({ kind: 'assign', actorId, key, personId: id }),
    setPriority: (key, priority) => change({ kind: 'set-priority', actorId, key, priority }),
    setSummary: (key, summary) => change({ kind: 'set-summary', actorId, key, summary }),
    setLabels: (key, labels) => change({ kind: 'set-labels', actorId, key, labels: [...labels] }),
    addParticipant: (key, id) => change({ kind: 'add-participant', actorId, key, personId: id }),
    removeParticipant: (key, id) => change({ kind: 'remove-participant', actorId, key, personId: id }),
    attach(key, file) {
      const performed = perform({ kind: 'attach', actorId, key, files: [toUpload(file)], public: file.public ?? true });
      const [attachment] = (performed.attachments ?? []).map((each) => viewAttachment(site, each));
      return attachment ?? unwrap<AttachmentView>(refused(400, 'No file was attached.'));
    },
    deleteAttachment: (key, attachmentId) => void perform({ kind: 'delete-attachment', actorId, key, attachmentId }),
    createIssue: ({ labels, fields, ...issue }) =>
      change({
        kind: 'create-issue',
        actorId,
        ...issue,
        ...(labels && { labels: [...labels] }),
        ...(fields && { fields: { ...fields } }),
      }),
    deleteIssue: (key) => void perform({ kind: 'delete-issue', actorId, key }),
  };
}

function commentOf({ comment }: Performed): CommentRecord {
  const missing: Outcome<CommentRecord> = refused(400, 'No comment was written.');
  return comment ?? unwrap(missing);
}

function toUpload({ filename, content, mimeType }: Omit<FileToAttach, 'public'>): ActionFile {
  return { filename, mimeType: mimeType ?? 'application/octet-stream', bytes: Buffer.from(content) };
}
