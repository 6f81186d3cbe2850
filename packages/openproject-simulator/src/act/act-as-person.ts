import { attachFile } from '../site/attach-file.ts';
import { changeWorkPackage, type WantedFields } from '../site/change-work-package.ts';
import { notFound, unwrap } from '../site/outcome.ts';
import type { Activity, WorkPackage } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import {
  type CommentView,
  type FileView,
  viewComment,
  viewWorkPackage,
  type WorkPackageView,
} from '../view-work-packages.ts';
import { performAction } from './perform-action.ts';
import type { PersonAction } from './person-action.ts';

export interface FileToAttach {
  readonly fileName: string;
  readonly content: string | Uint8Array;
  /** Default `application/octet-stream`. */
  readonly contentType?: string;
}

export interface WorkPackageToCreate {
  readonly subject: string;
  readonly description?: string;
  /** By name. Default: the first. */
  readonly type?: string;
  /** Custom fields by name: the text, the value of a list, or the id of a person. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A person at OpenProject's own pages. Every action counts at once; what OpenProject would refuse throws. */
export interface Agent {
  create(wanted: WorkPackageToCreate): WorkPackageView;
  move(number: string, status: string): WorkPackageView;
  assign(number: string, personId: string | null): WorkPackageView;
  setPriority(number: string, priority: string): WorkPackageView;
  setDueDate(number: string, date: string | null): WorkPackageView;
  setField(number: string, fieldKey: string, value: string): WorkPackageView;
  /** Seen by everyone unless said otherwise. */
  comment(number: string, text: string, options?: CommentOptions): CommentView;
  editComment(commentId: string, text: string): CommentView;
  /** OpenProject has no deletion: what a comment said is taken out of it. */
  emptyComment(commentId: string): void;
  /** What OpenProject's pages do not offer; an administrator's console can. */
  setInternal(commentId: string, internal: boolean): void;
  attach(number: string, file: FileToAttach): FileView;
}

export interface CommentOptions {
  readonly internal?: boolean;
  readonly files?: readonly FileToAttach[];
}

export function actAs(site: Site, personId: string): Agent {
  const by = Number(personId);
  if (!site.person(by)) throw new Error(`There is no person ${personId}.`);
  const actorId = personId;
  const perform = (action: PersonAction) => unwrap(performAction(site, action));
  const change = (action: PersonAction) => viewWorkPackage(site, perform(action).workPackage);
  const write = (action: PersonAction) => viewComment(site, perform(action).activity ?? unwrap<Activity>(notFound));
  const set = (number: string, wanted: WantedFields) =>
    viewWorkPackage(site, unwrap(changeWorkPackage(site, by, findWorkPackage(site, number), wanted)));
  const onComment = (commentId: string) => ({ actorId, commentId, key: workPackageOf(site, commentId) });

  return {
    create: ({ subject, type, ...more }) =>
      change({ kind: 'create-issue', actorId, summary: subject, requestTypeId: typeIdOf(site, type), ...more }),
    move: (key, status) => change({ kind: 'transition', actorId, key, status }),
    assign: (key, assignee) => change({ kind: 'assign', actorId, key, personId: assignee }),
    setPriority: (key, priority) => change({ kind: 'set-priority', actorId, key, priority }),
    setDueDate: (number, dueDate) => set(number, { dueDate }),
    setField: (number, fieldKey, value) => set(number, { customValues: { [fieldKey]: value } }),
    comment: (key, text, { internal = false, files = [] } = {}) =>
      write({ kind: 'comment', actorId, key, text, public: !internal, files: files.map(uploadOf) }),
    editComment: (id, text) => write({ kind: 'edit-comment', ...onComment(id), text }),
    emptyComment: (id) => void perform({ kind: 'delete-comment', ...onComment(id) }),
    setInternal: (id, internal) =>
      void perform({ kind: 'set-comment-visibility', ...onComment(id), public: !internal }),
    attach(number, file) {
      const { id } = findWorkPackage(site, number);
      const attachment = unwrap(attachFile(site, by, { kind: 'work-package', id }, uploadOf(file)));
      const { files } = viewWorkPackage(site, findWorkPackage(site, number));
      return files.find((each) => each.id === String(attachment.id)) ?? unwrap<FileView>(notFound);
    },
  };
}

function uploadOf({ fileName, content, contentType = 'application/octet-stream' }: FileToAttach) {
  return { filename: fileName, mimeType: contentType, bytes: Buffer.from(content) };
}

function findWorkPackage(site: Site, number: string): WorkPackage {
  return site.workPackage(Number(number)) ?? unwrap<WorkPackage>(notFound);
}

function workPackageOf(site: Site, commentId: string): string {
  const activity = site.activity(Number(commentId)) ?? unwrap<Activity>(notFound);
  return String(activity.workPackageId);
}

function typeIdOf({ config }: Site, name: string | undefined): string {
  const type = config.types.find((each) => name === undefined || each.name.toLowerCase() === name.toLowerCase());
  return String(type?.id ?? unwrap<number>(notFound));
}
