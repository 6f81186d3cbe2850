import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import type { Pause } from '../ports/system.ts';
import type { TicketLooks } from '../ports/ticket-looks.ts';
import type { TicketReader, TrackerTrouble } from '../ports/tracker.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const minuteMs = 60_000;

interface Stand {
  readonly pageSize?: number;
  readonly pause?: Pause;
}

/** `blind`: what a look at a ticket answers instead. */
function start({ pageSize = 2, pause = async () => undefined }: Stand = {}) {
  const fakes = createFakePorts(everybody, { pageSize });
  const looked: string[] = [];
  const blind = new Map<string, TrackerTrouble>();
  const atOnce = { now: 0, most: 0 };
  let whileLooking: () => void | Promise<void> = () => {};
  const looks: TicketLooks = {
    ...fakes.looks,
    async look(number) {
      looked.push(number);
      atOnce.now += 1;
      atOnce.most = Math.max(atOnce.most, atOnce.now);
      await whileLooking();
      const seen = blind.get(number) ?? (await fakes.looks.look(number));
      atOnce.now -= 1;
      return seen;
    },
  };
  const stop = { hasBegun: false };
  const ports = { ...fakes, looks, pause, isStopping: () => stop.hasBegun };
  const { listChanges } = wireUseCases(ports, testLimits).contract;
  const person = { displayName: 'Employee 1', department: 'Sales' };
  const create = async (count: number) => {
    await ports.writer.create({ ...aNewTicket({ reference: aUuid(count) }), onBehalfOf: null, employee: person });
  };
  const slow = (act: typeof whileLooking) => {
    whileLooking = act;
  };
  return { ...ports, create, listChanges, looked, blind, slow, stop, mostAtOnce: () => atOnce.most };
}

/** Reads to the end, as the bot's poll does. */
async function readAll(listChanges: ReturnType<typeof start>['listChanges'], from?: string) {
  const numbers: string[] = [];
  let cursor = from;
  for (let page = 0; page < 20; page += 1) {
    const outcome = await listChanges(cursor);
    if (outcome.kind === 'refused') throw new Error(outcome.code);
    numbers.push(...outcome.events.map((event) => (event.kind === 'ticket-changed' ? event.ticket.number : '')));
    cursor = outcome.cursor;
    if (!outcome.more) return { numbers, cursor };
  }
  throw new Error('The feed has no end.');
}

