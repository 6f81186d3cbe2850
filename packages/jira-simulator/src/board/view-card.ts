import { priorityById } from '../site/priorities.ts';
import type { IssueRecord } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import { type IssueView, type PersonView, viewIssue, viewPerson } from '../site/view-issue.ts';
import { statusById, transitionsFrom } from '../site/workflow.ts';

/** What the board shows of an issue in a column. */
export interface Card {
  readonly key: string;
  readonly summary: string;
  readonly requestTypeName: string | null;
  readonly priority: string;
  readonly status: string;
  readonly assignee: PersonView | null;
  readonly reporter: PersonView;
  readonly commentCount: number;
  readonly attachmentCount: number;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An opened issue, with the statuses its workflow allows next. */
export interface OpenedIssue extends IssueView {
  readonly nextStatuses: readonly { readonly transition: string; readonly status: string }[];
}

export function viewCard(site: Site, issue: IssueRecord): Card {
  const type = issue.requestTypeId === null ? undefined : site.requestType(issue.requestTypeId);
  return {
    key: issue.key,
    summary: issue.summary,
    requestTypeName: type?.name ?? null,
    priority: priorityById(issue.priorityId).name,
    status: statusById(issue.statusId).name,
    assignee: issue.assigneeId === null ? null : viewPerson(site, issue.assigneeId),
    reporter: viewPerson(site, issue.reporterId),
    commentCount: issue.comments.length,
    attachmentCount: issue.attachments.length,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
  };
}

export function openIssue(site: Site, issue: IssueRecord): OpenedIssue {
  const nextStatuses = transitionsFrom(issue.statusId).map(({ name, to }) => ({
    transition: name,
    status: statusById(to).name,
  }));
  return { ...viewIssue(site, issue), nextStatuses };
}
