import { done, type Outcome, refused, refusedFields } from './outcome.ts';
import { textTooLong } from './prepared-field.ts';
import { type CommentRecord, commentsPerIssueMax, type IssueRecord, type RichText, textCharsMax } from './records.ts';
import { findReferredFiles, shareWithComments } from './refer-to-files.ts';
import type { Site } from './site.ts';

/** The property in which Jira Service Management keeps whether a comment is internal. */
export const visibilityProperty = 'sd.public.comment';

export interface AddCommentOptions {
  readonly actorId: string;
  readonly body: RichText;
  /** Entity properties; `sd.public.comment` among them decides who sees the comment. Without it: public. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Which files the text means where names are not enough. */
  readonly attachmentIds?: readonly string[];
}

export function addComment(
  site: Site,
  issue: IssueRecord,
  { actorId, body, properties = {}, attachmentIds }: AddCommentOptions,
): Outcome<CommentRecord> {
  const problem = checkComment(issue, body);
  if (problem) return problem;
  const at = site.now();
  const comment: CommentRecord = {
    id: site.nextId(),
    authorId: actorId,
    updateAuthorId: actorId,
    body,
    public: isPublic(properties),
    properties: { ...properties },
    attachmentIds: findReferredFiles(issue, body, attachmentIds),
    createdAt: at,
    updatedAt: at,
  };
  issue.comments.push(comment);
  shareWithComments(issue);
  issue.updatedAt = at;
  site.feed.publish({ kind: 'comment-created', issue, comment, actorId, at });
  return done(comment);
}

export interface EditCommentOptions {
  readonly actorId: string;
  readonly body?: RichText | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}

export function editComment(
  site: Site,
  issue: IssueRecord,
  comment: CommentRecord,
  { actorId, body, properties }: EditCommentOptions,
): Outcome<CommentRecord> {
  const problem = body && checkBody(body);
  if (problem) return problem;
  const at = site.now();
  if (body) {
    comment.body = body;
    comment.attachmentIds = findReferredFiles(issue, body, comment.attachmentIds);
  }
  comment.properties = { ...comment.properties, ...properties };
  comment.public = isPublic(comment.properties);
  comment.updateAuthorId = actorId;
  comment.updatedAt = at;
  issue.updatedAt = at;
  shareWithComments(issue);
  site.feed.publish({ kind: 'comment-updated', issue, comment, actorId, at });
  return done(comment);
}

export function deleteComment(site: Site, issue: IssueRecord, comment: CommentRecord, actorId: string): void {
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  shareWithComments(issue);
  issue.updatedAt = site.now();
  site.feed.publish({ kind: 'comment-deleted', issue, comment, actorId, at: issue.updatedAt });
}

/** `{internal: true}` hides a comment from the customer; anything else leaves it public, as in Jira. */
export function isPublic(properties: Readonly<Record<string, unknown>>): boolean {
  const value = properties[visibilityProperty];
  if (value === null || typeof value !== 'object') return true;
  return !('internal' in value) || String(value.internal) !== 'true';
}

export function visibility(isPublicComment: boolean): Record<string, unknown> {
  return { [visibilityProperty]: { internal: !isPublicComment } };
}

/** Why an issue would not take a comment of this text, if it would not. */
export function checkComment(issue: IssueRecord, body: RichText) {
  if (issue.comments.length >= commentsPerIssueMax) {
    return refused(400, `Commenting on this issue is not possible: it has reached ${commentsPerIssueMax} comments.`);
  }
  return checkBody(body);
}

function checkBody(body: RichText) {
  if (body.text.trim() === '') return refusedFields({ comment: 'Comment body can not be empty!' });
  if (body.text.length > textCharsMax) return refusedFields({ comment: textTooLong });
  return undefined;
}
