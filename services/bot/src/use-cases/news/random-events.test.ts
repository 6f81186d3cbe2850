import type { Priority, TicketStatus } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import type { TicketReading } from '../../ports/gateway-desk.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { endRevokedSession } from '../session/end-revoked-session.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';
import { reconcileTickets } from '../tickets/reconcile-tickets.ts';
import { lookAgain } from '../upkeep/look-again.ts';

const eventsCount = 500;
const minuteMs = 60_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');
const stranger = 'tracker:404';
const statuses = ['in-progress', 'waiting-for-customer', 'waiting-for-support', 'resolved'] as const;
const priorities = ['critical', 'high', 'medium', 'low'] as const;

/** A repeatable stream of numbers below 1 (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function threeTickets(): Promise<{ readonly team: Team; readonly numbers: readonly string[] }> {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ids = [await team.file(olena), await team.file(olena), await team.file(olena)];
  for (const ticketId of ids) {
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'take-ticket', ticketId, inList: false } });
  }
  await team.work();
  await team.pass(3 * minuteMs);
  return { team, numbers: ids.map((id) => team.ticket(id).ticket.number ?? '') };
}

/** Something happens to a ticket in the tracker. Every text names what it is, so that it is found wherever it shows. */
function happen(team: Team, number: string, random: () => number, event: number): void {
  const { commentsInTracker: tracker, state } = team.gateway;
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const comments = state.comments.get(number) ?? [];
  const one = pick(comments);
  const change = (changed: { status?: TicketStatus; priority?: Priority; assigneeEmployeeId?: string }) =>
    team.gateway.changeInTracker(number, changed);
  switch (Math.floor(random() * 9)) {
    case 0:
    case 1:
      tracker.post(number, { text: `public-${event}`, authorEmployeeId: stranger });
      return;
    case 2:
      tracker.post(number, { text: `internal-${event}`, authorEmployeeId: stranger, visibility: 'internal' });
      return;
    case 3:
      if (one?.visibility === 'public') tracker.edit(number, one.id, `public-${event}`);
      return;
    case 4:
      // What was internal from the beginning stays so: its words must never be seen.
      if (one?.text.startsWith('public')) {
        tracker.show(number, one.id, one.visibility === 'public' ? 'internal' : 'public');
      }
      return;
    case 5:
      if (one) tracker.remove(number, one.id);
      return;
    case 6:
      change({ status: pick(statuses) ?? 'in-progress' });
      return;
    case 7:
      change({ priority: pick(priorities) ?? 'medium' });
      return;
    default:
      change({ assigneeEmployeeId: random() < 0.5 ? iryna.profile.employeeId : stranger });
  }
}

function upkeepOf(team: Team) {
  const { desk, clock, policy, gateway } = team;
  const needs = { ...desk, ids: countedIds(), clock, policy, feeds: gateway.feeds };
  const applyState = applyTicketState({ ...needs, planFiled: planFiled(desk) });
  const pause = async () => undefined;
  const reconcile = reconcileTickets({ ...needs, pause, applyState, endRevoked: endRevokedSession(needs) });
  return {
    applyState,
    poll: () => reconcile(new AbortController().signal),
    look: lookAgain({ ...needs, applyState }),
  };
}

/** What is known of a ticket is only ever replaced by something later. */
function watchInstants({ desk }: Team): () => void {
  const before = new Map<string, number>();
  return () => {
    for (const { ticket, trackerChangedAt } of desk.tables.tickets.values()) {
      expect(trackerChangedAt ?? 0).toBeGreaterThanOrEqual(before.get(ticket.id) ?? 0);
      before.set(ticket.id, trackerChangedAt ?? 0);
    }
  };
}

/**
 * Webhooks of a history: a third is lost, the others come twice, late and in any order. How often a comment of somebody
 * else turned public.
 */
async function live(team: Team, numbers: readonly string[], seed: number): Promise<number> {
  const random = chance(seed);
  const { applyState, poll } = upkeepOf(team);
  const expectLater = watchInstants(team);
  let published = 0;
  const underWay: TicketReading[] = [];
  for (let event = 0; event < eventsCount; event += 1) {
    const number = numbers[Math.floor(random() * numbers.length)] ?? '';
    const before = publicIds(team, number);
    happen(team, number, random, event);
    for (const id of publicIds(team, number)) if (!before.has(id)) published += 1;
    const reading = team.gateway.commentsInTracker.look(number);
    if (random() > 1 / 3) underWay.push(reading, reading);
    while (underWay.length > 0 && random() < 0.6) {
      const [arriving] = underWay.splice(Math.floor(random() * underWay.length), 1);
      if (arriving) await applyState(arriving, { kind: 'job', name: 'hook' });
      expectLater();
      // Deliveries of messages fall behind as well.
      if (random() < 0.5) await team.settle();
    }
    if (event % 60 === 59) await poll();
    if (event % 10 === 9) await team.pass(1_000);
  }
  for (const late of underWay) await applyState(late, { kind: 'job', name: 'hook' });
  await team.settle();
  expectLater();
  return published;
}

function publicIds({ gateway }: Team, number: string): ReadonlySet<string> {
  const comments = gateway.state.comments.get(number) ?? [];
  return new Set(comments.flatMap(({ id, visibility }) => (visibility === 'public' ? [id] : [])));
}

async function catchUp(team: Team): Promise<void> {
  const { poll, look } = upkeepOf(team);
  await poll();
  await team.settle();
  // The requester has been at the telephone all along.
  await team.hear(olena, { kind: 'menu', item: 'help' });
  await team.pass(2 * minuteMs);
  await look();
  await team.work();
}

const wordsIn = (team: Team) =>
  team.seen(olena).flatMap(({ screen }) => (screen.kind === 'comment' ? [`${screen.number} ${screen.text}`] : []));

describe('500 events, delivered twice, late, out of order, a third of the webhooks lost', () => {
  it.each([1, 2, 3, 4])('end as the tracker has it (seed %d)', async (seed) => {
    const { team, numbers } = await threeTickets();
    const deletedBefore = team.window.deleted(olena.telegramId).length;
    const published = await live(team, numbers, seed);
    await catchUp(team);

    const { state } = team.gateway;
    const publicWords = numbers.flatMap((number) =>
      (state.comments.get(number) ?? [])
        .filter(({ visibility }) => visibility === 'public')
        .map(({ text }) => `${number} ${text}`),
    );
    expect(publicWords.length).toBeGreaterThan(3);
    expect(wordsIn(team).toSorted()).toEqual(publicWords.toSorted());
    const taken = team.window.deleted(olena.telegramId).length - deletedBefore;
    expect(taken + wordsIn(team).length).toBeLessThanOrEqual(published);

    for (const number of numbers) {
      const there = state.filed.get(number)?.state;
      const here = [...team.desk.tables.tickets.values()].find(({ ticket }) => ticket.number === number)?.ticket;
      expect(here).toMatchObject({ status: there?.status, priority: there?.priority });
      const card = team.seen(olena).find((message) => message.card === `ticket:${here?.id}`)?.screen;
      const resolved = { kind: 'solution-offered', number };
      expect(card).toMatchObject(there?.status === 'resolved' ? resolved : { number, status: there?.status });
      const isIrynas = there?.assigneeEmployeeId === iryna.profile.employeeId;
      expect(here?.assigneeId).toBe(isIrynas ? team.personId(iryna) : null);
    }
    // Of everything that was ever shown to anybody.
    expect(JSON.stringify(team.desk.lanes.outbox)).not.toContain('internal-');
  });
});
