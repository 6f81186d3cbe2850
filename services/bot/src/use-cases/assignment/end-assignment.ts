import { advanceAssignment } from '@desk/domain';
import type { Change } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { hoursOf } from './present-work.ts';

/** Whoever was asked before is asked no more; what they did until now stays theirs. */
export async function endAssignment(
  assignments: Assignments,
  { ticket }: StoredTicket,
  policy: Policy,
  now: number,
): Promise<readonly Change[]> {
  const inForce = await assignments.findInForce(ticket.id);
  if (inForce === null) return [];
  const outcome = advanceAssignment(inForce.assignment, { kind: 'reassigned' }, now, hoursOf(policy, ticket.team));
  if (outcome.kind === 'refused') return [];
  const { decisionId, version } = inForce;
  return [{ kind: 'save-assignment', assignment: outcome.assignment, decisionId, expected: version }];
}
