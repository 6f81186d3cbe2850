import { attachFiles, removeAttachment } from '../site/attach-file.ts';
import { addParticipants, removeParticipants } from '../site/change-participants.ts';
import { commentWithFiles } from '../site/comment-with-files.ts';
import { createIssue, deleteIssue } from '../site/create-issue.ts';
import { editIssue } from '../site/edit-issue.ts';
import { findParticipants } from '../site/find-customer.ts';
import { done, issueNotFound, type Outcome, refused } from '../site/outcome.ts';
import type { AttachmentRecord, CommentRecord, IssueRecord } from '../site/records.ts';
import { findComment, type Site } from '../site/site.ts';
import { transitionIssue } from '../site/transition-issue.ts';
import { findStatus, transitionsFrom } from '../site/workflow.ts';
import { deleteComment, editComment, visibility } from '../site/write-comment.ts';
import type { PersonAction } from './person-action.ts';

/** What an action has changed. */
export interface Performed {
  readonly issue: IssueRecord;
  readonly comment?: CommentRecord;
  readonly attachments?: readonly AttachmentRecord[];
}

/** Does what a person does at Jira's own pages, or gives Jira's reason why not. */
export function performAction(site: Site, action: PersonAction): Outcome<Performed> {
  if (!site.people.find(action.actorId)) return refused(400, `The site has no person ${action.actorId}.`);
  if (action.kind === 'create-issue') return toPerformed(create(site, action));
  const issue = site.findIssue(action.key);
  if (!issue) return issueNotFound;
  return 'commentId' in action ? changeComment(site, issue, action) : changeIssue(site, issue, action);
}

type CommentAction = Extract<PersonAction, { readonly commentId: string }>;
type IssueAction = Exclude<PersonAction, CommentAction | { readonly kind: 'create-issue' }>;

function changeIssue(site: Site, issue: IssueRecord, action: IssueAction): Outcome<Performed> {
  const { actorId } = action;
  const edit = (fields: Record<string, unknown>) =>
    toPerformed(editIssue(site, issue, { actorId, fields, textFormat: 'plain' }));
  switch (action.kind) {
    case 'delete-issue':
      deleteIssue(site, issue, actorId);
      return done({ issue });
    case 'transition':
      return toPerformed(transitionTo(site, issue, action));
    case 'assign':
      return edit({ assignee: personReference(site, action.personId) });
    case 'set-priority':
      return edit({ priority: { name: action.priority } });
    case 'set-summary':
      return edit({ summary: action.summary });
    case 'set-labels':
      return edit({ labels: action.labels });
    case 'add-participant':
    case 'remove-participant':
      return toPerformed(changeParticipant(site, issue, action));
    case 'comment': {
      const written = commentWithFiles(site, issue, action);
      return written.kind === 'refused' ? written : done({ issue, ...written.value });
    }
    case 'attach': {
      const attached = attachFiles(site, issue, action);
      return attached.kind === 'refused' ? attached : done({ issue, attachments: attached.value });
    }
    case 'delete-attachment': {
      const attachment = issue.attachments.find(({ id }) => id === action.attachmentId);
      if (!attachment) return refused(404, `There is no attachment ${action.attachmentId}.`);
      removeAttachment(site, issue, attachment, actorId);
      return done({ issue });
    }
  }
}

function changeComment(site: Site, issue: IssueRecord, action: CommentAction): Outcome<Performed> {
  const { actorId, commentId } = action;
  const comment = findComment(issue, commentId);
  if (!comment) return refused(404, `There is no comment ${commentId}.`);
  if (action.kind === 'delete-comment') {
    deleteComment(site, issue, comment, actorId);
    return done({ issue, comment });
  }
  const change =
    action.kind === 'edit-comment' ? { body: { text: action.text } } : { properties: visibility(action.public) };
  const edited = editComment(site, issue, comment, { actorId, ...change });
  return edited.kind === 'refused' ? edited : done({ issue, comment });
}

function create(site: Site, action: Extract<PersonAction, { kind: 'create-issue' }>): Outcome<IssueRecord> {
  const { actorId, summary, description, requestTypeId, reporterId, priority, labels, fields } = action;
  if (reporterId !== undefined && !site.people.find(reporterId)) {
    return refused(400, `The site has no person ${reporterId}.`);
  }
  return createIssue(site, {
    actorId,
    reporterId,
    requestTypeId: requestTypeId === undefined ? (site.config.requestTypes[0]?.id ?? null) : requestTypeId,
    fields: {
      summary,
      ...(description !== undefined && { description }),
      ...(priority !== undefined && { priority: { name: priority } }),
      ...(labels !== undefined && { labels }),
      ...fields,
    },
    textFormat: 'plain',
  });
}

/** Takes whichever transition leads to the status. */
function transitionTo(
  site: Site,
  issue: IssueRecord,
  { actorId, status: wanted, resolution }: Extract<IssueAction, { kind: 'transition' }>,
): Outcome<IssueRecord> {
  const status = findStatus(wanted);
  const transition = transitionsFrom(issue.statusId).find(({ to }) => to === status?.id);
  if (!transition) return refused(400, `No transition leads ${issue.key} to '${wanted}'.`);
  return transitionIssue(site, issue, { actorId, transitionId: transition.id, resolution });
}

function changeParticipant(
  site: Site,
  issue: IssueRecord,
  { kind, actorId, personId }: Extract<IssueAction, { kind: 'add-participant' | 'remove-participant' }>,
): Outcome<IssueRecord> {
  if (kind === 'remove-participant') return removeParticipants(site, issue, { actorId, personIds: [personId] });
  const found = findParticipants(site, [personId]);
  return found.kind === 'refused' ? found : addParticipants(site, issue, { actorId, personIds: found.value });
}

function personReference(site: Site, id: string | null): Record<string, string> | null {
  if (id === null) return null;
  return site.flavour === 'cloud' ? { accountId: id } : { name: id };
}

function toPerformed(outcome: Outcome<IssueRecord>): Outcome<Performed> {
  return outcome.kind === 'refused' ? outcome : done({ issue: outcome.value });
}