describe('the changes feed', () => {
  it('gives the last day without a cursor, in pages, each ticket once', async () => {
    const { create, listChanges, clock } = start();
    await create(1);
    clock.advance(25 * 60 * minuteMs);
    for (let count = 2; count <= 6; count += 1) await create(count);
    expect((await readAll(listChanges)).numbers).toEqual(['SD-2', 'SD-3', 'SD-4', 'SD-5', 'SD-6']);
  });

  it('goes on from its cursor with an overlap, under ids that repeat', async () => {
    const { create, listChanges, clock, tracker } = start();
    await create(1);
    clock.advance(10 * minuteMs);
    await create(2);
    const first = await readAll(listChanges);
    clock.advance(minuteMs);
    const again = await listChanges(first.cursor);
    expect(again).toMatchObject({ events: [{ id: expect.stringContaining('SD-2') }], more: false });
    expect(await listChanges(first.cursor)).toEqual(again);

    tracker.changeTicket('SD-2', { status: 'resolved' });
    const changed = await listChanges(first.cursor);
    expect(changed).toMatchObject({ events: [{ ticket: { status: 'resolved' } }] });
    expect(changed.kind === 'listed' && again.kind === 'listed' && changed.events[0]?.id !== again.events[0]?.id).toBe(
      true,
    );
  });

  it('stays where it is while nothing changes, however late it is asked', async () => {
    const { create, listChanges, clock } = start();
    await create(1);
    const { cursor } = await readAll(listChanges);
    clock.advance(3 * 24 * 60 * minuteMs);
    const later = await readAll(listChanges, cursor);
    expect(later.cursor).toBe(cursor);
    await create(2);
    expect((await readAll(listChanges, later.cursor)).numbers).toContain('SD-2');
  });

  it('begins its list anew where the tracker no longer knows the page', async () => {
    const ports = createFakePorts(everybody);
    const { listChangedSince } = ports.reader;
    const reader: TicketReader = {
      ...ports.reader,
      listChangedSince: async (since, page) =>
        page === null ? listChangedSince(since, null) : { kind: 'refused', reason: 'invalid' },
    };
    const { listChanges } = wireUseCases({ ...ports, reader }, testLimits).contract;
    const begin = ports.clock.now() - 60_000;
    expect(await listChanges(`${begin}.${begin}.expired`)).toMatchObject({ kind: 'listed', events: [], more: false });
  });

  it('looks at each ticket itself, once for each change', async () => {
    const { create, listChanges, tracker, clock, looked } = start();
    await create(1);
    await create(2);
    const first = await readAll(listChanges);
    await readAll(listChanges, first.cursor);
    expect(looked).toEqual(['SD-1', 'SD-2']);
    clock.advance(minuteMs);
    const { id } = tracker.comments.add('SD-2', { text: 'words', author: 'account-3', visibility: 'public' });
    const changed = await listChanges(first.cursor);
    expect(looked).toEqual(['SD-1', 'SD-2', 'SD-2']);
    expect(changed).toMatchObject({ events: [{ ticket: { number: 'SD-1' } }, { marks: { comments: [{ id }] } }] });
  });

  it('repeats what it told, for whoever did not hear the answer', async () => {
    const { create, listChanges } = start();
    await create(1);
    const { cursor } = await readAll(listChanges);
    expect(await listChanges(cursor)).toEqual(await listChanges(cursor));
  });

  it('looks at four at a time', async () => {
    const { create, listChanges, slow, mostAtOnce } = start({ pageSize: 50 });
    for (let count = 1; count <= 20; count += 1) await create(count);
    const four = Promise.withResolvers<void>();
    slow(() => {
      if (mostAtOnce() === 4) setImmediate(four.resolve);
      return four.promise;
    });
    await readAll(listChanges);
    expect(mostAtOnce()).toBe(4);
  });

  it('begins its looks one after another, and does not pause for what has been seen', async () => {
    const looksAtPause: number[] = [];
    const { create, listChanges, looked } = start({
      pageSize: 50,
      pause: async () => {
        await new Promise(setImmediate);
        looksAtPause.push(looked.length);
      },
    });
    for (let count = 1; count <= 6; count += 1) await create(count);
    const { cursor } = await readAll(listChanges);
    await new Promise(setImmediate);
    expect(looksAtPause).toEqual([1, 2, 3, 4, 5, 6]);
    await readAll(listChanges, cursor);
    await create(7);
    await readAll(listChanges, cursor);
    await new Promise(setImmediate);
    expect(looksAtPause).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('has time for a page of a hundred', async () => {
    const { clock, create, listChanges, looked } = start({
      pageSize: 100,
      pause: async (ms) => {
        clock.advance(ms);
      },
    });
    for (let count = 1; count <= 100; count += 1) await create(count);
    const listed = await listChanges(undefined);
    expect(looked).toHaveLength(100);
    expect(listed.kind === 'listed' && listed.events.every((event) => 'marks' in event && event.marks)).toBe(true);
  });

  it('tells a ticket that cannot be seen without marks, and waits for it', async () => {
    const { create, listChanges, clock, blind } = start();
    await create(1);
    clock.advance(20 * minuteMs);
    await create(2);
    blind.set('SD-1', { kind: 'down', retryAfterMs: null });
    const begin = clock.now() - 30 * minuteMs;
    const first = await listChanges(`${begin}.${begin}`);
    expect(first).toMatchObject({
      events: [
        { ticket: { number: 'SD-1' }, marks: null },
        { ticket: { number: 'SD-2' }, marks: { comments: [] } },
      ],
    });
    blind.clear();
    const { numbers, cursor } = await readAll(listChanges, first.kind === 'listed' ? first.cursor : '');
    expect(numbers).toEqual(['SD-1', 'SD-2']);
    expect((await readAll(listChanges, cursor)).numbers).toEqual(['SD-2']);
  });

  it('waits over the pages of a list, and no longer than an hour', async () => {
    const { create, listChanges, clock, blind } = start();
    const begin = clock.now();
    blind.set('SD-1', { kind: 'down', retryAfterMs: null });
    for (let count = 1; count <= 3; count += 1) await create(count);
    const first = await readAll(listChanges, `${begin}.${begin}`);
    clock.advance(50 * minuteMs);
    await create(4);
    const second = await readAll(listChanges, first.cursor);
    expect(second.numbers).toContain('SD-1');
    clock.advance(30 * minuteMs);
    await create(5);
    const third = await readAll(listChanges, second.cursor);
    expect(third.numbers).toContain('SD-1');
    expect((await readAll(listChanges, third.cursor)).numbers).toEqual(['SD-4', 'SD-5']);
  });

  it('does not wait for a ticket that is gone', async () => {
    const { create, listChanges, clock, blind } = start();
    await create(1);
    clock.advance(20 * minuteMs);
    await create(2);
    blind.set('SD-1', { kind: 'refused', reason: 'not-found' });
    const { cursor } = await readAll(listChanges);
    expect((await readAll(listChanges, cursor)).numbers).toEqual(['SD-2']);
  });

  it('stops looking after 10 s, and goes on with the next call', async () => {
    const { create, listChanges, clock, looked, slow } = start({ pageSize: 50 });
    for (let count = 1; count <= 12; count += 1) await create(count);
    slow(() => clock.advance(6_000));
    const first = await listChanges(undefined);
    expect(looked.length).toBeLessThan(12);
    slow(() => {});
    const again = await listChanges(first.kind === 'listed' ? first.cursor : '');
    expect(again.kind === 'listed' && again.events.every((event) => 'marks' in event && event.marks)).toBe(true);
    expect(new Set(looked).size).toBe(12);
  });

  it('stops looking when its process stops, and tells the rest as the search has it', async () => {
    const { create, listChanges, looked, slow, stop } = start({ pageSize: 50 });
    for (let count = 1; count <= 12; count += 1) await create(count);
    slow(() => {
      stop.hasBegun = looked.length === 6;
    });
    const first = await listChanges(undefined);
    expect(looked).toHaveLength(6);
    const marked = first.kind === 'listed' ? first.events.filter((event) => 'marks' in event && event.marks) : [];
    expect(marked).toHaveLength(6);
    stop.hasBegun = false;
    await readAll(listChanges, first.kind === 'listed' ? first.cursor : '');
    expect(new Set(looked).size).toBe(12);
  });

  it.each(['', 'nonsense', '1.', '-1.2', 'x'.repeat(200)])('refuses the cursor %j', async (cursor) => {
    expect(await start().listChanges(cursor)).toMatchObject({ code: 'request-invalid' });
  });

  it('waits for a tracker that is down', async () => {
    const { listChanges, tracker } = start();
    tracker.setDown(7_000);
    expect(await listChanges(undefined)).toEqual({ kind: 'refused', code: 'tracker-down', retryAfterSeconds: 7 });
  });
});
