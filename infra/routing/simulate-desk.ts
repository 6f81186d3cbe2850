import { type ConsultationEvent, consultationDueAt, isInLine, startConsultation, type Waiter } from '@desk/domain';
import type { Discipline, Story, Worker, Workload } from './desk.ts';
import { type ComingRequest, drawRequests } from './draw-requests.ts';
import { openEventQueue } from './event-queue.ts';
import { apply, type Desk, type Happening, limits, serve, viewOf, type Watcher } from './step-desk.ts';
import { comeOnShift, freshWorker, leaveShift } from './work-shifts.ts';

export interface SimulatedDesk {
  readonly stories: readonly Story[];
  readonly workers: readonly Worker[];
}

/**
 * A desk event by event: chance brings requests and lets people answer, leave and finish; the functions the product
 * runs decide everything else. Ends when nobody waits or talks any more. The silence of a dialogue is left out: chance
 * says how long it takes.
 */
export function simulateDesk(
  workload: Workload,
  {
    discipline,
    seed,
    watcher = {},
  }: { readonly discipline: Discipline; readonly seed: number; readonly watcher?: Watcher },
): SimulatedDesk {
  const workers = workload.staff.map(freshWorker);
  const desk: Desk = {
    ...{ discipline, workload, watcher },
    happenings: openEventQueue<Happening>(),
    coming: drawRequests(workload, seed),
    lists: { critical: [], high: [], medium: [], low: [] },
    live: new Map(),
    workers,
    byId: new Map(workers.map((worker) => [worker.staff.id, worker])),
    stories: [],
    now: 0,
  };
  for (const worker of desk.workers) planShifts(desk, worker);
  expectNext(desk);
  for (let next = desk.happenings.next(); next !== null; next = desk.happenings.next()) {
    desk.now = next.at;
    happen(desk, next.event);
  }
  return { stories: desk.stories, workers: desk.workers };
}

function happen(desk: Desk, event: Happening): void {
  switch (event.kind) {
    case 'arrival':
      arrive(desk, event.request);
      return;
    case 'answer': {
      const { consultation } = desk.live.get(event.id) ?? {};
      // The offer may be over, and another one open by now.
      if (consultation?.state !== 'offered' || consultation.offer.madeAt !== event.offeredAt) return;
      apply(desk, event.id, event.event);
      return;
    }
    case 'due': {
      const { consultation } = desk.live.get(event.id) ?? {};
      if (consultation && consultationDueAt(consultation, limits) === desk.now) {
        apply(desk, event.id, { kind: 'time-passed' });
      }
      return;
    }
    case 'dialogue-over':
      apply(desk, event.id, { kind: 'end-asked', by: 'specialist' });
      return;
    case 'patience-over': {
      const { consultation } = desk.live.get(event.id) ?? {};
      if (consultation && consultation.state !== 'active') apply(desk, event.id, { kind: 'end-asked', by: 'employee' });
      return;
    }
    case 'on-shift':
      comeOnShift(event.worker, desk.now);
      tellEveryone(desk, { kind: 'specialist-came' });
      return;
    case 'off-shift':
      leaveShift(event.worker, desk.now);
      tellEveryone(desk, { kind: 'shift-ended', personId: event.worker.staff.id });
      return;
  }
}

function arrive(desk: Desk, request: ComingRequest): void {
  const { id, priority, at } = request;
  const story: Story = {
    ...{ id, priority, queuedAt: at },
    ...{ offeredAt: null, acceptedAt: null, endedAt: null, leftAt: null },
  };
  desk.stories.push(story);
  desk.watcher.arrived?.(story);
  const facts = { id, ticketId: id, employeeId: `employee of ${id}`, team: 'desk', priority };
  const consultation = startConsultation(facts, desk.now);
  desk.live.set(id, { request, story, consultation });
  const waiter: Waiter = { consultationId: id, priority, queuedAt: at };
  desk.lists[priority].push(waiter);
  if (request.patienceMs !== null) desk.happenings.add(at + request.patienceMs, { kind: 'patience-over', id });
  expectNext(desk);
  serve(desk);
  const after = desk.live.get(id);
  if (after && isInLine(after.consultation)) desk.watcher.hasToWait?.(story, waiter, viewOf(desk));
}

function expectNext(desk: Desk): void {
  const next = desk.coming.next();
  if (!next.done) desk.happenings.add(next.value.at, { kind: 'arrival', request: next.value });
}

function planShifts(desk: Desk, worker: Worker): void {
  for (const { from, to } of worker.staff.spans) {
    desk.happenings.add(from, { kind: 'on-shift', worker });
    desk.happenings.add(to, { kind: 'off-shift', worker });
  }
}

function tellEveryone(desk: Desk, event: ConsultationEvent): void {
  for (const { request } of [...desk.live.values()]) apply(desk, request.id, event);
  serve(desk);
}
