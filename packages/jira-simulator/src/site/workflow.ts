export interface StatusCategory {
  readonly id: number;
  readonly key: 'new' | 'indeterminate' | 'done';
  readonly name: string;
  readonly colorName: string;
}

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: StatusCategory;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
  /** What the transition's post function does to the resolution. */
  readonly resolution: 'set' | 'clear' | 'keep';
}

const toDo: StatusCategory = { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' };
const inProgress: StatusCategory = { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' };
const complete: StatusCategory = { id: 3, key: 'done', name: 'Done', colorName: 'green' };

export const statusCategories: readonly StatusCategory[] = [toDo, inProgress, complete];

const NEW = '1';
const IN_PROGRESS = '3';
const WAITING_FOR_CUSTOMER = '10001';
const WAITING_FOR_SUPPORT = '10002';
const RESOLVED = '5';
const CLOSED = '6';

export const statuses: readonly Status[] = [
  { id: NEW, name: 'New', category: toDo },
  { id: IN_PROGRESS, name: 'In Progress', category: inProgress },
  { id: WAITING_FOR_CUSTOMER, name: 'Waiting for customer', category: inProgress },
  { id: WAITING_FOR_SUPPORT, name: 'Waiting for support', category: inProgress },
  { id: RESOLVED, name: 'Resolved', category: complete },
  { id: CLOSED, name: 'Closed', category: complete },
];

export const initialStatusId = NEW;

const open = [NEW, IN_PROGRESS, WAITING_FOR_CUSTOMER, WAITING_FOR_SUPPORT];

/** One transition leads to a status from each status it lists; its id stays the same wherever it starts. */
export const transitions: readonly Transition[] = [
  { id: '11', name: 'Start work', from: without(open, IN_PROGRESS), to: IN_PROGRESS, resolution: 'keep' },
  {
    id: '21',
    name: 'Respond to customer',
    from: without(open, WAITING_FOR_CUSTOMER),
    to: WAITING_FOR_CUSTOMER,
    resolution: 'keep',
  },
  {
    id: '31',
    name: 'Respond to support',
    from: without(open, WAITING_FOR_SUPPORT),
    to: WAITING_FOR_SUPPORT,
    resolution: 'keep',
  },
  { id: '41', name: 'Resolve', from: open, to: RESOLVED, resolution: 'set' },
  { id: '51', name: 'Back to in progress', from: [RESOLVED], to: IN_PROGRESS, resolution: 'clear' },
  { id: '61', name: 'Reopen', from: [RESOLVED, CLOSED], to: WAITING_FOR_SUPPORT, resolution: 'clear' },
  { id: '71', name: 'Close', from: [...open, RESOLVED], to: CLOSED, resolution: 'set' },
];

export interface Resolution {
  readonly id: string;
  readonly name: string;
}

export const resolutions: readonly Resolution[] = [
  { id: '10000', name: 'Done' },
  { id: '10001', name: "Won't Do" },
  { id: '10002', name: 'Duplicate' },
  { id: '10003', name: 'Cannot Reproduce' },
];

export function statusById(id: string): Status {
  const status = statuses.find((candidate) => candidate.id === id);
  if (!status) throw new Error(`The workflow has no status ${id}.`);
  return status;
}

/** By name (any case) or id. */
export function findStatus(reference: string): Status | undefined {
  const wanted = reference.toLowerCase();
  return statuses.find((status) => status.id === reference || status.name.toLowerCase() === wanted);
}

export function transitionsFrom(statusId: string): readonly Transition[] {
  return transitions.filter((transition) => transition.from.includes(statusId));
}

function without(ids: readonly string[], excluded: string): string[] {
  return ids.filter((id) => id !== excluded);
}
