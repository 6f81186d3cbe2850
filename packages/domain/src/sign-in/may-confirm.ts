import type { Profile } from '../person/profile.ts';

/** What the directory says of whoever wants to be confirmed. */
export interface ConfirmedColleague {
  readonly employeeId: string;
  readonly department: string;
  readonly teams: readonly string[];
}

/** A supervisor confirms others of their own department, and those who work in a team of theirs; never themselves. */
export function mayConfirm(
  supervisor: Pick<Profile, 'employeeId' | 'role' | 'department' | 'teams'>,
  colleague: ConfirmedColleague,
): boolean {
  if (supervisor.role !== 'supervisor' || supervisor.employeeId === colleague.employeeId) return false;
  const isOfDepartment = supervisor.department !== '' && supervisor.department === colleague.department;
  return isOfDepartment || colleague.teams.some((team) => supervisor.teams.includes(team));
}
