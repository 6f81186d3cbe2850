import { prepareFields } from './edit-issue.ts';
import { done, type Outcome, refused, refusedFields } from './outcome.ts';
import type { TextFormat } from './prepared-field.ts';
import { defaultPriorityId } from './priorities.ts';
import { type IssueRecord, issuesMax } from './records.ts';
import type { Site } from './site.ts';
import { initialStatusId } from './workflow.ts';

export interface CreateIssueOptions {
  readonly actorId: string;
  readonly reporterId?: string | undefined;
  /** `null` for an issue made without the portal. */
  readonly requestTypeId: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly participantIds?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly textFormat: TextFormat;
}

/** Makes an issue in the workflow's first status. */
export function createIssue(site: Site, options: CreateIssueOptions): Outcome<IssueRecord> {
  if (options.fields.summary === undefined)
    return refusedFields({ summary: 'You must specify a summary of the issue.' });
  if (site.issueCount() >= issuesMax) return refused(400, `The site is full: it holds at most ${issuesMax} issues.`);
  const prepared = prepareFields(site, options.fields, options.textFormat);
  if (prepared.kind === 'refused') return prepared;

  const issue = blankIssue(site, options);
  // What an issue is born with is no change: the lines are dropped.
  prepared.value(issue);
  site.addIssue(issue);
  site.feed.publish({ kind: 'issue-created', issue, actorId: options.actorId, at: issue.createdAt });
  return done(issue);
}

export function deleteIssue(site: Site, issue: IssueRecord, actorId: string): void {
  for (const attachment of issue.attachments) site.files.remove(attachment.id);
  site.removeIssue(issue);
  site.feed.publish({ kind: 'issue-deleted', issue, actorId, at: site.now() });
}

function blankIssue(site: Site, options: CreateIssueOptions): IssueRecord {
  const at = site.now();
  const number = site.nextIssueNumber();
  return {
    id: site.nextId(),
    key: `${site.config.projectKey}-${number}`,
    number,
    requestTypeId: options.requestTypeId,
    summary: '',
    description: null,
    creatorId: options.actorId,
    reporterId: options.reporterId ?? options.actorId,
    assigneeId: null,
    participantIds: [...(options.participantIds ?? [])],
    statusId: initialStatusId,
    statusSince: at,
    statusHistory: [{ statusId: initialStatusId, at }],
    resolutionId: null,
    resolvedAt: null,
    priorityId: defaultPriorityId,
    labels: [],
    customFields: {},
    properties: { ...options.properties },
    comments: [],
    attachments: [],
    links: [],
    history: [],
    createdAt: at,
    updatedAt: at,
  };
}
