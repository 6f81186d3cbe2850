import type { SiteChange } from '../site/change-feed.ts';
import type { IssueRecord } from '../site/records.ts';
import type { Site } from '../site/site.ts';

/** What a search knows of an issue. */
export interface IndexedIssue {
  readonly id: string;
  readonly key: string;
  readonly number: number;
  readonly projectKey: string;
  readonly requestTypeId: string | null;
  readonly labels: readonly string[];
  readonly assigneeId: string | null;
  readonly reporterId: string;
  readonly statusId: string;
  readonly priorityId: string;
  readonly resolutionId: string | null;
  readonly summary: string;
  readonly description: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The search index. On Cloud it lags: a change becomes visible `lagMs` after it happened. */
export interface SearchIndex {
  /** `freshIds`: issues read past the lag (Cloud's `reconcileIssues`). */
  documents(freshIds?: ReadonlySet<string>): IndexedIssue[];
}

/** Versions of one issue waiting to become visible; beyond it the oldest is shown early. */
const pendingPerIssueMax = 1_000;

interface Entry {
  visible: IndexedIssue | undefined;
  readonly pending: { readonly visibleAt: number; readonly document: IndexedIssue | undefined }[];
}

export function openSearchIndex(site: Site, lagMs: number): SearchIndex {
  const entries = new Map<string, Entry>();
  for (const issue of site.issues()) entries.set(issue.id, { visible: toDocument(site, issue), pending: [] });

  site.feed.subscribe((change) => {
    const entry = entries.get(change.issue.id) ?? { visible: undefined, pending: [] };
    entries.set(change.issue.id, entry);
    entry.pending.push({ visibleAt: change.at + lagMs, document: documentAfter(site, change) });
    if (entry.pending.length > pendingPerIssueMax) entry.visible = entry.pending.shift()?.document;
  });

  return {
    documents(freshIds = new Set()) {
      const now = site.now();
      const found: IndexedIssue[] = [];
      for (const [id, entry] of entries) {
        settle(entry, now);
        const latest = entry.pending.at(-1);
        const document = latest && freshIds.has(id) ? latest.document : entry.visible;
        if (document) found.push(document);
        else if (!latest) entries.delete(id);
      }
      return found;
    },
  };
}

function settle(entry: Entry, now: number): void {
  for (let next = entry.pending[0]; next && next.visibleAt <= now; next = entry.pending[0]) {
    entry.visible = next.document;
    entry.pending.shift();
  }
}

function documentAfter(site: Site, change: SiteChange): IndexedIssue | undefined {
  return change.kind === 'issue-deleted' ? undefined : toDocument(site, change.issue);
}

function toDocument(site: Site, issue: IssueRecord): IndexedIssue {
  const {
    id,
    key,
    number,
    requestTypeId,
    assigneeId,
    reporterId,
    statusId,
    priorityId,
    resolutionId,
    createdAt,
    updatedAt,
  } = issue;
  return {
    id,
    key,
    number,
    projectKey: site.config.projectKey,
    requestTypeId,
    labels: [...issue.labels],
    assigneeId,
    reporterId,
    statusId,
    priorityId,
    resolutionId,
    summary: issue.summary,
    description: issue.description?.text ?? '',
    customFields: { ...issue.customFields },
    createdAt,
    updatedAt,
  };
}
