import type { Flavour, RequestType, SimulatorConfig } from '../simulator-options.ts';
import { type ChangeFeed, openChangeFeed } from './change-feed.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { gatherPeople, type People } from './people.ts';
import type { CommentRecord, IssueRecord, PersonRecord, SiteState } from './records.ts';

/**
 * One Jira site: everything it remembers. The operations beside this file change it, each as one
 * synchronous step, so a request is either wholly in the state or not at all.
 */
export interface Site {
  readonly config: SimulatorConfig;
  readonly flavour: Flavour;
  readonly timeZone: string;
  readonly people: People;
  readonly files: FileStore;
  readonly feed: ChangeFeed;
  readonly now: () => number;
  issues(): IterableIterator<IssueRecord>;
  issueCount(): number;
  /** By key (any case, as Jira takes it) or id. */
  findIssue(idOrKey: string): IssueRecord | undefined;
  addIssue(issue: IssueRecord): void;
  removeIssue(issue: IssueRecord): void;
  requestType(id: string): RequestType | undefined;
  nextId(): string;
  nextIssueNumber(): number;
  /** A copy-free snapshot for serialising at once. */
  state(): Omit<SiteState, 'revision'>;
}

export interface SiteOptions {
  readonly config: SimulatorConfig;
  readonly now: () => number;
  readonly saved: SiteState | undefined;
}

export function openSite({ config, now, saved }: SiteOptions): Site {
  const issues = new Map<string, IssueRecord>((saved?.issues ?? []).map((issue) => [issue.key, issue]));
  const keysById = new Map<string, string>([...issues.values()].map((issue) => [issue.id, issue.key]));
  const people = gatherPeople(config, saved?.people ?? []);
  const requestTypes = new Map(config.requestTypes.map((type) => [type.id, type]));
  let nextId = saved?.nextId ?? 10_100;
  let nextIssueNumber = saved?.nextIssueNumber ?? 1;

  return {
    config,
    flavour: config.flavour,
    timeZone: config.timeZone ?? 'Europe/Kyiv',
    people,
    files: openFileStore({
      folder: config.stateFile === undefined ? undefined : `${config.stateFile}.files`,
      bytesMax: storageBytesMax(config),
    }),
    feed: openChangeFeed(),
    now,
    issues: () => issues.values(),
    issueCount: () => issues.size,
    findIssue: (idOrKey) => issues.get(idOrKey.toUpperCase()) ?? issues.get(keysById.get(idOrKey) ?? ''),
    addIssue(issue) {
      issues.set(issue.key, issue);
      keysById.set(issue.id, issue.key);
    },
    removeIssue(issue) {
      issues.delete(issue.key);
      keysById.delete(issue.id);
    },
    requestType: (id) => requestTypes.get(id),
    nextId: () => String(nextId++),
    nextIssueNumber: () => nextIssueNumber++,
    state: () => ({ version: 1, nextId, nextIssueNumber, people: [...people.all()], issues: [...issues.values()] }),
  };
}

/** All attachments together. */
export function storageBytesMax(config: SimulatorConfig): number {
  return config.storageBytesMax ?? 512 * 1024 * 1024;
}

export function findComment(issue: IssueRecord, commentId: string): CommentRecord | undefined {
  return issue.comments.find((comment) => comment.id === commentId);
}

/** A person of an issue; people are never removed, so an unknown id is a defect. */
export function personOf(site: Site, id: string): PersonRecord {
  const person = site.people.find(id);
  if (!person) throw new Error(`The site has no person ${id}.`);
  return person;
}
