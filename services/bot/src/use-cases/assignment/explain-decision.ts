import { explainDecision as explain, type RankedCandidate, supervises } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Factors, StaffScreen } from '../../ports/staff-screen.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { answerNotYours } from './answer-late-press.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly people: People;
}

const minuteMs = 60_000;

/** *Why me?*: the stored decision in figures, with whoever would have been next. */
export function explainDecision({ tickets, assignments, people }: Needs) {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'why-me'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const latest = await assignments.findLatest(ticketId);
    if (latest?.assignment.personId !== turn.person.id) return answerNotYours(turn, stored.ticket, { inList: false });

    const decision = latest.decisionId === null ? null : await assignments.findDecision(latest.decisionId);
    const explanation = decision && explain(decision, turn.person.id);
    if (explanation?.kind !== 'chosen') {
      return planOf({ effects: [notice(turn, { kind: 'no-decision', number: stored.ticket.number ?? '' })] });
    }
    const { factors, place, of, runnerUp } = explanation;
    const name = runnerUp && (await nameFor(people, turn, stored, runnerUp.personId));
    const screen: StaffScreen = {
      ...{ kind: 'why-me', number: stored.ticket.number ?? '', place, candidates: of },
      you: factorsOf(factors, null),
      runnerUp: runnerUp && factorsOf(runnerUp, name),
    };
    return planOf({ effects: [notice(turn, screen)] });
  };
}

/** How much a colleague has to do is a supervisor's to know by name. */
async function nameFor(people: People, { person }: SignedInTurn, { ticket }: StoredTicket, personId: string) {
  if (!supervises(person.profile, ticket.team)) return null;
  return (await people.findById(personId))?.person.profile.displayName ?? null;
}

function factorsOf(candidate: RankedCandidate, name: string | null): Factors {
  const { active, idleMs, closedInPeriod, load, idle, closed, index } = candidate;
  return { name, active, idleMinutes: Math.floor(idleMs / minuteMs), closedInPeriod, load, idle, closed, index };
}
