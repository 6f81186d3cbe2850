import type { Priority } from '@desk/domain';
import type { TicketDesk, TicketState } from '../../src/ports/gateway-desk.ts';
import type { DeskJob } from '../../src/ports/job-queue.ts';
import type { Delivery, OutboxItem } from '../../src/ports/outbox.ts';
import type { Policy } from '../../src/ports/system.ts';
import type { StoredAssignment } from '../../src/ports/team-board.ts';
import type { StoredTicket } from '../../src/ports/tickets.ts';
import { assignTicket } from '../../src/use-cases/assignment/assign-ticket.ts';
import { confirmNobody } from '../../src/use-cases/assignment/confirm-nobody.ts';
import { deliverAssignment } from '../../src/use-cases/assignment/deliver-assignment.ts';
import { deliverMove } from '../../src/use-cases/assignment/deliver-move.ts';
import { leaveTeam } from '../../src/use-cases/assignment/leave-team.ts';
import { watchReaction } from '../../src/use-cases/assignment/watch-reaction.ts';
import { planOf } from '../../src/use-cases/compose-plan.ts';
import { deliverJoining } from '../../src/use-cases/consultation/deliver-joining.ts';
import { serveLine } from '../../src/use-cases/consultation/serve-line.ts';
import { watchConsultation } from '../../src/use-cases/consultation/watch-consultation.ts';
import { deliverClosing } from '../../src/use-cases/dialogue/deliver-closing.ts';
import { deliverMirror } from '../../src/use-cases/dialogue/deliver-mirror.ts';
import { deliverRelay } from '../../src/use-cases/dialogue/deliver-relay.ts';
import { deliverRelayEdit } from '../../src/use-cases/dialogue/deliver-relay-edit.ts';
import { endShift } from '../../src/use-cases/duty/end-shift.ts';
import { planFiled } from '../../src/use-cases/filing/plan-filed.ts';
import { endSilence } from '../../src/use-cases/news/end-silence.ts';
import { warnOfBreach } from '../../src/use-cases/news/warn-of-breach.ts';
import { staffRoutes } from '../../src/use-cases/routes-staff.ts';
import { endDueSession } from '../../src/use-cases/session/end-due-session.ts';
import { applyTicketState, planTicketState } from '../../src/use-cases/tickets/apply-ticket-state.ts';
import { correctWorkload } from '../../src/use-cases/upkeep/correct-workload.ts';
import { findDueWork } from '../../src/use-cases/upkeep/find-due-work.ts';
import { refreshWorkload } from '../../src/use-cases/upkeep/refresh-workload.ts';
import { type Caller, type Conversations, caller, memoryConversations, type World } from './memory-conversations.ts';
import { type MemoryRelay, memoryRelay } from './memory-relay.ts';

/** The bot in memory with its specialists, its queues and their jobs. */
export interface Team extends Conversations {
  /** What dialogues brought to the chats. */
  readonly relay: MemoryRelay;
  /** What the queues hold is done, timers once they are due. `settle` alone is a desk without Redis. */
  work(): Promise<void>;
  /** Redis has forgotten everything: the rows say what there is to do. */
  rediscover(): Promise<readonly DeskJob[]>;
  run(job: DeskJob): Promise<unknown>;
  refreshWorkload: ReturnType<typeof refreshWorkload>;
  signIn(who: Caller): Promise<void>;
  /** Signs in and goes on shift. */
  comeOnShift(who: Caller): Promise<void>;
  /** Files a ticket and lets the queues do what comes of it; our id of it. */
  file(who: Caller, ticket?: { readonly requestType?: string; readonly priority?: Priority }): Promise<string>;
  /** The ticket changes in the tracker, which says so. */
  hearTracker(ticketId: string, changed: Partial<TicketState>): Promise<void>;
  /** The tracker tells how a ticket stands. */
  hearOf(number: string): Promise<void>;
  ticket(ticketId: string): StoredTicket;
  assignments(ticketId: string): readonly StoredAssignment[];
  personId(who: Caller): string;
  assigneeInTracker(ticketId: string): string | null;
}

export function specialist(index: number, displayName: string, change: Partial<Caller['profile']> = {}): Caller {
  return caller(index, { role: 'specialist', teams: ['infrastructure'], displayName, ...change });
}

export function supervisor(index: number, displayName: string, change: Partial<Caller['profile']> = {}): Caller {
  return specialist(index, displayName, { role: 'supervisor', ...change });
}

const stepsMax = 1_000;

export interface TeamSetting {
  readonly policy?: Policy;
  /** Answers of the gateway to what specialists do, instead of its own. */
  readonly answers?: Partial<TicketDesk>;
}

