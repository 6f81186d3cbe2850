import { type ChangeItem, historyPerIssueMax, type IssueRecord } from './records.ts';
import type { Site } from './site.ts';

/** Writes the changelog entry and tells the listeners; nothing happened when `items` is empty. */
export function recordUpdate(site: Site, issue: IssueRecord, actorId: string, items: readonly ChangeItem[]): void {
  if (items.length === 0) return;
  const at = site.now();
  const historyId = site.nextId();
  issue.history.push({ id: historyId, at, actorId, items: [...items] });
  if (issue.history.length > historyPerIssueMax) issue.history.shift();
  issue.updatedAt = at;
  site.feed.publish({ kind: 'issue-updated', issue, actorId, at, historyId, items });
}

/** A change Jira keeps out of the changelog and the webhooks. */
export function recordTouch(site: Site, issue: IssueRecord, actorId: string): void {
  site.feed.publish({ kind: 'issue-touched', issue, actorId, at: site.now() });
}

export function changeItem(
  field: string,
  from: { id: string | null; text: string | null },
  to: { id: string | null; text: string | null },
  fieldId = field,
): ChangeItem {
  return {
    field,
    fieldId,
    custom: fieldId.startsWith('customfield_'),
    from: from.id,
    fromText: from.text,
    to: to.id,
    toText: to.text,
  };
}

export const nothing = { id: null, text: null };
