import { linkTypes } from '../../site/link-issues.ts';
import type { AttachmentRecord, HistoryRecord, IssueRecord, LinkRecord } from '../../site/records.ts';
import { resolutions, statusById, transitionsFrom } from '../../site/workflow.ts';
import { formatJiraDate } from '../../text/format-date.ts';
import { apiUrl, deskUrl, type RestContext } from '../rest-context.ts';
import {
  presentIssueType,
  presentPriority,
  presentProject,
  presentResolution,
  presentStatus,
  presentTransition,
} from './present-catalogue.ts';
import { presentComment, presentRichText } from './present-comment.ts';
import { presentUser } from './present-person.ts';

/** The custom field in which Jira Service Management keeps an issue's request type. */
const requestTypeField = 'customfield_10010';

export interface PresentIssueOptions {
  /** Which of the issue's fields to write. */
  readonly includes: (fieldId: string) => boolean;
  readonly expand: ReadonlySet<string>;
  /** Entity properties to write. */
  readonly properties?: readonly string[];
}

/** An issue as the platform API writes one. */
export function presentIssue(
  context: RestContext,
  issue: IssueRecord,
  options: PresentIssueOptions,
): Record<string, unknown> {
  const fields = Object.entries(fieldPresenters(context, issue)).filter(([id]) => options.includes(id));
  const properties = (options.properties ?? []).flatMap((key) =>
    key in issue.properties ? [[key, issue.properties[key]]] : [],
  );
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: apiUrl(context, `/issue/${issue.id}`),
    key: issue.key,
    fields: Object.fromEntries(fields.map(([id, present]) => [id, present()])),
    ...(options.expand.has('changelog') && { changelog: presentChangelog(context, issue) }),
    ...(options.expand.has('transitions') && {
      transitions: transitionsFrom(issue.statusId).map((each) => presentTransition(context, each)),
    }),
    ...(options.properties && { properties: Object.fromEntries(properties) }),
  };
}

function fieldPresenters(context: RestContext, issue: IssueRecord): Record<string, () => unknown> {
  const { site } = context;
  const date = (at: number | null) => (at === null ? null : formatJiraDate(at, site.timeZone));
  const user = (id: string | null) => (id === null ? null : presentUser(context, id));
  const customFields = Object.entries(issue.customFields).map(([id, value]): [string, () => unknown] => [
    id,
    () => value,
  ]);
  return {
    summary: () => issue.summary,
    description: () => (issue.description ? presentRichText(context, issue.description) : null),
    status: () => presentStatus(context, statusById(issue.statusId)),
    priority: () => presentPriority(context, issue.priorityId),
    resolution: () =>
      presentResolution(
        context,
        resolutions.find(({ id }) => id === issue.resolutionId),
      ),
    resolutiondate: () => date(issue.resolvedAt),
    labels: () => issue.labels,
    assignee: () => user(issue.assigneeId),
    reporter: () => user(issue.reporterId),
    creator: () => user(issue.creatorId),
    created: () => date(issue.createdAt),
    updated: () => date(issue.updatedAt),
    issuetype: () => presentIssueType(context),
    project: () => presentProject(context),
    issuelinks: () => issue.links.flatMap((link) => presentLink(context, link)),
    attachment: () => issue.attachments.map((attachment) => presentAttachment(context, attachment)),
    comment: () => presentComments(context, issue),
    [requestTypeField]: () => presentRequestTypeField(context, issue),
    ...Object.fromEntries(customFields),
  };
}

/** The bytes are at `content`: an API path on Cloud, a page of the web interface on Data Center. */
export function presentAttachment(context: RestContext, attachment: AttachmentRecord): Record<string, unknown> {
  return {
    self: apiUrl(context, `/attachment/${attachment.id}`),
    id: attachment.id,
    filename: attachment.filename,
    author: presentUser(context, attachment.authorId),
    created: formatJiraDate(attachment.createdAt, context.site.timeZone),
    size: attachment.size,
    mimeType: attachment.mimeType,
    content: attachmentContentUrl(context, attachment),
  };
}

export function attachmentContentUrl(context: RestContext, { id, filename }: AttachmentRecord): string {
  return context.site.flavour === 'cloud'
    ? apiUrl(context, `/attachment/content/${id}`)
    : `${context.baseUrl()}/secure/attachment/${id}/${encodeURIComponent(filename)}`;
}

export function presentHistory(context: RestContext, entry: HistoryRecord): Record<string, unknown> {
  return {
    id: entry.id,
    author: presentUser(context, entry.actorId),
    created: formatJiraDate(entry.at, context.site.timeZone),
    items: entry.items.map((item) => presentChange(context, item)),
  };
}

/** One changelog line; Data Center has no `fieldId`. */
export function presentChange(context: RestContext, item: HistoryRecord['items'][number]): Record<string, unknown> {
  return {
    field: item.field,
    fieldtype: item.custom ? 'custom' : 'jira',
    ...(context.site.flavour === 'cloud' && { fieldId: item.fieldId }),
    from: item.from,
    fromString: item.fromText,
    to: item.to,
    toString: item.toText,
  };
}

function presentChangelog(context: RestContext, issue: IssueRecord): Record<string, unknown> {
  const histories = issue.history.map((entry) => presentHistory(context, entry)).reverse();
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}

function presentComments(context: RestContext, issue: IssueRecord): Record<string, unknown> {
  const comments = issue.comments.map((comment) => presentComment(context, issue, comment, { expand: new Set() }));
  return {
    comments,
    self: apiUrl(context, `/issue/${issue.id}/comment`),
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  };
}

function presentLink(context: RestContext, link: LinkRecord): Record<string, unknown>[] {
  const type = linkTypes.find(({ name }) => name === link.type);
  const other = context.site.findIssue(link.key);
  if (!type || !other) return [];
  const issue = {
    id: other.id,
    key: other.key,
    self: apiUrl(context, `/issue/${other.id}`),
    fields: { summary: other.summary, status: presentStatus(context, statusById(other.statusId)) },
  };
  return [
    {
      id: link.id,
      self: apiUrl(context, `/issueLink/${link.id}`),
      type,
      [link.direction === 'inward' ? 'inwardIssue' : 'outwardIssue']: issue,
    },
  ];
}

function presentRequestTypeField(context: RestContext, issue: IssueRecord): Record<string, unknown> | null {
  const type = issue.requestTypeId === null ? undefined : context.site.requestType(issue.requestTypeId);
  if (!type) return null;
  return {
    requestType: { id: type.id, name: type.name, serviceDeskId: context.site.config.serviceDeskId },
    currentStatus: { status: statusById(issue.statusId).name },
    _links: {
      self: deskUrl(context, `/request/${issue.id}`),
      web: `${context.baseUrl()}/servicedesk/customer/portal/${context.site.config.serviceDeskId}/${issue.key}`,
    },
  };
}