export function memoryTeam({ policy, answers = {} }: TeamSetting = {}): Team {
  let found: World | null = null;
  const relay = memoryRelay();
  const bot = memoryConversations({
    ...(policy ? { policy } : {}),
    staff: (world) => {
      found = world;
      return {
        routes: staffRoutes(world),
        deliver: deliverDeskEffects({ ...world, desk: { ...world.desk, ...answers }, relay }),
      };
    },
  });
  if (found === null) throw new Error('The conversations did not ask for their specialists.');
  const world: World = found;
  const run = jobRunner(world);

  async function work(): Promise<void> {
    for (let step = 0; step < stepsMax; step += 1) {
      await joinDelayed(world);
      await bot.settle();
      const job = takeDue(world);
      if (!job) return;
      await run(job);
    }
    throw new Error('The queues did not come to rest.');
  }

  const applyReading = applyTicketState({ ...world, planFiled: planFiled(world) });

  async function hearOf(number: string): Promise<void> {
    await applyReading(bot.gateway.commentsInTracker.look(number), { kind: 'job', name: 'reconcile' });
    await work();
  }

  const desk = deskOf(world);
  return {
    ...bot,
    ...desk,
    ...{ run, work, relay },
    refreshWorkload: refreshWorkload({ ...world, correct: correctWorkload({ ...world, applyState: applyReading }) }),
    async hearTracker(ticketId, changed) {
      const number = desk.ticket(ticketId).ticket.number ?? '';
      bot.gateway.changeInTracker(number, changed);
      await hearOf(number);
    },
    hearOf,
    async rediscover() {
      world.jobs.splice(0);
      const jobs = await findDueWork(world)();
      world.jobs.push(...jobs);
      return jobs;
    },
    async signIn(who) {
      bot.gateway.employ(who.phone, who.profile);
      await bot.shareOwnPhone(who);
    },
    async comeOnShift(who) {
      bot.gateway.employ(who.phone, who.profile);
      await bot.shareOwnPhone(who);
      await bot.hear(who, { kind: 'menu', item: 'duty' });
      await bot.press(who, 'set-duty', { state: 'on-shift' });
      await work();
    },
    async file(who, { requestType = 'internet', priority = 'medium' } = {}) {
      const before = new Set(world.tables.tickets.keys());
      await bot.write(who, 'Зник Wi-Fi на третьому поверсі.');
      await bot.press(who, 'choose-type', { requestType });
      if (priority !== 'medium') await choosePriority(bot, who, priority);
      await bot.press(who, 'send-draft');
      await work();
      const filed = [...world.tables.tickets.keys()].find((id) => !before.has(id));
      if (filed === undefined) throw new Error('No ticket was filed.');
      return filed;
    },
  };
}

async function choosePriority(bot: Conversations, who: Caller, priority: Priority): Promise<void> {
  await bot.press(who, 'change-draft');
  await bot.press(who, 'change-priority');
  await bot.press(who, 'choose-priority', { priority });
  if (priority === 'critical') await bot.write(who, 'Стоїть каса.');
}

/** A look at the rows. */
function deskOf({ tables, state }: World) {
  const ticket = (ticketId: string): StoredTicket => {
    const stored = tables.tickets.get(ticketId);
    if (!stored) throw new Error('There is no such ticket.');
    return stored;
  };
  return {
    ticket,
    assignments: (ticketId: string) => tables.assignments.get(ticketId) ?? [],
    personId(who: Caller): string {
      const person = [...tables.people.values()].find(({ telegramId }) => telegramId === who.telegramId);
      if (!person) throw new Error('This person has never signed in.');
      return person.id;
    },
    assigneeInTracker: (ticketId: string) =>
      state.filed.get(ticket(ticketId).ticket.number ?? '')?.state.assigneeEmployeeId ?? null,
  };
}

function deliverDeskEffects(world: World & { readonly relay: MemoryRelay }): (item: OutboxItem) => Promise<Delivery> {
  const planState = planTicketState({ ...world, planFiled: planFiled(world) });
  const assign = deliverAssignment({ ...world, planState });
  const move = deliverMove({ ...world, planState });
  const join = deliverJoining(world);
  const bring = deliverRelay(world);
  const correct = deliverRelayEdit(world);
  const mirror = deliverMirror(world);
  const close = deliverClosing(world);
  const leave = leaveTeam({ ...world, applyState: applyTicketState({ ...world, planFiled: planFiled(world) }) });
  return async (item) => {
    switch (item.effect.kind) {
      case 'assign-in-tracker':
        return assign(item.effect, item);
      case 'move-in-tracker':
        return move(item.effect, item);
      case 'join-consultation':
        return join(item.effect, item);
      case 'relay-message':
        return bring(item.effect, item);
      case 'relay-edit':
        return correct(item.effect, item);
      case 'mirror-chat':
        return mirror(item.effect, item);
      case 'close-chat':
        return close(item.effect, item);
      case 'leave-team':
        return leave(item.effect, item);
      default:
        throw new Error('This effect is delivered elsewhere.');
    }
  };
}

function jobRunner(world: World): (job: DeskJob) => Promise<unknown> {
  const assign = assignTicket(world);
  const serve = serveLine(world);
  const watchTalk = watchConsultation(world);
  const watch = watchReaction(world);
  const closeShift = endShift(world);
  const closeSession = endDueSession(world);
  const closeSolved = endSilence({ ...world, planState: planTicketState({ ...world, planFiled: planFiled(world) }) });
  const warn = warnOfBreach(world);
  const applyState = applyTicketState({ ...world, planFiled: planFiled(world) });
  const confirm = confirmNobody({ ...world, applyState });
  return (job) => {
    if (job.queue === 'assign') return assign(job.ticketId);
    if (job.queue === 'consult') return serve(job.team, job.consultationId);
    switch (job.timer) {
      case 'consultation':
        return watchTalk(job.consultationId);
      case 'first-reaction':
        return watch(job.ticketId);
      case 'shift-end':
        return closeShift(job.personId);
      case 'session-end':
        return closeSession(job.personId);
      case 'solution-silence':
        return closeSolved(job.ticketId);
      case 'confirm-nobody':
        return confirm(job.ticketId);
      case 'sla-warning':
        return warn(job.ticketId);
    }
  };
}

function takeDue({ jobs, clock }: World): DeskJob | undefined {
  const at = jobs.findIndex((job) => job.queue !== 'timers' || job.dueAt <= clock.now());
  return at < 0 ? undefined : jobs.splice(at, 1)[0];
}

/** Delayed effects join their lanes with whatever is committed next. */
async function joinDelayed({ ledger }: World): Promise<void> {
  await ledger.commit(planOf(), { kind: 'job', name: 'join-delayed' });
}
