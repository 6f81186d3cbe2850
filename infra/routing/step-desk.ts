import {
  advanceConsultation,
  type Consultation,
  type ConsultationEvent,
  consultationDueAt,
  countMisses,
  defaultConsultationLimits,
  isInLine,
  type OfferEnd,
  type Waiter,
} from '@desk/domain';
import type { Discipline, Story, View, Worker, Workload } from './desk.ts';
import { type ComingRequest, drawExponential } from './draw-requests.ts';
import type { EventQueue } from './event-queue.ts';
import { candidateOf, leaveShift } from './work-shifts.ts';

/** Watches a simulation from outside. */
export interface Watcher {
  readonly arrived?: (story: Story) => void;
  /** Somebody came and nobody was free for them at once. */
  readonly hasToWait?: (story: Story, waiter: Waiter, view: View) => void;
  readonly accepted?: (story: Story, now: number) => void;
}

export type Happening =
  | { readonly kind: 'arrival'; readonly request: ComingRequest }
  | { readonly kind: 'answer'; readonly id: string; readonly offeredAt: number; readonly event: ConsultationEvent }
  | { readonly kind: 'due'; readonly id: string }
  | { readonly kind: 'dialogue-over'; readonly id: string }
  | { readonly kind: 'patience-over'; readonly id: string }
  | { readonly kind: 'on-shift' | 'off-shift'; readonly worker: Worker };

interface Live {
  readonly request: ComingRequest;
  readonly story: Story;
  consultation: Consultation;
}

/** Everything a simulation knows. */
export interface Desk {
  readonly discipline: Discipline;
  readonly workload: Workload;
  readonly watcher: Watcher;
  readonly happenings: EventQueue<Happening>;
  readonly coming: Iterator<ComingRequest, void>;
  readonly lists: { readonly [Key in Waiter['priority']]: Waiter[] };
  readonly live: Map<string, Live>;
  readonly workers: readonly Worker[];
  readonly byId: ReadonlyMap<string, Worker>;
  readonly stories: Story[];
  now: number;
}

export const limits = defaultConsultationLimits;
const breakMs = 5 * 60_000;
/** Offers of one instant: more would be a loop. */
const offersAtOnceMax = 1000;

/** One step of the state machine, and what follows from it for the queue, the slots and the clock. */
export function apply(desk: Desk, id: string, event: ConsultationEvent): void {
  const live = desk.live.get(id);
  if (!live) return;
  const before = live.consultation;
  const step = advanceConsultation(before, event, { now: desk.now, limits });
  if (step.kind === 'refused') return;
  live.consultation = step.consultation;
  moveInLine(desk, before, step.consultation);
  holdSlots(desk, before, -1);
  holdSlots(desk, step.consultation, 1);
  note(desk, live, before);
  const due = consultationDueAt(step.consultation, limits);
  if (due !== null && step.consultation.state !== 'active') desk.happenings.add(due, { kind: 'due', id });
  for (const effect of step.effects) {
    if (effect.kind === 'retire-offer') countAnswer(desk, effect.personId, effect.end);
    if (effect.kind === 'offer') answerLater(desk, live, effect.personId);
  }
  if (step.effects.some(({ kind }) => kind === 'serve-queue')) serve(desk);
}

/** Offers to whoever is free, until nobody is, or nobody waits. */
export function serve(desk: Desk): void {
  const view = viewOf(desk);
  for (let offers = 0; offers < offersAtOnceMax; offers += 1) {
    const choice = desk.discipline(view);
    if (choice.kind === 'nobody-waits') return;
    for (const { consultationId } of choice.stuck)
      apply(desk, consultationId, { kind: 'nobody-free', reason: 'all-asked' });
    if (choice.kind === 'nobody') return;
    apply(desk, choice.waiter.consultationId, { kind: 'offer-made', personId: choice.personId });
  }
  throw new Error('Offers without end.');
}

