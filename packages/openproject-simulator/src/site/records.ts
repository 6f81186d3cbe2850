import { z } from 'zod';

const Id = z.int().min(1);
const Instant = z.int().nonnegative();

/** A number is the id of a list's option or of a person. */
const CustomValue = z.union([z.string(), z.int(), z.null()]);
export type CustomValue = z.infer<typeof CustomValue>;

export const WorkPackage = z.object({
  id: Id,
  lockVersion: z.int().nonnegative(),
  subject: z.string(),
  description: z.string(),
  typeId: Id,
  statusId: Id,
  priorityId: Id,
  authorId: Id,
  assigneeId: Id.nullable(),
  /** `YYYY-MM-DD`. */
  dueDate: z.string().nullable(),
  /** By `customFieldN`. */
  customValues: z.record(z.string(), CustomValue),
  watcherIds: z.array(Id),
  createdAt: Instant,
  updatedAt: Instant,
});
export type WorkPackage = z.infer<typeof WorkPackage>;

/** One entry of a work package's history; a comment where it says something. */
export const Activity = z.object({
  id: Id,
  workPackageId: Id,
  userId: Id,
  comment: z.string(),
  internal: z.boolean(),
  details: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Activity = z.infer<typeof Activity>;

export const Attachment = z.object({
  id: Id,
  /** Null until something claims it. */
  container: z.object({ kind: z.enum(['work-package', 'activity']), id: Id }).nullable(),
  fileName: z.string(),
  contentType: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  authorId: Id,
  createdAt: Instant,
});
export type Attachment = z.infer<typeof Attachment>;

const relationTypes = ['relates', 'duplicates', 'duplicated', 'blocks', 'blocked', 'precedes', 'follows'] as const;
export const RelationType = z.enum(relationTypes);

export const Relation = z.object({ id: Id, fromId: Id, toId: Id, type: RelationType });
export type Relation = z.infer<typeof Relation>;

export const SiteState = z.object({
  lastId: z.int().nonnegative(),
  lastNumber: z.int().nonnegative(),
  workPackages: z.array(WorkPackage),
  activities: z.array(Activity),
  attachments: z.array(Attachment),
  relations: z.array(Relation),
});
export type SiteState = z.infer<typeof SiteState>;

export const emptyState: SiteState = {
  lastId: 0,
  lastNumber: 0,
  workPackages: [],
  activities: [],
  attachments: [],
  relations: [],
};
