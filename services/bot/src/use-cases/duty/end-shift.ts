import { changeDuty, type DutyEvent } from '@desk/domain';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';
import { buttons, press, tell, type View } from '../show-screen.ts';
import { countOpen, dutyCard, endOfShift } from './duty-card.ts';

interface Needs {
  readonly people: People;
  readonly tickets: Tickets;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/**
 * The job that ends a shift with the working hours, whether its person is signed in or not. A desk that was down ends
 * it late, but as of the hour it was over. Called too early it is queued again.
 */
export function endShift(needs: Needs) {
  return (personId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(needs.ledger, { kind: 'job', name: 'shift-end' }, async () => {
      const known = await needs.people.findById(personId);
      if (known === null || known.duty === null) return planOf();
      const endsAt = endOfShift(known.person, known.duty, needs.policy);
      if (endsAt === null) return planOf();
      if (needs.clock.now() < endsAt) {
        return planOf({ jobs: [{ queue: 'timers', timer: 'shift-end', personId, dueAt: endsAt }] });
      }
      const open = await countOpen(needs.tickets, personId);
      return planEndOfShift(known, { why: 'working-hours', at: endsAt, noticedAt: needs.clock.now(), open });
    });
}

export interface EndOfShift {
  readonly why: 'working-hours' | 'supervisor';
  /** When the shift was over, which counts for the hours. */
  readonly at: number;
  readonly noticedAt: number;
  readonly open: number;
  /** The supervisor, where one ended it. */
  readonly byPersonId?: string;
}

/** Somebody else's word ends a shift: its person hears of it, with a way back. Empty when it is over already. */
export function planEndOfShift({ person, duty }: Acquaintance, end: EndOfShift): Plan {
  if (duty === null) return planOf();
  const { version, ...before } = duty;
  const event: DutyEvent = { kind: 'shift-ended', by: end.why === 'supervisor' ? 'supervisor' : 'end-of-hours' };
  const at = Math.max(end.at, before.since);
  const outcome = changeDuty(before, event, at);
  if (outcome.kind === 'refused') return planOf();
  return planOf({
    changes: [{ kind: 'save-duty', duty: outcome.duty, event, at, expected: version }],
    effects: [
      ...tell(person, shiftEndedView(end), dutyCard('below')),
      tellConsultations({ kind: 'person', id: person.id }, { kind: 'shift-ended' }),
    ],
    audit: [
      {
        act: end.why === 'supervisor' ? 'shift-ended-by-supervisor' : 'duty-changed',
        actor: end.byPersonId === undefined ? { kind: 'service' } : { kind: 'person', id: end.byPersonId },
        on: { kind: 'person', id: person.id },
        outcome: 'done',
        reason: event.by,
        at: end.noticedAt,
      },
    ],
  });
}

function shiftEndedView({ why, open }: EndOfShift): View {
  return {
    screen: { kind: 'shift-ended', why, open },
    keyboard: buttons([press({ kind: 'set-duty', state: 'on-shift' })]),
  };
}