export function viewOf(desk: Desk): View {
  return {
    lists: desk.lists,
    workers: desk.workers,
    candidates: () => desk.workers.map((worker) => candidateOf(worker, desk.now)),
    consultationOf: ({ consultationId }) => {
      const live = desk.live.get(consultationId);
      if (!live) throw new Error('Whoever waits is known.');
      return live.consultation;
    },
    now: desk.now,
  };
}

function moveInLine({ lists }: Desk, before: Consultation, after: Consultation): void {
  if (isInLine(before) === isInLine(after)) return;
  const list = lists[after.priority];
  if (isInLine(before)) {
    const at = list.findIndex(({ consultationId }) => consultationId === after.id);
    list.splice(at, 1);
    return;
  }
  const waiter: Waiter = { consultationId: after.id, priority: after.priority, queuedAt: after.queuedAt };
  const at = list.findIndex(({ queuedAt }) => queuedAt > after.queuedAt);
  list.splice(at === -1 ? list.length : at, 0, waiter);
}

function holdSlots(desk: Desk, consultation: Consultation, change: 1 | -1): void {
  if (consultation.state === 'offered') workerOf(desk, consultation.offer.personId).openOffers += change;
  if (consultation.state === 'active') workerOf(desk, consultation.dialogue.specialistId).liveChats += change;
}

/** Writes down what happened, and plans the end of a dialogue that began. */
function note(desk: Desk, { request, story, consultation }: Live, before: Consultation): void {
  const { now } = desk;
  if (consultation.state === 'active' && before.state === 'offered') {
    const worker = workerOf(desk, consultation.dialogue.specialistId);
    story.offeredAt = before.offer.madeAt;
    story.acceptedAt = now;
    const serviceMs = request.serviceMs / worker.staff.speed;
    desk.happenings.add(now + serviceMs, { kind: 'dialogue-over', id: request.id });
    desk.watcher.accepted?.(story, now);
  }
  if (consultation.state === 'ended' && before.state === 'active') {
    const worker = workerOf(desk, before.dialogue.specialistId);
    story.endedAt = now;
    worker.workedMs += now - (story.acceptedAt ?? now);
    worker.lastClosedAt = now;
    worker.closedAt.push(now);
  }
  if (consultation.state === 'cancelled') story.leftAt = now;
  if (consultation.state === 'ended' || consultation.state === 'cancelled') desk.live.delete(request.id);
}

function countAnswer(desk: Desk, personId: string, end: OfferEnd): void {
  const worker = workerOf(desk, personId);
  const { misses, startsBreak } = countMisses(worker.misses, end, limits);
  worker.misses = misses;
  if (!startsBreak || !worker.onShift) return;
  leaveShift(worker, desk.now);
  const { spans } = worker.staff;
  const span = spans.find(({ from, to }) => from <= desk.now && desk.now < to);
  if (span && desk.now + breakMs < span.to) desk.happenings.add(desk.now + breakMs, { kind: 'on-shift', worker });
}

/** Accepts, declines, or lets it pass: then the offer is due to end by itself. */
function answerLater(desk: Desk, { request, consultation }: Live, personId: string): void {
  const { afterSeconds, declined, missed } = desk.workload.answers;
  workerOf(desk, personId).lastAssignedAt = desk.now;
  const chance = request.answers.fraction();
  if (chance < missed) return;
  const kind = chance < missed + declined ? 'declined' : 'accepted';
  const afterMs = Math.min(drawExponential(request.answers) * afterSeconds * 1000, limits.offerMs - 1);
  desk.happenings.add(desk.now + afterMs, {
    ...{ kind: 'answer', id: consultation.id, offeredAt: desk.now },
    event: { kind, by: personId },
  });
}

function workerOf(desk: Desk, personId: string): Worker {
  const worker = desk.byId.get(personId);
  if (!worker) throw new Error(`Nobody is called ${personId}.`);
  return worker;
}
