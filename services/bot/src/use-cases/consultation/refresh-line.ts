import {
  type Consultation,
  estimateWait,
  type WaitEstimate,
  type Waiting,
  type WaitLists,
  whoWentAhead,
  works,
} from '@desk/domain';
import type { ConsultationRecords, Consultations, ShownWait, StoredConsultation } from '../../ports/consultations.ts';
import type { People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import { type AlertLongWait, alertLongWait } from './alert-long-wait.ts';
import { measurePace, type TeamPace } from './forecast-waits.ts';
import { lineCard, lineWays } from './line-card.ts';
import { waiterOf, waitListsOf } from './wait-lists.ts';
import { waitingScreen } from './waiting-screen.ts';

export interface RefreshLineNeeds extends AlertLongWait {
  readonly consultations: Consultations;
  readonly consultationRecords: ConsultationRecords;
  readonly people: People;
  readonly tickets: Tickets;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** Of one team; nobody is expected to wait behind so many. */
const lineMax = 1_000;
/** Cards that follow the line; those further back follow once they have come closer. */
const cardsMax = 200;
const cardsPerCommit = 25;
/** A card whose place has not changed is edited no more often. */
const editEveryMs = 15_000;

interface Line {
  readonly lists: WaitLists;
  readonly pace: TeamPace;
  /** Dialogues that those on shift can have at a time. */
  readonly slots: number;
  readonly now: number;
}

type StoredWaiting = StoredConsultation & { readonly consultation: Waiting };

const cause = { kind: 'job', name: 'consult' } as const;

/**
 * Whoever waits sees where they stand: place, range, and why the place grew. A forecast is recorded as the wait begins,
 * to be held against what became of it. Edits in silence; the oldest wait past the limit is told to the supervisors.
 */
export function refreshLine(needs: RefreshLineNeeds) {
  const measure = measurePace(needs.consultationRecords);
  const alert = alertLongWait(needs);
  return async (team: string): Promise<void> => {
    const now = needs.clock.now();
    const stored = await needs.consultations.listInLine(team, lineMax);
    const waiting = stored.filter(isWaiting).slice(0, cardsMax);
    if (waiting.length === 0) return;
    const line: Line = {
      lists: waitListsOf(stored),
      pace: await measure(team, now),
      slots: await countSlots(needs, team),
      now,
    };
    const plans = (await Promise.all(waiting.map((each) => refreshCard(needs, each, line)))).filter(
      (plan) => plan !== null,
    );
    for (let at = 0; at < plans.length; at += cardsPerCommit) {
      await needs.ledger.commit(joinPlans(...plans.slice(at, at + cardsPerCommit)), cause);
    }
    const [oldest] = waiting;
    if (oldest) await alert(oldest.consultation.id);
  };
}

function isWaiting(stored: StoredConsultation): stored is StoredWaiting {
  return stored.consultation.state === 'waiting';
}

async function countSlots({ people, policy }: RefreshLineNeeds, team: string): Promise<number> {
  const staff = await people.listStaff([team]);
  const there = staff.filter(({ person, duty }) => duty?.state === 'on-shift' && works(person.profile, team));
  return there.length * policy.consultationLimits.capacity;
}

/** Null where the card says it already. */
async function refreshCard(needs: RefreshLineNeeds, stored: StoredWaiting, line: Line): Promise<Plan | null> {
  const { consultation, shown } = stored;
  const { lists, pace, slots, now } = line;
  const estimate = estimateWait({
    ...{ waiter: waiterOf(consultation), lists, rates: pace.rates, now, slots },
    correction: pace.corrections[consultation.priority],
  });
  const next: ShownWait = {
    ...{ place: estimate.place, ahead: estimate.ahead, range: rangeOf(estimate), reason: consultation.reason },
    ...{ at: now, alerted: shown?.alerted ?? false },
  };
  if (!isNews(shown, next)) return null;
  const told = await showCard(needs, consultation, { shown, next, now });
  const { id: consultationId } = consultation;
  const isFirst = shown === null && estimate.kind === 'estimate';
  return planOf({
    changes: [
      { kind: 'note-shown-wait', consultationId, shown: next },
      ...(isFirst
        ? [{ kind: 'record-consultation', record: { consultationId, forecast: estimate.uncorrected } } as const]
        : []),
    ],
    effects: told,
  });
}

/** Whole minutes, as people say them. */
function rangeOf(estimate: WaitEstimate): ShownWait['range'] {
  if (estimate.kind === 'no-estimate') return null;
  const fromMinutes = Math.max(1, Math.round(estimate.p50Minutes));
  return { fromMinutes, toMinutes: Math.max(fromMinutes, Math.ceil(estimate.p90Minutes)) };
}

function isNews(shown: ShownWait | null, next: ShownWait): boolean {
  if (shown === null || shown.reason !== next.reason || shown.place !== next.place) return true;
  const isSame =
    shown.range?.fromMinutes === next.range?.fromMinutes && shown.range?.toMinutes === next.range?.toMinutes;
  return !isSame && next.at - shown.at >= editEveryMs;
}

async function showCard(
  { people, tickets, policy }: RefreshLineNeeds,
  consultation: Consultation,
  { shown, next, now }: { readonly shown: ShownWait | null; readonly next: ShownWait; readonly now: number },
) {
  const [known, ticket] = await Promise.all([
    people.findById(consultation.employeeId),
    tickets.findById(consultation.ticketId),
  ]);
  if (known === null) return [];
  const grew = shown !== null && shown.reason === next.reason && next.place > shown.place;
  const wentAhead = grew ? whoWentAhead(shown.ahead, next.ahead) : null;
  const screen = waitingScreen(consultation, next, { number: ticket?.ticket.number ?? null, wentAhead, now, policy });
  const view = { screen, keyboard: lineWays(consultation, next.reason), about: consultation.ticketId };
  return tell(known.person, view, lineCard(consultation, 'in-place'));
}
