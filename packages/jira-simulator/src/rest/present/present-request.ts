import type { RequestTypeField } from '../../simulator-options.ts';
import { priorityById } from '../../site/priorities.ts';
import type { AttachmentRecord, CommentRecord, IssueRecord } from '../../site/records.ts';
import { filesOf } from '../../site/refer-to-files.ts';
import { statusById } from '../../site/workflow.ts';
import { formatIsoDate, formatJiraDate } from '../../text/format-date.ts';
import { apiUrl, deskUrl, type RestContext } from '../rest-context.ts';
import { renderHtml } from './present-comment.ts';
import { presentDesk, presentRequestType } from './present-desk.ts';
import { attachmentContentUrl } from './present-issue.ts';
import { type DeskPage, presentDeskPage } from './present-page.ts';
import { presentDeskUser } from './present-person.ts';

/** A customer request: an issue as its reporter sees it. */
export function presentRequest(
  context: RestContext,
  issue: IssueRecord,
  expand: ReadonlySet<string>,
): Record<string, unknown> {
  const { serviceDeskId } = context.site.config;
  const type = issue.requestTypeId === null ? undefined : context.site.requestType(issue.requestTypeId);
  return {
    _expands: ['participant', 'status', 'sla', 'requestType', 'serviceDesk', 'attachment', 'action', 'comment'],
    issueId: issue.id,
    issueKey: issue.key,
    ...(context.site.flavour === 'cloud' && { summary: issue.summary }),
    requestTypeId: issue.requestTypeId ?? '',
    ...(expand.has('requestType') && type && { requestType: presentRequestType(context, type) }),
    serviceDeskId,
    ...(expand.has('serviceDesk') && { serviceDesk: presentDesk(context) }),
    createdDate: presentDate(context, issue.createdAt),
    reporter: presentDeskUser(context, issue.reporterId),
    requestFieldValues: (type?.fields ?? []).flatMap((field) => presentFieldValue(issue, field)),
    currentStatus: presentRequestStatus(context, issue.statusId, issue.statusSince),
    ...presentLists(context, issue, expand),
    _links: {
      jiraRest: apiUrl(context, `/issue/${issue.id}`),
      web: `${context.baseUrl()}/servicedesk/customer/portal/${serviceDeskId}/${issue.key}`,
      agent: `${context.baseUrl()}/browse/${issue.key}`,
      self: deskUrl(context, `/request/${issue.id}`),
    },
  };
}

function presentLists(context: RestContext, issue: IssueRecord, expand: ReadonlySet<string>): Record<string, unknown> {
  const page = { start: 0, limit: 50 };
  const path = `/request/${issue.id}`;
  return {
    ...(expand.has('participant') && {
      participants: presentDeskPage(context, `${path}/participant`, page, issue.participantIds, (id) =>
        presentDeskUser(context, id),
      ),
    }),
    ...(expand.has('status') && { status: presentStatusHistory(context, issue, page) }),
    ...(expand.has('attachment') && {
      attachments: presentDeskPage(context, `${path}/attachment`, page, publicOnly(issue.attachments), (each) =>
        presentDeskAttachment(context, each),
      ),
    }),
    ...(expand.has('comment') && {
      comments: presentDeskPage(context, `${path}/comment`, page, publicOnly(issue.comments), (each) =>
        presentDeskComment(context, issue, each, new Set()),
      ),
    }),
  };
}

export function publicOnly<T extends { readonly public: boolean }>(items: readonly T[]): T[] {
  return items.filter((item) => item.public);
}

/** Newest first, as Jira lists it. */
export function presentStatusHistory(
  context: RestContext,
  issue: IssueRecord,
  page: { start: number; limit: number },
): Record<string, unknown> {
  const statuses = [...issue.statusHistory].reverse();
  return presentDeskPage(context, `/request/${issue.id}/status`, page, statuses, ({ statusId, at }) =>
    presentRequestStatus(context, statusId, at),
  );
}

const categoryNames = { new: 'NEW', indeterminate: 'INDETERMINATE', done: 'DONE' } as const;

export function presentRequestStatus(context: RestContext, statusId: string, since: number): Record<string, unknown> {
  const status = statusById(statusId);
  return {
    status: status.name,
    statusCategory: categoryNames[status.category.key],
    statusDate: presentDate(context, since),
  };
}

export function presentDeskComment(
  context: RestContext,
  issue: IssueRecord,
  comment: CommentRecord,
  expand: ReadonlySet<string>,
): Record<string, unknown> {
  return {
    _expands: ['attachment', 'renderedBody'],
    id: comment.id,
    body: comment.body.text,
    public: comment.public,
    author: presentDeskUser(context, comment.authorId),
    created: presentDate(context, comment.createdAt),
    ...(expand.has('renderedBody') && { renderedBody: { html: renderHtml(comment.body) } }),
    ...(expand.has('attachment') && {
      attachments: presentCommentFiles(context, issue, comment, { start: 0, limit: 50 }),
    }),
    _links: { self: deskUrl(context, `/request/${issue.id}/comment/${comment.id}`) },
  };
}

/** One page of the files a comment refers to. */
export function presentCommentFiles(
  context: RestContext,
  issue: IssueRecord,
  comment: CommentRecord,
  page: DeskPage,
): Record<string, unknown> {
  const path = `/request/${issue.id}/comment/${comment.id}/attachment`;
  return presentDeskPage(context, path, page, filesOf(issue, comment), (file) => presentDeskAttachment(context, file));
}

export function presentDeskAttachment(context: RestContext, attachment: AttachmentRecord): Record<string, unknown> {
  return {
    filename: attachment.filename,
    author: presentDeskUser(context, attachment.authorId),
    created: presentDate(context, attachment.createdAt),
    size: attachment.size,
    mimeType: attachment.mimeType,
    _links: {
      jiraRest: apiUrl(context, `/attachment/${attachment.id}`),
      content: attachmentContentUrl(context, attachment),
    },
  };
}

export function presentDate({ site }: RestContext, at: number): Record<string, unknown> {
  const iso8601 = formatIsoDate(at, site.timeZone);
  return {
    iso8601,
    jira: formatJiraDate(at, site.timeZone),
    friendly: iso8601.slice(0, 16).replace('T', ' '),
    epochMillis: at,
  };
}

function presentFieldValue(issue: IssueRecord, { fieldId, name }: RequestTypeField): Record<string, unknown>[] {
  const shared = { fieldId, label: name };
  if (fieldId === 'summary') return [{ ...shared, value: issue.summary }];
  if (fieldId === 'description') {
    if (!issue.description) return [{ ...shared, value: '' }];
    return [{ ...shared, value: issue.description.text, renderedValue: { html: renderHtml(issue.description) } }];
  }
  if (fieldId === 'priority')
    return [{ ...shared, value: { id: issue.priorityId, name: priorityById(issue.priorityId).name } }];
  if (fieldId === 'labels') return [{ ...shared, value: issue.labels }];
  if (fieldId === 'attachment') return [];
  return [{ ...shared, value: issue.customFields[fieldId] ?? null }];
}
