import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import type { TicketReader } from '../ports/tracker.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const minuteMs = 60_000;

function start() {
  const ports = createFakePorts(everybody, { pageSize: 2 });
  const { listChanges } = wireUseCases(ports, testLimits).contract;
  const person = { displayName: 'Employee 1', department: 'Sales' };
  const create = async (count: number) => {
    await ports.writer.create({ ...aNewTicket({ reference: aUuid(count) }), onBehalfOf: null, employee: person });
  };
  return { ...ports, create, listChanges };
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

  it.each(['', 'nonsense', '1.', '-1.2', 'x'.repeat(200)])('refuses the cursor %j', async (cursor) => {
    expect(await start().listChanges(cursor)).toMatchObject({ code: 'request-invalid' });
  });

  it('waits for a tracker that is down', async () => {
    const { listChanges, tracker } = start();
    tracker.setDown(7_000);
    expect(await listChanges(undefined)).toEqual({ kind: 'refused', code: 'tracker-down', retryAfterSeconds: 7 });
  });
});
