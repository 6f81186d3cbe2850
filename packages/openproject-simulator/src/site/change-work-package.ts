import { addActivity } from './add-activity.ts';
import { prepareCustomValues } from './custom-values.ts';
import { done, type Outcome, refused, violates } from './outcome.ts';
import type { CustomValue, WorkPackage } from './records.ts';
import type { Site } from './site.ts';

/** What a person or a request wants of a work package; what is absent stays. */
export interface WantedFields {
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  readonly dueDate?: string | null | undefined;
  readonly typeId?: number | undefined;
  readonly statusId?: number | undefined;
  readonly priorityId?: number | undefined;
  readonly assigneeId?: number | null | undefined;
  readonly customValues?: Readonly<Record<string, CustomValue>> | undefined;
}

const subjectCharsMax = 255;

export function createWorkPackage(site: Site, authorId: number, wanted: WantedFields): Outcome<WorkPackage> {
  const { config, state } = site;
  const now = site.now();
  const fresh: WorkPackage = {
    id: state.lastNumber + 1,
    lockVersion: 0,
    subject: '',
    description: '',
    typeId: wanted.typeId ?? config.types[0]?.id ?? 0,
    statusId: config.statuses[0]?.id ?? 0,
    priorityId: usualPriority(site)?.id ?? 0,
    authorId,
    assigneeId: null,
    dueDate: null,
    customValues: {},
    watcherIds: [],
    createdAt: now,
    updatedAt: now,
  };
  const prepared = prepare(site, fresh, wanted);
  if (prepared.kind === 'refused') return prepared;
  state.lastNumber += 1;
  state.workPackages.push(prepared.value);
  addHistory(site, prepared.value, authorId, ['created']);
  site.announce({ kind: 'created', workPackage: prepared.value });
  return prepared;
}

/** `lockVersion`: what the writer saw; undefined for people at OpenProject's own pages here. */
export function changeWorkPackage(
  site: Site,
  actorId: number,
  workPackage: WorkPackage,
  wanted: WantedFields & { readonly lockVersion?: number | undefined },
): Outcome<WorkPackage> {
  const { lockVersion, ...fields } = wanted;
  if (lockVersion !== undefined && lockVersion !== workPackage.lockVersion) return conflict;
  const prepared = prepare(site, workPackage, fields);
  if (prepared.kind === 'refused') return prepared;
  const changed = changedNames(workPackage, prepared.value);
  if (changed.length === 0) return done(workPackage);
  Object.assign(workPackage, prepared.value, { lockVersion: workPackage.lockVersion + 1, updatedAt: site.now() });
  addHistory(site, workPackage, actorId, changed);
  site.announce({ kind: 'updated', workPackage });
  return done(workPackage);
}

export const conflict = refused(
  409,
  'UpdateConflict',
  'Information has been updated by at least one other user in the meantime.',
);

function prepare(site: Site, before: WorkPackage, wanted: WantedFields): Outcome<WorkPackage> {
  const { config } = site;
  const after = { ...before, ...definedOf(wanted), customValues: before.customValues };
  if (after.subject.trim() === '') return violates('subject', "Subject can't be blank.");
  if (after.subject.length > subjectCharsMax) return violates('subject', 'Subject is too long.');
  if (!config.types.some(({ id }) => id === after.typeId)) return violates('type', 'Type does not exist.');
  if (!config.priorities.some(({ id }) => id === after.priorityId)) return violates('priority', 'Priority is invalid.');
  if (after.assigneeId !== null && !site.member(after.assigneeId)) {
    return violates('assignee', 'The chosen user is not allowed to be "Assignee" for this work package.');
  }
  if (!leadsTo(site, before.statusId, after.statusId)) {
    return violates('status', 'Status is invalid because no valid transition exists from old to new status.');
  }
  const values = prepareCustomValues(site, after, wanted.customValues ?? {});
  return values.kind === 'refused' ? values : done({ ...after, customValues: values.value });
}

/** Nothing becomes new again, and what is at the end comes back only to where work began. */
export function leadsTo({ config }: Site, from: number, to: number): boolean {
  if (from === to) return true;
  const ids = config.statuses.map(({ id }) => id);
  if (!ids.includes(to) || to === ids[0]) return false;
  return from !== ids.at(-1) || to === ids[1];
}

/** What nobody chose otherwise. */
export function usualPriority({ config }: Site) {
  return config.priorities.find(({ name }) => name === 'Normal') ?? config.priorities[0];
}

function definedOf({ customValues: _, ...wanted }: WantedFields): Partial<WorkPackage> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

function changedNames(before: WorkPackage, after: WorkPackage): readonly string[] {
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([key]) => key === name)?.[1]),
  );
  return changed.map(([name]) => name);
}

function addHistory(site: Site, { id }: WorkPackage, userId: number, details: readonly string[]): void {
  addActivity(site, { workPackageId: id, userId, comment: '', internal: false, details: [...details] });
}
