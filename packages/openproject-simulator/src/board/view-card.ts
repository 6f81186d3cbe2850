import { leadsTo } from '../site/change-work-package.ts';
import type { WorkPackage } from '../site/records.ts';
import { keyOf, type Site } from '../site/site.ts';
import {
  type CommentView,
  type FileView,
  type HistoryView,
  type PersonView,
  viewWorkPackage,
  type WorkPackageView,
} from '../view-work-packages.ts';
import { plainText } from './plain-text.ts';

// What the board's pages show, in their words: packages/tracker-simulator/web/js/types.js.

export function viewCard(site: Site, workPackage: WorkPackage) {
  const view = viewWorkPackage(site, workPackage);
  return {
    ...headOf(site, view),
    commentCount: view.comments.length,
    attachmentCount: filesOf(view).length,
  };
}

/** An opened work package, with the statuses its workflow allows next. */
export function openWorkPackage(site: Site, workPackage: WorkPackage) {
  const view = viewWorkPackage(site, workPackage);
  const { statuses } = site.config;
  return {
    ...headOf(site, view),
    description: plainText(view.description),
    participants: view.watchers.map((person) => onBoard(site, person)),
    statusCategory: categoryOf(site, view.status),
    dueDate: view.dueDate,
    resolution: null,
    labels: [],
    links: [],
    comments: view.comments.map((comment) => viewComment(site, comment)),
    attachments: filesOf(view).map((file) => viewFile(site, file)),
    history: view.history.flatMap((entry) => viewHistory(site, entry)),
    customFields: Object.fromEntries(Object.entries(view.fields).map(([name, value]) => [name, plainText(value)])),
    nextStatuses: statuses
      .filter(({ id }) => id !== workPackage.statusId && leadsTo(site, workPackage.statusId, id))
      .map(({ name }) => ({ transition: name, status: name })),
  };
}

/** Only the end is closed for OpenProject: what is resolved is still open. */
export function categoryOf({ config }: Site, status: string): 'new' | 'indeterminate' | 'done' {
  const at = config.statuses.findIndex(({ name }) => name === status);
  if (at === 0) return 'new';
  return config.statuses[at]?.isClosed ? 'done' : 'indeterminate';
}

export function onBoard(site: Site, { id, name }: PersonView) {
  return { id, displayName: name, emailAddress: site.person(Number(id))?.email ?? '' };
}

function headOf(site: Site, { number, subject, type, author, assignee, ...view }: WorkPackageView) {
  return {
    ...{ key: number, summary: subject, requestTypeName: type, priority: view.priority, status: view.status },
    reporter: onBoard(site, author),
    assignee: assignee && onBoard(site, assignee),
    createdAt: view.createdAt,
    updatedAt: view.updatedAt,
  };
}

interface BoardFile extends FileView {
  readonly isPublic: boolean;
}

/** Those of its comments are as visible as these. */
function filesOf({ files, comments }: WorkPackageView): BoardFile[] {
  return [
    ...files.map((file) => ({ ...file, isPublic: true })),
    ...comments.flatMap(({ files: own, internal }) => own.map((file) => ({ ...file, isPublic: !internal }))),
  ];
}

function viewFile(site: Site, { id, fileName, contentType, bytes, author, createdAt, isPublic }: BoardFile) {
  return {
    ...{ id, filename: fileName, mimeType: contentType, size: bytes, public: isPublic, createdAt },
    author: onBoard(site, author),
  };
}

function viewComment(site: Site, { id, text, internal, author, files, createdAt, updatedAt }: CommentView) {
  return {
    ...{ id, public: !internal, body: plainText(text), source: text, createdAt, updatedAt },
    author: onBoard(site, author),
    attachmentIds: files.map((file) => file.id),
  };
}

/** As the board calls what it has a word for; a field of the project goes by its name. */
const fieldNames: Readonly<Record<string, string>> = {
  created: 'created',
  subject: 'summary',
  description: 'description',
  statusId: 'status',
  assigneeId: 'assignee',
  priorityId: 'priority',
  dueDate: 'dueDate',
};

function viewHistory(site: Site, { at, actor, changed }: HistoryView) {
  const namesOf = (field: string) => {
    const known = fieldNames[field] ?? site.config.customFields.find((each) => keyOf(each) === field)?.name;
    return known === undefined ? [] : [known];
  };
  return changed.flatMap(namesOf).map((field) => ({ at, actor: onBoard(site, actor), field }));
}
