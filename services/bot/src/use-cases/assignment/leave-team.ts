import type { Profile } from '@desk/domain';
import type { DeskFeeds, GatewayTrouble, TicketReading } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Cause, DeskEffect, Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { tellSupervisors } from './tell-supervisors.ts';

type LeaveTeam = Extract<DeskEffect, { readonly kind: 'leave-team' }>;

interface Needs {
  readonly people: People;
  readonly tickets: Tickets;
  readonly feeds: DeskFeeds;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly applyState: (
    reading: TicketReading,
    cause: Cause,
    how: { readonly nobodyIsSure: boolean },
  ) => Promise<'committed' | 'overtaken' | 'fenced'>;
}

/** Far more than anybody has open. */
const ticketsMax = 100;
/** As many as one look takes. */
const looksMax = 20;
const cause = { kind: 'job', name: 'leave-team' } as const;

/** For each team in which somebody worked until now, what is theirs there is seen to. */
export function leaveTeams(
  personId: string,
  before: Pick<Profile, 'role' | 'teams'>,
  after: Pick<Profile, 'role' | 'teams'> | null,
): readonly LeaveTeam[] {
  const staying = after === null || after.role === 'employee' ? [] : after.teams;
  const left = before.role === 'employee' ? [] : before.teams.filter((team) => !staying.includes(team));
  return left.map((team) => ({ kind: 'leave-team', personId, team }));
}

/**
 * Somebody works in a team no more, if the directory says so as well. What is with somebody who has left altogether is
 * nobody's to the gateway: a look at each of their tickets has it assigned anew. The rest is still theirs in the
 * tracker, which the desk does not overrule: the team's supervisors decide.
 */
export function leaveTeam(needs: Needs) {
  return (effect: LeaveTeam, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const known = await needs.people.findById(effect.personId);
      if (known === null) return planOf();
      const workload = await needs.feeds.workload(effect.team);
      if (workload.kind !== 'workload') return retryLater(workload, item);
      // Nobody is known to have left as long as nobody says who is there: asked again until somebody does.
      if (workload.members === null) return retryLater({ kind: 'down', retryAfterMs: null }, item);
      if (workload.members.has(known.person.profile.employeeId)) return planOf();
      const trouble = await lookAtWork(needs, effect);
      return trouble === null ? planLeft(needs, known, effect) : retryLater(trouble, item);
    });
}

async function lookAtWork(needs: Needs, effect: LeaveTeam): Promise<GatewayTrouble | null> {
  const numbers = (await listWork(needs, effect)).flatMap(({ ticket }) => ticket.number ?? []);
  for (let start = 0; start < numbers.length; start += looksMax) {
    const looked = await needs.feeds.look(numbers.slice(start, start + looksMax));
    if (looked.kind !== 'looked') return looked;
    for (const reading of looked.tickets) await needs.applyState(reading, cause, { nobodyIsSure: true });
  }
  return null;
}

async function planLeft(needs: Needs, { person }: Acquaintance, effect: LeaveTeam): Promise<Plan> {
  const { people, clock, policy } = needs;
  const { team } = effect;
  const now = clock.now();
  const left = await listWork(needs, effect);
  const staff = (await people.listStaff([team])).filter((other) => other.person.id !== person.id);
  const news = { what: 'left-team', assigneeName: person.profile.displayName } as const;
  const { version, ...kept } = person;
  const teams = person.profile.teams.filter((other) => other !== team);
  const profile = { ...person.profile, teams };
  const isKnown = teams.length === person.profile.teams.length;
  return planOf({
    // Until the gateway says so itself, with their next sign-in.
    changes: isKnown ? [] : [{ kind: 'save-person', person: { ...kept, profile }, expected: version }],
    effects: left.flatMap((stored) => tellSupervisors(staff, stored, news, { now, policy })),
    audit: [
      {
        act: 'workload-corrected',
        actor: { kind: 'service' },
        on: { kind: 'person', id: person.id },
        outcome: 'done',
        reason: `left-${team}`,
        at: now,
      },
    ],
  });
}

async function listWork({ tickets }: Needs, { personId, team }: LeaveTeam): Promise<readonly StoredTicket[]> {
  const { tickets: theirs } = await tickets.listAssignedTo(personId, { offset: 0, size: ticketsMax });
  return theirs.filter(({ ticket }) => ticket.team === team);
}
