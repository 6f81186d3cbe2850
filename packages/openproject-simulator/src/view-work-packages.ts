import type { Activity, WorkPackage } from './site/records.ts';
import { keyOf, type Site } from './site/site.ts';

export interface PersonView {
  readonly id: string;
  readonly name: string;
}

export interface FileView {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly author: PersonView;
  readonly createdAt: number;
}

export interface CommentView {
  readonly id: string;
  readonly text: string;
  readonly internal: boolean;
  readonly author: PersonView;
  readonly files: readonly FileView[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An entry of the history; `changed`: the fields, as `statusId`, or `created`. Empty of a comment alone. */
export interface HistoryView {
  readonly at: number;
  readonly actor: PersonView;
  readonly changed: readonly string[];
}

/** A work package as its page shows it: names in place of numbers. Instants are epoch milliseconds. */
export interface WorkPackageView {
  readonly number: string;
  readonly subject: string;
  readonly description: string;
  readonly type: string;
  readonly status: string;
  readonly priority: string;
  readonly author: PersonView;
  readonly assignee: PersonView | null;
  readonly watchers: readonly PersonView[];
  readonly dueDate: string | null;
  /** By the names of the fields; those that hold nothing are absent. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whom fields of people name, by the names of the fields. */
  readonly people: Readonly<Record<string, PersonView>>;
  /** Those of its comments are with these. */
  readonly files: readonly FileView[];
  readonly comments: readonly CommentView[];
  /** Oldest first. */
  readonly history: readonly HistoryView[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function viewWorkPackage(site: Site, workPackage: WorkPackage): WorkPackageView {
  const { config } = site;
  const { id, assigneeId } = workPackage;
  const named = (list: readonly { readonly id: number; readonly name: string }[], wanted: number) =>
    list.find((each) => each.id === wanted)?.name ?? '';
  return {
    number: String(id),
    subject: workPackage.subject,
    description: workPackage.description,
    type: named(config.types, workPackage.typeId),
    status: named(config.statuses, workPackage.statusId),
    priority: named(config.priorities, workPackage.priorityId),
    author: viewPerson(site, workPackage.authorId),
    assignee: assigneeId === null ? null : viewPerson(site, assigneeId),
    watchers: workPackage.watcherIds.map((watcher) => viewPerson(site, watcher)),
    dueDate: workPackage.dueDate,
    fields: viewFields(site, workPackage),
    people: viewPeople(site, workPackage),
    files: viewFiles(site, 'work-package', id),
    comments: site
      .activitiesOf(id)
      .filter(({ comment }) => comment !== '')
      .map((activity) => viewComment(site, activity)),
    history: site.activitiesOf(id).map(({ createdAt, userId, details }) => ({
      ...{ at: createdAt, actor: viewPerson(site, userId), changed: [...details] },
    })),
    createdAt: workPackage.createdAt,
    updatedAt: workPackage.updatedAt,
  };
}

export function viewComment(
  site: Site,
  { id, comment, internal, userId, createdAt, updatedAt }: Activity,
): CommentView {
  const files = viewFiles(site, 'activity', id);
  return { id: String(id), text: comment, internal, author: viewPerson(site, userId), files, createdAt, updatedAt };
}

export function viewPerson(site: Site, id: number): PersonView {
  return { id: String(id), name: site.person(id)?.name ?? '' };
}

function viewFiles(site: Site, kind: 'work-package' | 'activity', id: number): FileView[] {
  return site.attachmentsOf(kind, id).map((file) => ({
    id: String(file.id),
    fileName: file.fileName,
    contentType: file.contentType,
    bytes: file.bytes,
    sha256: file.sha256,
    author: viewPerson(site, file.authorId),
    createdAt: file.createdAt,
  }));
}

function viewFields(site: Site, { typeId, customValues }: WorkPackage): Record<string, string> {
  const shown = site.fieldsOf(typeId).flatMap((field) => {
    const value = customValues[keyOf(field)] ?? null;
    if (value === null || value === '') return [];
    if (typeof value === 'string') return [[field.name, value]];
    const option = field.options.find(({ id }) => id === value)?.value;
    return [[field.name, field.format === 'user' ? viewPerson(site, value).name : (option ?? '')]];
  });
  return Object.fromEntries(shown);
}

function viewPeople(site: Site, { typeId, customValues }: WorkPackage): Record<string, PersonView> {
  const shown = site.fieldsOf(typeId).flatMap((field) => {
    const id = customValues[keyOf(field)];
    return field.format === 'user' && typeof id === 'number' ? [[field.name, viewPerson(site, id)] as const] : [];
  });
  return Object.fromEntries(shown);
}
