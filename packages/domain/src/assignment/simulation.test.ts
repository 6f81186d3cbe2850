import { describe, expect, it } from 'vitest';
import { changeDuty, offDuty } from '../duty/change-duty.ts';
import type { Duty, DutyEvent, ShiftSpan } from '../duty/duty.ts';
import type { Candidate } from './candidate.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { defaultRankingLimits, defaultWeights } from './index-weights.ts';
import { rankCandidates } from './rank-candidates.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const began = Date.parse('2026-11-02T07:00:00Z');

interface Person {
  readonly id: string;
  /** Mean minutes of work a ticket takes; null for someone who closes nothing. */
  readonly minutesEach: number | null;
  /** Days of the simulation this person works. */
  readonly worksOn: (day: number) => boolean;
}

/** One ticket given, with the open tickets of everyone on shift right after it. */
interface Given {
  readonly personId: string;
  readonly day: number;
  readonly minute: number;
  readonly active: ReadonlyMap<string, number>;
}

interface Desk {
  duty: Duty;
  log: ShiftSpan[];
  active: number;
  closedAt: number[];
  assignedAt: number | null;
}

/**
 * Working days of eight hours, minute by minute: chance brings tickets and closes them, the functions the product
 * runs decide who gets them.
 */
function simulate(options: {
  readonly people: readonly Person[];
  readonly ticketsPerHour: number;
  readonly days: number;
  readonly seed: number;
}) {
  const { people, ticketsPerHour, days, seed } = options;
  const chance = seeded(seed);
  const desks = new Map(people.map((person) => [person.id, freshDesk(person.id)]));
  const given: Given[] = [];
  let unassigned = 0;
  for (let day = 0; day < days; day += 1) {
    const opensAt = began + day * dayMs;
    for (const person of people)
      if (person.worksOn(day)) change(desks, person.id, { kind: 'shift-started', works: true }, opensAt);
    for (let minute = 0; minute < 8 * 60; minute += 1) {
      const now = opensAt + minute * minuteMs;
      for (const person of people) work(deskOf(desks, person.id), person, now, chance);
      if (chance() >= ticketsPerHour / 60) continue;
      const personId = assign(desks, now);
      if (personId === null) unassigned += 1;
      else given.push({ personId, day, minute, active: activeOnShift(desks) });
    }
    for (const person of people)
      change(desks, person.id, { kind: 'shift-ended', by: 'end-of-hours' }, opensAt + 8 * hourMs);
  }
  return { given, unassigned };
}

/** One decision and its reservation, as the one atomic step does both. */
function assign(desks: ReadonlyMap<string, Desk>, now: number): string | null {
  const candidates = [...desks].map(([personId, desk]) => candidateOf(personId, desk, now));
  const request = { candidates, requesterId: null, weights: defaultWeights, limits: defaultRankingLimits, now };
  const choice = chooseAssignee(rankCandidates(request), { passOver: [] });
  if (choice.kind === 'nobody') return null;
  const desk = deskOf(desks, choice.personId);
  desk.active += 1;
  desk.assignedAt = now;
  return choice.personId;
}

function activeOnShift(desks: ReadonlyMap<string, Desk>): ReadonlyMap<string, number> {
  const onShift = [...desks].filter(([, { duty }]) => duty.state === 'on-shift');
  return new Map(onShift.map(([personId, { active }]) => [personId, active]));
}

function candidateOf(personId: string, desk: Desk, now: number): Candidate {
  const { duty } = desk;
  const open = duty.state === 'on-shift' ? [{ from: duty.since, to: null }] : [];
  const periodFrom = now - defaultRankingLimits.periodDays * dayMs;
  return {
    personId,
    duty: duty.state,
    active: desk.active,
    lastClosedAt: desk.closedAt.at(-1) ?? null,
    lastAssignedAt: desk.assignedAt,
    shiftStartedAt: duty.shiftStartedAt,
    closedInPeriod: desk.closedAt.filter((at) => at >= periodFrom).length,
    shiftLog: [...desk.log, ...open],
  };
}

function work(desk: Desk, { minutesEach }: Person, now: number, chance: () => number): void {
  if (desk.duty.state !== 'on-shift' || desk.active === 0 || minutesEach === null) return;
  if (chance() >= 1 / minutesEach) return;
  desk.active -= 1;
  desk.closedAt.push(now);
}

