import { changeWorkPackage, createWorkPackage, type WantedFields } from '../site/change-work-package.ts';
import { commentWithFiles } from '../site/comment-with-files.ts';
import { done, notFound, type Outcome, refused, violates } from '../site/outcome.ts';
import type { Activity, CustomValue, WorkPackage } from '../site/records.ts';
import { keyOf, type Site } from '../site/site.ts';
import { editComment, turnComment } from '../site/write-comment.ts';
import type { PersonAction } from './person-action.ts';

/** What an action has changed. */
export interface Performed {
  readonly workPackage: WorkPackage;
  readonly activity?: Activity;
}

/** Does what a person does at OpenProject's own pages, or gives OpenProject's reason why not. */
export function performAction(site: Site, action: PersonAction): Outcome<Performed> {
  const actorId = Number(action.actorId);
  if (!site.person(actorId)) return refused(400, 'InvalidUser', `There is no person ${action.actorId}.`);
  if (action.kind === 'create-issue') return toPerformed(create(site, actorId, action));
  const workPackage = site.workPackage(Number(action.key));
  if (!workPackage) return notFound;
  return 'commentId' in action
    ? changeComment(site, workPackage, action)
    : changeTicket(site, actorId, workPackage, action);
}

type CommentAction = Extract<PersonAction, { readonly commentId: string }>;
type TicketAction = Exclude<PersonAction, CommentAction | { readonly kind: 'create-issue' }>;

function changeTicket(site: Site, actorId: number, workPackage: WorkPackage, action: TicketAction): Outcome<Performed> {
  const { statuses, priorities } = site.config;
  const change = (wanted: WantedFields) => toPerformed(changeWorkPackage(site, actorId, workPackage, wanted));
  switch (action.kind) {
    case 'transition': {
      const statusId = idOf(statuses, action.status);
      return statusId === undefined ? violates('status', 'Status does not exist.') : change({ statusId });
    }
    case 'set-priority': {
      const priorityId = idOf(priorities, action.priority);
      return priorityId === undefined ? violates('priority', 'Priority does not exist.') : change({ priorityId });
    }
    case 'assign':
      return change({ assigneeId: action.personId === null ? null : Number(action.personId) });
    case 'comment': {
      const { text, files } = action;
      const written = commentWithFiles(site, actorId, workPackage, { text, files, internal: !action.public });
      return written.kind === 'refused' ? written : done({ workPackage, activity: written.value });
    }
  }
}

function changeComment(site: Site, workPackage: WorkPackage, action: CommentAction): Outcome<Performed> {
  const activity = site.activity(Number(action.commentId));
  if (activity?.workPackageId !== workPackage.id) return notFound;
  const changed =
    action.kind === 'set-comment-visibility'
      ? turnComment(site, activity, !action.public)
      : editComment(site, activity, action.kind === 'edit-comment' ? action.text : '');
  return changed.kind === 'refused' ? changed : done({ workPackage, activity });
}

type Creation = Extract<PersonAction, { readonly kind: 'create-issue' }>;

function create(
  site: Site,
  authorId: number,
  { summary, description, requestTypeId, priority, fields = {} }: Creation,
): Outcome<WorkPackage> {
  const priorityId = priority === undefined ? undefined : idOf(site.config.priorities, priority);
  if (priority !== undefined && priorityId === undefined) return violates('priority', 'Priority does not exist.');
  const customValues = customValuesOf(site, fields);
  if (customValues.kind === 'refused') return customValues;
  return createWorkPackage(site, authorId, {
    ...{ subject: summary, description, priorityId, customValues: customValues.value },
    typeId: requestTypeId === undefined ? undefined : Number(requestTypeId),
  });
}

function customValuesOf(
  { config }: Site,
  fields: Readonly<Record<string, string>>,
): Outcome<Record<string, CustomValue>> {
  const values: Record<string, CustomValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = config.customFields.find((each) => each.name === name);
    if (!field) return notFound;
    const option = field.options.find((each) => each.value === value)?.id ?? null;
    values[keyOf(field)] = field.format === 'list' ? option : field.format === 'user' ? Number(value) : value;
  }
  return done(values);
}

/** By name, in any case. */
function idOf(list: readonly { readonly id: number; readonly name: string }[], name: string): number | undefined {
  return list.find((each) => each.name.toLowerCase() === name.toLowerCase())?.id;
}

function toPerformed(outcome: Outcome<WorkPackage>): Outcome<Performed> {
  return outcome.kind === 'refused' ? outcome : done({ workPackage: outcome.value });
}
