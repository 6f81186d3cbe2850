import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidate } from '../assignment/candidate.fixture.ts';
import { defaultRankingLimits } from '../assignment/index-weights.ts';
import { defaultConsultationWeights, rankForOffer } from '../wait-queue/choose-specialist.ts';
import { serveQueue } from '../wait-queue/serve-queue.ts';
import type { WaitLists } from '../wait-queue/wait-queue.ts';
import { advanceConsultation, consultationDueAt } from './advance-consultation.ts';
import { dayEndsAt, limits as defaults, inState, minuteMs, pressedAt } from './consultation.fixture.ts';
import { type Consultation, isInLine } from './consultation.ts';
import type { ConsultationEvent } from './consultation-step.ts';
import { passedOver } from './search-round.ts';
import { startConsultation } from './start-consultation.ts';

fc.configureGlobal({ seed: 20_261_121 });

const people = ['ann', 'bob', 'cid'];
const person = fc.constantFrom(...people);
const side = fc.constantFrom('employee' as const, 'specialist' as const);
const anybody = fc.constantFrom(...people, 'employee-0', 'employee-1');

const event: fc.Arbitrary<ConsultationEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('accepted' as const), by: person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('declined' as const), by: person }) },
  { weight: 6, arbitrary: fc.constant<ConsultationEvent>({ kind: 'time-passed' }) },
  fc.record({ kind: fc.constant('accepted-signed-out' as const), by: person }),
  fc.record({ kind: fc.constant('offer-made' as const), personId: person }),
  fc.record({ kind: fc.constant('spoke' as const), by: side }),
  fc.record({ kind: fc.constant('end-asked' as const), by: side }),
  fc.record({ kind: fc.constant('transfer-asked' as const), to: person, summary: fc.constant('Далі — мережа.') }),
  fc.record({
    kind: fc.constant('session-ended' as const),
    of: side,
    cause: fc.constantFrom('limit' as const, 'signed-out' as const),
    keepUntil: fc.constant(dayEndsAt),
  }),
  fc.record({
    kind: fc.constantFrom('person-unreachable' as const, 'person-dismissed' as const, 'shift-ended' as const),
    personId: anybody,
  }),
  fc.constantFrom<ConsultationEvent>(
    { kind: 'another-asked' },
    { kind: 'callback-asked', until: dayEndsAt },
    { kind: 'specialist-came' },
    { kind: 'resumed' },
    { kind: 'ticket-closed' },
    { kind: 'rated', stars: 3 },
    { kind: 'nobody-free', reason: 'all-busy' },
    { kind: 'nobody-free', reason: 'all-asked' },
  ),
);

const happening = fc.record({
  on: fc.integer({ min: 0, max: 4 }),
  event,
  afterMs: fc.integer({ min: 0, max: 3 * minuteMs }),
});

/** Slots held by each person: as a partner in a dialogue, or by an open offer. */
function slots(consultations: readonly Consultation[]): Map<string, number> {
  const held = new Map<string, number>();
  const hold = (personId: string) => held.set(personId, (held.get(personId) ?? 0) + 1);
  for (const consultation of consultations) {
    if (consultation.state === 'offered' || consultation.state === 'transferring') hold(consultation.offer.personId);
    if (consultation.state === 'active' || consultation.state === 'transferring')
      hold(consultation.dialogue.specialistId);
  }
  return held;
}

/** As the desk does it in one atomic step: looks who is free, chooses, reserves. */
function serve(consultations: Consultation[], capacity: number, now: number): void {
  for (;;) {
    const held = slots(consultations);
    const lists: WaitLists = { critical: [], high: [], medium: consultations.filter(isInLine).map(waiterOf), low: [] };
    const specialists = people.map((id) => ({ ...candidate(id), liveChats: held.get(id) ?? 0, openOffers: 0 }));
    const ranking = rankForOffer({
      ...{ specialists, weights: defaultConsultationWeights, limits: defaultRankingLimits, capacity, now },
    });
    const byId = (id: string) => consultations.findIndex((each) => each.id === id);
    const passed = (id: string) => passedOver(consultations[byId(id)] ?? inState.requested, now);
    const choice = serveQueue({ lists, ranking, passedOver: ({ consultationId }) => passed(consultationId), now });
    if (choice.kind !== 'offer') return;
    const at = byId(choice.waiter.consultationId);
    expect(advance(consultations, at, { kind: 'offer-made', personId: choice.personId }, now)).toBe(true);
  }
}

