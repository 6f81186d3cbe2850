import type { Role } from '@desk/domain';

const aboveEmployee: readonly Role[] = ['supervisor', 'specialist'];

/** Of several roles of one person the one that includes the others. */
export function highestRole(held: readonly Role[]): Role {
  return aboveEmployee.find((role) => held.includes(role)) ?? 'employee';
}
