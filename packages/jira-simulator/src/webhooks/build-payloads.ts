import { presentComment } from '../rest/present/present-comment.ts';
import { presentChange, presentIssue } from '../rest/present/present-issue.ts';
import { presentUser } from '../rest/present/present-person.ts';
import type { RestContext } from '../rest/rest-context.ts';
import type { SiteChange } from '../site/change-feed.ts';
import type { ChangeItem } from '../site/records.ts';

export interface WebhookPayload {
  readonly webhookEvent: string;
  readonly timestamp: number;
  readonly [field: string]: unknown;
}

/**
 * The webhooks Jira posts for a change: none, one, or (a Data Center comment) two.
 * Texts are plain in both flavours, as the webhooks of both are.
 */
export function buildPayloads(restContext: RestContext, change: SiteChange): WebhookPayload[] {
  const context: RestContext = { ...restContext, richText: 'plain' };
  switch (change.kind) {
    case 'issue-touched':
      return [];
    case 'issue-created':
      return [{ ...issueEvent(context, change, 'jira:issue_created'), issue_event_type_name: 'issue_created' }];
    case 'issue-deleted':
      return [issueEvent(context, change, 'jira:issue_deleted')];
    case 'issue-updated':
      return [
        {
          ...issueEvent(context, change, 'jira:issue_updated'),
          issue_event_type_name: eventTypeOf(change.items),
          changelog: { id: change.historyId, items: change.items.map((item) => presentChange(context, item)) },
        },
      ];
    case 'comment-created':
    case 'comment-updated':
    case 'comment-deleted':
      return commentEvents(context, change);
  }
}

type CommentChange = Extract<SiteChange, { readonly comment: unknown }>;

const commentEventNames = {
  'comment-created': { webhookEvent: 'comment_created', eventType: 'issue_commented' },
  'comment-updated': { webhookEvent: 'comment_updated', eventType: 'issue_comment_edited' },
  'comment-deleted': { webhookEvent: 'comment_deleted', eventType: 'issue_comment_deleted' },
} as const;

/**
 * Cloud names the issue and says whether the comment is public. Data Center's `comment_*` names no issue
 * (only the comment's `self` holds the issue's id) and never the visibility; beside it goes `jira:issue_updated`.
 */
function commentEvents(context: RestContext, change: CommentChange): WebhookPayload[] {
  const { webhookEvent, eventType } = commentEventNames[change.kind];
  const comment = presentComment(context, change.issue, change.comment, { expand: new Set() });
  const event = { timestamp: change.at, webhookEvent, comment };
  if (context.site.flavour === 'cloud') {
    const includes = (fieldId: string) => briefFields.has(fieldId);
    return [
      {
        ...event,
        issue: presentIssue(context, change.issue, { includes, expand: new Set() }),
        eventType: 'primaryAction',
      },
    ];
  }
  return [event, { ...issueEvent(context, change, 'jira:issue_updated'), issue_event_type_name: eventType, comment }];
}

const briefFields = new Set(['summary', 'issuetype', 'project', 'assignee', 'priority', 'status']);

function issueEvent(context: RestContext, { issue, actorId, at }: SiteChange, webhookEvent: string): WebhookPayload {
  const withComments = context.site.flavour === 'data-center';
  const includes = (fieldId: string) => withComments || fieldId !== 'comment';
  return {
    timestamp: at,
    webhookEvent,
    user: presentUser(context, actorId),
    issue: presentIssue(context, issue, { includes, expand: new Set() }),
  };
}

function eventTypeOf(items: readonly ChangeItem[]): string {
  if (items.some(({ field }) => field === 'status')) return 'issue_generic';
  if (items.some(({ field }) => field === 'assignee')) return 'issue_assigned';
  return 'issue_updated';
}
