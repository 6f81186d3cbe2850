import { z } from 'zod';

/** What is queued, as it comes out of Redis: ids, and nothing that could be out of date. */
export const AssignJob = z.object({ ticketId: z.uuid(), team: z.string().min(1).max(64) });
export type AssignJob = z.infer<typeof AssignJob>;

export const ConsultJob = z.object({ team: z.string().min(1).max(64), consultationId: z.uuid().nullable() });
export type ConsultJob = z.infer<typeof ConsultJob>;

const dueAt = z.int().nonnegative();
const person = z.object({ personId: z.uuid(), dueAt });
const ticket = z.object({ ticketId: z.uuid(), dueAt });
const consultation = z.object({ consultationId: z.uuid(), dueAt });

/** By the name of the job. */
export const timerJobs = {
  'session-end': person.transform((job) => ({ timer: 'session-end' as const, ...job })),
  'first-reaction': ticket.transform((job) => ({ timer: 'first-reaction' as const, ...job })),
  'solution-silence': ticket.transform((job) => ({ timer: 'solution-silence' as const, ...job })),
  'confirm-nobody': ticket.transform((job) => ({ timer: 'confirm-nobody' as const, ...job })),
  'sla-warning': ticket.transform((job) => ({ timer: 'sla-warning' as const, ...job })),
  consultation: consultation.transform((job) => ({ timer: 'consultation' as const, ...job })),
  'shift-end': person.transform((job) => ({ timer: 'shift-end' as const, ...job })),
} as const;

export type TimerJob = z.infer<(typeof timerJobs)[keyof typeof timerJobs]>;

/** Something to see to again and again. */
export interface UpkeepTask {
  readonly everyMs: number;
  /** What takes long leaves off once the process is stopping: another one begins it again. */
  readonly run: (stopping: AbortSignal) => Promise<void>;
}

/** The work itself. Everything may come twice, late, or for something that is gone. */
export interface JobHandlers {
  readonly assign: (job: AssignJob) => Promise<void>;
  readonly consult: (job: ConsultJob) => Promise<void>;
  readonly timer: (job: TimerJob) => Promise<void>;
  /** By name: lower case and dashes. */
  readonly upkeep: Readonly<Record<string, UpkeepTask>>;
}
