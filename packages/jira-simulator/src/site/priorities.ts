export interface Priority {
  readonly id: string;
  readonly name: string;
  readonly statusColor: string;
  readonly description: string;
}

/** Jira's default scheme, most urgent first. */
export const priorities: readonly Priority[] = [
  { id: '1', name: 'Highest', statusColor: '#d04437', description: 'This problem will block progress.' },
  { id: '2', name: 'High', statusColor: '#f15C75', description: 'Serious problem that could block progress.' },
  { id: '3', name: 'Medium', statusColor: '#f79232', description: 'Has the potential to affect progress.' },
  { id: '4', name: 'Low', statusColor: '#707070', description: 'Minor problem or easily worked around.' },
  {
    id: '5',
    name: 'Lowest',
    statusColor: '#999999',
    description: 'Trivial problem with little or no impact on progress.',
  },
];

export const defaultPriorityId = '3';

export function priorityById(id: string): Priority {
  const priority = priorities.find((candidate) => candidate.id === id);
  if (!priority) throw new Error(`The site has no priority ${id}.`);
  return priority;
}

/** By name (any case) or id. */
export function findPriority(reference: string): Priority | undefined {
  const wanted = reference.toLowerCase();
  return priorities.find((priority) => priority.id === reference || priority.name.toLowerCase() === wanted);
}
