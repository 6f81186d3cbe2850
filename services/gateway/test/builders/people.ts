import type { DirectoryEntry } from '../../src/ports/directory.ts';
import type { PersonCaller } from '../../src/use-cases/caller.ts';
import { permissionsOf } from '../../src/use-cases/policy.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';

export const employee = aDirectoryEntry(1, { trackerAccount: 'account-1' });
export const colleague = aDirectoryEntry(2, { trackerAccount: 'account-2' });
export const specialist = aDirectoryEntry(3, { role: 'specialist', teams: ['network'], trackerAccount: 'account-3' });
export const second = aDirectoryEntry(4, { role: 'specialist', teams: ['network'], trackerAccount: 'account-4' });
export const supervisor = aDirectoryEntry(5, { role: 'supervisor', teams: ['network'], trackerAccount: 'account-5' });
export const repairer = aDirectoryEntry(6, { role: 'specialist', teams: ['repair'], trackerAccount: 'account-6' });
/** Two employees, and a network team of two specialists with its supervisor; `repairer` is of another team. */
export const everybody: readonly DirectoryEntry[] = [employee, colleague, specialist, second, supervisor, repairer];

/** A person with a live session. */
export function asCaller(entry: DirectoryEntry): PersonCaller {
  const { employeeId, displayName, position, department, role, teams, trackerAccount } = entry;
  const permissions = permissionsOf(role);
  return {
    kind: 'person',
    sessionId: `session of ${employeeId}`,
    profile: { employeeId, displayName, position, department, role, teams, permissions, trackerProfileUrl: null },
    trackerAccount,
  };
}
