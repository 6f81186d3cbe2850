import { type Candidate, isOpen } from '@desk/domain';
import type { Person } from '../../src/ports/people.ts';
import type { Ledger } from '../../src/ports/plan.ts';
import type { TeamBoard, TeamBoards } from '../../src/ports/team-board.ts';
import type { StoredTicket } from '../../src/ports/tickets.ts';
import { acquaintance } from './memory-readers.ts';
import type { Tables } from './memory-tables.ts';

export const periodMs = 7 * 24 * 3_600_000;

/** One process, and `decide` is synchronous: between reading the board and storing the plan nothing can happen. */
export function memoryTeamBoards(tables: Tables, ledger: Ledger): TeamBoards {
  return {
    async decide(ticketId, now, decide) {
      const ticket = tables.tickets.get(ticketId);
      if (!ticket) return null;
      const { plan, outcome } = decide(boardOf(tables, ticket, now));
      const stored = await ledger.commit(plan, { kind: 'job', name: 'assign' });
      if (stored !== 'committed') throw new Error('A plan made under the lock of its team was overtaken.');
      return outcome;
    },
  };
}

function boardOf(tables: Tables, stored: StoredTicket, now: number): TeamBoard {
  const { ticket } = stored;
  const staff = staffOf(tables, ticket.team);
  const onDuty = staff.filter(({ id }) => isOnDuty(tables, id));
  const silent = (tables.assignments.get(ticket.id) ?? []).filter(
    ({ assignment: { state } }) => state === 'declined' || state === 'reassigned',
  );
  return {
    ticket: stored,
    latest: tables.assignments.get(ticket.id)?.at(-1) ?? null,
    candidates: onDuty.map((person) => candidateOf(tables, person, ticket.team, now)),
    people: new Map(staff.map((person) => [person.id, acquaintance(tables, person)])),
    passedOver: new Set(silent.map(({ assignment }) => assignment.personId)),
    requester: tables.people.get(ticket.requesterId ?? '') ?? null,
  };
}

export function staffOf(tables: Tables, team: string): readonly Person[] {
  return [...tables.people.values()].filter(({ profile, detachedAt }) => {
    return profile.role !== 'employee' && profile.teams.includes(team) && detachedAt === null;
  });
}

export function isOnDuty({ duties }: Tables, personId: string): boolean {
  return (duties.get(personId)?.state ?? 'off-shift') !== 'off-shift';
}

export function candidateOf(tables: Tables, { id, profile }: Person, team: string, now: number): Candidate {
  const duty = tables.duties.get(id);
  const own = [...tables.tickets.values()].filter(({ ticket }) => ticket.assigneeId === id);
  const open = own.filter(({ ticket }) => isOpen(ticket.status)).length;
  const elsewhere = tables.workloads.get(team)?.get(profile.employeeId) ?? 0;
  const closings = own.flatMap(({ ticket }) => tables.facts.get(ticket.id)?.resolvedAt ?? []);
  const assigned = [...tables.assignments.values()]
    .flat()
    .flatMap(({ assignment }) => (assignment.personId === id ? [assignment.assignedAt] : []));
  return {
    personId: id,
    duty: duty?.state ?? 'off-shift',
    active: Math.max(open, elsewhere),
    lastClosedAt: latest(closings),
    lastAssignedAt: latest(assigned),
    shiftStartedAt: duty?.shiftStartedAt ?? null,
    closedInPeriod: closings.filter((at) => at >= now - periodMs).length,
    shiftLog: (tables.shifts.get(id) ?? []).filter(({ to }) => to === null || to >= now - periodMs),
  };
}

export function latest(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : Math.max(...instants);
}
