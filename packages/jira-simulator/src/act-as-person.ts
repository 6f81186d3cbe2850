import { attachFiles, type UploadedFile } from './site/attach-file.ts';
import { createIssue } from './site/create-issue.ts';
import { editIssue } from './site/edit-issue.ts';
import { issueNotFound, type Outcome, refused, unwrap } from './site/outcome.ts';
import type { CommentRecord, IssueRecord } from './site/records.ts';
import { findComment, type Site } from './site/site.ts';
import { transitionIssue } from './site/transition-issue.ts';
import {
  type AttachmentView,
  type CommentView,
  type IssueView,
  viewAttachment,
  viewComment,
  viewIssue,
} from './site/view-issue.ts';
import { findStatus, transitionsFrom } from './site/workflow.ts';
import { addComment, deleteComment, editComment, visibility } from './site/write-comment.ts';

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
  /** Public unless said otherwise. */
  comment(key: string, text: string, options?: { readonly public?: boolean }): CommentView;
  editComment(key: string, commentId: string, text: string): CommentView;
  deleteComment(key: string, commentId: string): void;
  setCommentVisibility(key: string, commentId: string, options: { readonly public: boolean }): CommentView;
  /** `null` takes the assignee away. */
  assign(key: string, personId: string | null): IssueView;
  setPriority(key: string, name: string): IssueView;
  setSummary(key: string, summary: string): IssueView;
  attach(key: string, file: FileToAttach): AttachmentView;
  createIssue(issue: IssueToCreate): IssueView;
}

export function actAs(site: Site, personId: string): Agent {
  if (!site.people.find(personId)) throw new Error(`The site has no person ${personId}.`);
  const actorId = personId;
  const issueOf = (key: string) => site.findIssue(key) ?? unwrap<IssueRecord>(issueNotFound);
  const commentOf = (issue: IssueRecord, id: string) =>
    findComment(issue, id) ?? unwrap<CommentRecord>(refused(404, `There is no comment ${id}.`));
  const edit = (key: string, fields: Record<string, unknown>) =>
    viewIssue(site, unwrap(editIssue(site, issueOf(key), { actorId, fields, textFormat: 'plain' })));
  const changeComment = (
    key: string,
    id: string,
    change: { body?: { text: string }; properties?: Record<string, unknown> },
  ) => {
    const issue = issueOf(key);
    return viewComment(site, unwrap(editComment(site, issue, commentOf(issue, id), { actorId, ...change })));
  };

  return {
    transition: (key, toStatus, options) =>
      viewIssue(site, unwrap(transitionTo(site, issueOf(key), { actorId, toStatus, ...options }))),
    comment: (key, text, options) =>
      viewComment(
        site,
        unwrap(
          addComment(site, issueOf(key), { actorId, body: { text }, properties: visibility(options?.public ?? true) }),
        ),
      ),
    editComment: (key, id, text) => changeComment(key, id, { body: { text } }),
    deleteComment(key, id) {
      const issue = issueOf(key);
      deleteComment(site, issue, commentOf(issue, id), actorId);
    },
    setCommentVisibility: (key, id, options) => changeComment(key, id, { properties: visibility(options.public) }),
    assign: (key, id) =>
      edit(key, { assignee: id === null ? null : site.flavour === 'cloud' ? { accountId: id } : { name: id } }),
    setPriority: (key, name) => edit(key, { priority: { name } }),
    setSummary: (key, summary) => edit(key, { summary }),
    attach(key, file) {
      const attached = unwrap(
        attachFiles(site, issueOf(key), { actorId, files: [toUpload(file)], public: file.public ?? true }),
      );
      const [attachment] = attached.map((each) => viewAttachment(site, each));
      return attachment ?? unwrap<AttachmentView>(refused(400, 'No file was attached.'));
    },
    createIssue: (issue) => viewIssue(site, unwrap(createIssueAs(site, actorId, issue))),
  };
}

export interface TransitionToOptions {
  readonly actorId: string;
  readonly toStatus: string;
  readonly resolution?: string;
}

/** Takes whichever transition leads to the status. */
export function transitionTo(
  site: Site,
  issue: IssueRecord,
  { actorId, toStatus, resolution }: TransitionToOptions,
): Outcome<IssueRecord> {
  const status = findStatus(toStatus);
  const transition = transitionsFrom(issue.statusId).find(({ to }) => to === status?.id);
  if (!transition) return refused(400, `No transition leads ${issue.key} to '${toStatus}'.`);
  return transitionIssue(site, issue, { actorId, transitionId: transition.id, resolution });
}

function createIssueAs(site: Site, actorId: string, issue: IssueToCreate): Outcome<IssueRecord> {
  const { summary, description, requestTypeId, reporterId, priority, labels, fields } = issue;
  return createIssue(site, {
    actorId,
    reporterId,
    requestTypeId: requestTypeId === undefined ? (site.config.requestTypes[0]?.id ?? null) : requestTypeId,
    fields: {
      summary,
      ...(description !== undefined && { description }),
      ...(priority !== undefined && { priority: { name: priority } }),
      ...(labels !== undefined && { labels: [...labels] }),
      ...fields,
    },
    textFormat: 'plain',
  });
}

function toUpload({ filename, content, mimeType }: FileToAttach): UploadedFile {
  return { filename, mimeType: mimeType ?? 'application/octet-stream', bytes: Buffer.from(content) };
}
