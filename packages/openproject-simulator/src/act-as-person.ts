import type { CustomField } from './simulator-options.ts';
import { attachFile } from './site/attach-file.ts';
import { changeWorkPackage, createWorkPackage, type WantedFields } from './site/change-work-package.ts';
import { notFound, type Outcome, unwrap } from './site/outcome.ts';
import type { Activity, CustomValue, WorkPackage } from './site/records.ts';
import { keyOf, type Site } from './site/site.ts';
import { addComment, editComment } from './site/write-comment.ts';
import {
  type CommentView,
  type FileView,
  viewComment,
  viewWorkPackage,
  type WorkPackageView,
} from './view-work-packages.ts';

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
  const actorId = Number(personId);
  if (!site.person(actorId)) throw new Error(`There is no person ${personId}.`);
  const change = (number: string, wanted: WantedFields) =>
    viewWorkPackage(site, unwrap(changeWorkPackage(site, actorId, findWorkPackage(site, number), wanted)));

  return {
    create({ subject, description, type, fields = {} }) {
      const customValues = valuesOf(site, fields);
      const typeId = type === undefined ? undefined : idOf(site.config.types, type);
      return viewWorkPackage(
        site,
        unwrap(createWorkPackage(site, actorId, { subject, description, typeId, customValues })),
      );
    },
    move: (number, status) => change(number, { statusId: idOf(site.config.statuses, status) }),
    assign: (number, assignee) => change(number, { assigneeId: assignee === null ? null : Number(assignee) }),
    setPriority: (number, priority) => change(number, { priorityId: idOf(site.config.priorities, priority) }),
    setDueDate: (number, dueDate) => change(number, { dueDate }),
    setField: (number, fieldKey, value) => change(number, { customValues: { [fieldKey]: value } }),
    comment(number, text, { internal = false, files = [] } = {}) {
      const shown = files.map((file) => pictureOf(site, actorId, file));
      const whole = [text, ...shown].filter((part) => part !== '').join('\n\n');
      return viewComment(
        site,
        unwrap(addComment(site, actorId, findWorkPackage(site, number), { text: whole, internal })),
      );
    },
    editComment: (id, text) => viewComment(site, unwrap(editComment(site, findActivity(site, id), text))),
    emptyComment: (id) => void unwrap(editComment(site, findActivity(site, id), '')),
    setInternal(id, internal) {
      const activity = findActivity(site, id);
      activity.internal = internal;
      activity.updatedAt = site.now();
      site.announce({
        kind: 'commented',
        workPackage: findWorkPackage(site, String(activity.workPackageId)),
        activity,
      });
    },
    attach(number, file) {
      const { id } = findWorkPackage(site, number);
      const attachment = unwrap(attachFile(site, actorId, { kind: 'work-package', id }, uploadOf(file)));
      const [shown] = viewWorkPackage(site, findWorkPackage(site, number)).files.filter(
        (each) => each.id === String(attachment.id),
      );
      return shown ?? unwrap<FileView>(notFound);
    },
  };
}

function valuesOf({ config }: Site, fields: Readonly<Record<string, string>>): Record<string, CustomValue> {
  const values = Object.entries(fields).map(([name, value]) => {
    const field = config.customFields.find((each) => each.name === name) ?? unwrap<CustomField>(notFound);
    const option = field.options.find((each) => each.value === value)?.id ?? null;
    return [keyOf(field), field.format === 'list' ? option : field.format === 'user' ? Number(value) : value] as const;
  });
  return Object.fromEntries(values);
}

/** As OpenProject's editor puts a file into a comment. */
function pictureOf(site: Site, actorId: number, file: FileToAttach): string {
  const { id } = unwrap(attachFile(site, actorId, null, uploadOf(file)));
  return `<img class="op-uc-image op-uc-image_inline" src="/api/v3/attachments/${id}/content">`;
}

function uploadOf({ fileName, content, contentType = 'application/octet-stream' }: FileToAttach) {
  return { fileName, contentType, bytes: Buffer.from(content) };
}

function findWorkPackage(site: Site, number: string): WorkPackage {
  return site.workPackage(Number(number)) ?? unwrap<WorkPackage>(notFound);
}

function findActivity(site: Site, id: string): Activity {
  return site.activity(Number(id)) ?? unwrap<Activity>(notFound);
}

function idOf(list: readonly { readonly id: number; readonly name: string }[], name: string): number {
  const found = list.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const missing: Outcome<never> = notFound;
  return found?.id ?? unwrap(missing);
}