function change(desks: ReadonlyMap<string, Desk>, personId: string, event: DutyEvent, now: number): void {
  const desk = deskOf(desks, personId);
  const step = changeDuty(desk.duty, event, now);
  if (step.kind === 'refused') return;
  desk.duty = step.duty;
  if (step.ended) desk.log.push(step.ended);
}

function freshDesk(personId: string): Desk {
  return { duty: offDuty(personId, began), log: [], active: 0, closedAt: [], assignedAt: null };
}

function deskOf(desks: ReadonlyMap<string, Desk>, personId: string): Desk {
  const desk = desks.get(personId);
  if (!desk) throw new Error(`nobody is called ${personId}`);
  return desk;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const everyDay = () => true;
const idler: Person = { id: 'idler', minutesEach: null, worksOn: everyDay };

function team(size: number, name = 'p', minutesEach = 30): Person[] {
  return Array.from({ length: size }, (_, at) => ({ id: `${name}-${at}`, minutesEach, worksOn: everyDay }));
}

/** What a person got of the tickets, as a multiple of an equal share among `of` people. */
function shareOf(given: readonly Given[], personId: string, of: number): number {
  return (given.filter((one) => one.personId === personId).length / given.length) * of;
}

const seeds = [1, 2, 3, 4, 5];

describe.each(seeds)('the index in simulation %i', (seed) => {
  it.each([
    { size: 9, ticketsPerHour: 12 },
    { size: 4, ticketsPerHour: 6 },
    { size: 3, ticketsPerHour: 5 },
  ])('gives someone who closes nothing less than half a fair share ($size colleagues)', ({ size, ticketsPerHour }) => {
    const { given } = simulate({ people: [...team(size), idler], ticketsPerHour, days: 10, seed });
    expect(given.length).toBeGreaterThan(300);
    expect(shareOf(given, 'idler', size + 1)).toBeLessThan(0.5);
  });

  it('lets nobody starve, fast or slow: a ticket every day, half a fair share at least', () => {
    const people = [...team(4, 'fast', 20), ...team(4, 'slow', 60)];
    const { given, unassigned } = simulate({ people, ticketsPerHour: 10, days: 10, seed });
    expect(unassigned).toBe(0);
    for (const { id } of people) {
      expect(shareOf(given, id, people.length)).toBeGreaterThan(0.5);
      const days = new Set(given.filter(({ personId }) => personId === id).map(({ day }) => day));
      expect(days.size).toBe(10);
    }
  });

  const newcomer: Person = { id: 'newcomer', minutesEach: 30, worksOn: (day) => day >= 8 };
  const returner: Person = { id: 'returner', minutesEach: 30, worksOn: (day) => day === 0 || day >= 8 };
  const joined = [...team(8), newcomer, returner];

  it.each(['newcomer', 'returner'])('does not flood a %s: about a fair share from the first day', (id) => {
    const { given } = simulate({ people: joined, ticketsPerHour: 15, days: 10, seed });
    const firstDay = given.filter(({ day }) => day === 8);
    const firstHour = firstDay.filter(({ minute }) => minute < 60);
    expect(shareOf(firstDay, id, joined.length)).toBeGreaterThan(0.4);
    expect(shareOf(firstDay, id, joined.length)).toBeLessThan(2);
    expect(firstHour.filter(({ personId }) => personId === id).length).toBeLessThanOrEqual(5);
  });

  it.each(['newcomer', 'returner'])(
    'where all are behind, stops giving to a %s at about what colleagues have',
    (id) => {
      const { given } = simulate({ people: joined, ticketsPerHour: 18, days: 10, seed });
      const theirs = given.filter(({ personId, day }) => personId === id && day >= 8);
      expect(theirs.length).toBeGreaterThan(10);
      for (const { active } of theirs) {
        const colleagues = [...active].filter(([personId]) => personId !== id).map(([, open]) => open);
        const mean = colleagues.reduce((sum, open) => sum + open, 0) / colleagues.length;
        expect(active.get(id)).toBeLessThanOrEqual(1.5 * mean + 1);
      }
    },
  );
});

it.each([2, 3, 5, 10])('%i tickets at once go to as many equals, one each', (size) => {
  const desks = new Map(team(size).map(({ id }) => [id, freshDesk(id)]));
  for (const id of desks.keys()) change(desks, id, { kind: 'shift-started', works: true }, began);
  const chosen = Array.from({ length: size }, () => assign(desks, began + hourMs));
  expect(new Set(chosen).size).toBe(size);
  expect(chosen).not.toContain(null);
});