function waiterOf({ id, priority, queuedAt }: Consultation) {
  return { consultationId: id, priority, queuedAt };
}

function advance(consultations: Consultation[], at: number, next: ConsultationEvent, now: number): boolean {
  const consultation = consultations[at];
  if (!consultation) return false;
  const outcome = advanceConsultation(consultation, next, { now, limits: defaults });
  if (outcome.kind === 'moved') consultations[at] = outcome.consultation;
  return outcome.kind === 'moved';
}

const requests = (): Consultation[] =>
  Array.from({ length: 5 }, (_, at) => {
    const facts = { id: `c-${at}`, ticketId: `t-${at}`, employeeId: `employee-${at}`, team: 'team' };
    return startConsultation({ ...facts, priority: 'medium' }, pressedAt + at);
  });

it('nobody is over capacity, whatever people and chance do', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), fc.integer({ min: 1, max: 2 }), (happenings, capacity) => {
      const consultations: Consultation[] = requests();
      let now = pressedAt + 10;
      for (const { on, event: next, afterMs } of happenings) {
        now += afterMs;
        serve(consultations, capacity, now);
        // Who is asked to take a dialogue over is checked to be free in the same atomic step, as for any offer.
        const busy = next.kind === 'transfer-asked' && (slots(consultations).get(next.to) ?? 0) >= capacity;
        if (next.kind !== 'offer-made' && !busy) advance(consultations, on, next, now);
        for (const held of slots(consultations).values()) expect(held).toBeLessThanOrEqual(capacity);
      }
    }),
    { numRuns: 300 },
  );
});

it('of any two taps one wins at most, and only the person asked', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 30 }),
      fc.array(person, { minLength: 2, maxLength: 6 }),
      (events, taps) => {
        const consultations: Consultation[] = requests().slice(0, 1);
        for (const next of events) advance(consultations, 0, next, pressedAt + 10);
        const before = consultations[0];
        const won = taps.filter((by) => advance(consultations, 0, { kind: 'accepted', by }, pressedAt + 11));
        expect(won.length).toBeLessThanOrEqual(1);
        const asked = before?.state === 'offered' || before?.state === 'transferring' ? before.offer.personId : null;
        for (const by of won) expect(by).toBe(asked);
      },
    ),
    { numRuns: 300 },
  );
});

it('who is excluded is never offered before the exclusion ends', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const consultations: Consultation[] = requests().slice(0, 1);
      let now = pressedAt;
      for (const { event: next, afterMs } of happenings) {
        now += afterMs;
        const exclusions = consultations[0]?.search.exclusions ?? [];
        const to = next.kind === 'offer-made' ? next.personId : next.kind === 'transfer-asked' ? next.to : null;
        const moved = advance(consultations, 0, next, now);
        const excluded = exclusions.some(({ personId, until }) => personId === to && until > now);
        if (moved && to !== null) expect(excluded).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

it('every consultation ends: once people are gone, the clock alone brings it there', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      const consultations: Consultation[] = requests().slice(0, 1);
      let now = pressedAt;
      for (const { event: next, afterMs } of happenings) {
        now += afterMs;
        advance(consultations, 0, next, now);
      }
      // No session outlives its limits, and without one nothing waits.
      for (let steps = 0; steps < 20; steps += 1) {
        const current = consultations[0];
        if (!current) return;
        advance(consultations, 0, { kind: 'session-ended', of: 'employee', cause: 'limit', keepUntil: dayEndsAt }, now);
        const dueAt = consultations[0] ? consultationDueAt(consultations[0], defaults) : null;
        if (dueAt === null) break;
        now = Math.max(now, dueAt);
        advance(consultations, 0, { kind: 'time-passed' }, now);
      }
      expect(['ended', 'rated', 'cancelled', 'abandoned']).toContain(consultations[0]?.state);
    }),
    { numRuns: 500 },
  );
});
