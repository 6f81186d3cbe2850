import { changeDuty as change, type Duty, type DutyEvent, works } from '@desk/domain';
import type { DeskJob } from '../../ports/job-queue.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';
import type { ActionOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { countOpen, dutyCard, dutyOf, dutyView, endOfShift } from './duty-card.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly policy: Policy;
}

/** More is found by the minute. */
const awaitingMax = 200;

/** On shift, break, off shift, by one's own word. Whoever comes is given what has been waiting. */
export function changeDuty(needs: Needs) {
  return async (turn: SignedInTurn, { state }: ActionOf<'set-duty'>): Promise<Plan> => {
    const { person, now } = turn;
    const before = dutyOf(person, turn.duty, now);
    const event = eventFor(
      before,
      state,
      person.profile.teams.some((team) => works(person.profile, team)),
    );
    const outcome = change(before, event, now);
    const active = await countOpen(needs.tickets, person.id);
    if (outcome.kind === 'refused') return showAsIs(turn, before, outcome.reason, { ...needs, active });

    const { duty } = outcome;
    return planOf({
      changes: [{ kind: 'save-duty', duty, event, at: now, expected: turn.duty?.version ?? 0 }],
      effects: [reply(turn, dutyView(person, duty, active, needs.policy), dutyCard('in-place')), ...newsOf(duty)],
      audit: [
        {
          act: 'duty-changed',
          actor: { kind: 'person', id: person.id },
          on: { kind: 'person', id: person.id },
          outcome: 'done',
          reason: duty.state,
          at: now,
        },
      ],
      jobs: await jobsFor(needs, turn, duty),
    });
  };
}

function eventFor(before: Duty, to: ActionOf<'set-duty'>['state'], isOfATeam: boolean): DutyEvent {
  switch (to) {
    case 'on-shift':
      return before.state === 'break' ? { kind: 'break-ended' } : { kind: 'shift-started', works: isOfATeam };
    case 'break':
      return { kind: 'break-started' };
    case 'off-shift':
      return { kind: 'shift-ended', by: 'person' };
  }
}

/** A second tap, or a card from before: it shows how things stand. */
function showAsIs(
  turn: SignedInTurn,
  duty: Duty,
  reason: 'already' | 'not-on-shift' | 'not-a-specialist',
  { policy, active }: { readonly policy: Policy; readonly active: number },
): Plan {
  switch (reason) {
    case 'already':
    case 'not-on-shift':
      return planOf({ effects: [reply(turn, dutyView(turn.person, duty, active, policy), dutyCard('in-place'))] });
    case 'not-a-specialist':
      return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
  }
}

/** Who waits for somebody, or was asked of this person, hears of it; during a break an open offer stays open. */
function newsOf({ personId, state }: Duty): readonly DeskEffect[] {
  const about = { kind: 'person', id: personId } as const;
  switch (state) {
    case 'on-shift':
      return [tellConsultations(about, { kind: 'came-on-shift' })];
    case 'off-shift':
      return [tellConsultations(about, { kind: 'shift-ended' })];
    case 'break':
      return [];
  }
}

async function jobsFor({ tickets, policy }: Needs, { person }: SignedInTurn, duty: Duty): Promise<readonly DeskJob[]> {
  if (duty.state !== 'on-shift') return [];
  const awaiting = await tickets.listAwaitingAssignment(awaitingMax);
  const ours = awaiting.filter(({ team }) => works(person.profile, team));
  const endsAt = endOfShift(person, duty, policy);
  return [
    ...ours.map(({ ticketId, team }) => ({ queue: 'assign', ticketId, team }) as const),
    ...(endsAt === null ? [] : [{ queue: 'timers', timer: 'shift-end', personId: person.id, dueAt: endsAt } as const]),
  ];
}
