import type { StartOptions } from './start-simulator.ts';

/** Types, statuses and priorities of a new OpenProject, without any custom field. */
export const asInstalled: NonNullable<StartOptions['simulator']> = {
  types: [
    { id: 1, name: 'Task' },
    { id: 2, name: 'Feature' },
    { id: 3, name: 'Bug' },
  ],
  statuses: [
    { id: 1, name: 'New' },
    { id: 2, name: 'In specification' },
    { id: 7, name: 'In progress' },
    { id: 8, name: 'On hold' },
    { id: 9, name: 'Rejected', isClosed: true },
    { id: 12, name: 'Closed', isClosed: true },
  ],
  customFields: [],
};
