import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import type { TicketLooks } from '../ports/ticket-looks.ts';
import { findHolder } from './find-holder.ts';
import { type LookOutcome, lookAtTicket } from './look-at-ticket.ts';
import { presentComments } from './present-comments.ts';
import { presentTicket } from './present-ticket.ts';
import { recogniseAccount } from './recognise-account.ts';

async function start() {
  const ports = createFakePorts(everybody);
  const recognise = recogniseAccount(ports);
  const create = async (count: number) => {
    const person = { displayName: 'Employee 1', department: 'Sales' };
    await ports.writer.create({ ...aNewTicket({ reference: aUuid(count) }), onBehalfOf: null, employee: person });
  };
  await create(1);
  const looked: string[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  let held = false;
  const looks: TicketLooks = {
    ...ports.looks,
    async look(number) {
      looked.push(number);
      if (held) {
        const gate = Promise.withResolvers<void>();
        gates.push(gate);
        await gate.promise;
      }
      return ports.looks.look(number);
    },
  };
  const lookAt = lookAtTicket({
    ...ports,
    looks,
    presentTicket: presentTicket({ ...ports, recognise, findHolder: findHolder({ ...ports, recognise }) }),
    presentComments: presentComments({ ...ports, recognise }),
  });
  const hold = () => {
    held = true;
  };
  const say = (text: string) =>
    ports.tracker.comments.add('SD-1', { text, author: 'account-3', visibility: 'public' }).id;
  return { ...ports, create, lookAt, looked, gates, hold, say };
}

function eventOf(outcome: LookOutcome) {
  if (outcome.kind !== 'looked') throw new Error(`Not looked: ${outcome.kind}.`);
  return outcome.event;
}

describe('what is seen of a ticket', () => {
  it('is its state and its marks, and not a word of it', async () => {
    const { lookAt, say, clock, tracker } = await start();
    const id = say('words of a specialist');
    tracker.slaDueAt.set('SD-1', 77);
    const event = eventOf(await lookAt.look('SD-1'));
    const marks = { commentsCut: false, slaDueAt: 77, participants: [], readAt: clock.now() };
    expect(event).toMatchObject({
      kind: 'ticket-changed',
      ticket: { number: 'SD-1' },
      marks: { ...marks, comments: [{ id, author: 'e-3', message: null }] },
    });
    expect(JSON.stringify(event)).not.toMatch(/words of a specialist|Wi-Fi/);
  });

  it('names who wrote through the desk as the author, not the account that wrote it down', async () => {
    const { lookAt, comments, commentWriter } = await start();
    const message = aUuid(7);
    await comments.begin({
      ...{
        message,
        number: 'SD-1',
        employeeId: 'e-1',
        consultation: null,
        visibility: 'public',
        bodyDigest: 'd',
        at: 1,
      },
    });
    await commentWriter.post('SD-1', { message, text: 'words', visibility: 'public' });
    await commentWriter.post('SD-1', { message: aUuid(8), text: 'words', visibility: 'public' });
    const event = eventOf(await lookAt.look('SD-1'));
    expect(event.marks?.comments).toMatchObject([
      { author: 'e-1', message },
      { author: null, message: aUuid(8) },
    ]);
  });

  it('names who follows it, in the tracker and through the desk, once', async () => {
    const { lookAt, participants, writer, audit } = await start();
    const entry = { act: 'participant-added', actor: { kind: 'service' }, on: { kind: 'ticket', id: 'SD-1' } } as const;
    const added = { ...entry, outcome: 'done', reason: null, at: 1 } as const;
    for (const employeeId of ['e-2', 'e-4']) {
      await participants.add({ number: 'SD-1', employeeId, addedBy: 'e-1', at: 1 }, added);
    }
    for (const account of ['account-4', 'account-5', 'account-of-a-stranger']) {
      await writer.addParticipant('SD-1', account);
    }
    expect(eventOf(await lookAt.look('SD-1')).marks?.participants).toEqual(['e-2', 'e-4', 'e-5']);
    expect(audit.entries.length).toBeGreaterThan(0);
  });

  it('keeps its id while it stays the same, and is newer each time', async () => {
    const { lookAt, clock } = await start();
    const first = eventOf(await lookAt.look('SD-1'));
    const second = eventOf(await lookAt.look('SD-1'));
    clock.advance(60_000);
    const third = eventOf(await lookAt.look('SD-1'));
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    const readAt = [first, second, third].map(({ marks }) => marks?.readAt ?? 0);
    expect(readAt).toEqual([clock.now() - 60_000, clock.now() - 60_000 + 1, clock.now()]);
  });

  it('is news again when it comes back, even within one change of the ticket', async () => {
    const { lookAt, say, tracker } = await start();
    const id = say('words');
    const ids = [eventOf(await lookAt.look('SD-1')).id];
    for (const visibility of ['internal', 'public'] as const) {
      tracker.comments.change('SD-1', id, { visibility });
      ids.push(eventOf(await lookAt.look('SD-1')).id);
    }
    expect(new Set(ids).size).toBe(3);
  });

  it('is nothing while the tracker is down, or where there is no such ticket', async () => {
    const { lookAt, tracker } = await start();
    expect(await lookAt.look('SD-404')).toEqual({ kind: 'refused', reason: 'not-found' });
    tracker.setDown(null);
    expect(await lookAt.look('SD-1')).toEqual({ kind: 'down', retryAfterMs: null });
    expect(lookAt.recall('SD-1')).toBeNull();
  });
});

describe('looking', () => {
  it('happens at one ticket once at a time; whoever asks meanwhile shares the next', async () => {
    const { lookAt, looked, gates, hold, create } = await start();
    await create(2);
    hold();
    const first = lookAt.look('SD-1');
    await expect.poll(() => gates.length).toBe(1);
    const later = [lookAt.look('SD-1'), lookAt.lookSince('SD-1', 1), lookAt.look('SD-1')];
    const other = lookAt.look('SD-2');
    await expect.poll(() => gates.length).toBe(2);
    expect(looked).toEqual(['SD-1', 'SD-2']);
    gates[0]?.resolve();
    const before = eventOf(await first);
    await expect.poll(() => gates.length).toBe(3);
    for (const gate of gates) gate.resolve();
    const shared = (await Promise.all(later)).map(eventOf);
    expect(new Set(shared).size).toBe(1);
    expect(shared[0]?.marks?.readAt).toBeGreaterThan(before.marks?.readAt ?? 0);
    await other;
    expect(looked).toEqual(['SD-1', 'SD-2', 'SD-1']);
  });

  it('is spared where an earlier look began with the change known, and only there', async () => {
    const { lookAt, looked, clock } = await start();
    const changedAt = clock.now();
    await lookAt.look('SD-1');
    // That look may have read the comments before the change and the ticket after it.
    const second = eventOf(await lookAt.lookSince('SD-1', changedAt));
    expect(looked).toHaveLength(2);
    expect(eventOf(await lookAt.lookSince('SD-1', changedAt))).toEqual(second);
    expect(looked).toHaveLength(2);
    await lookAt.lookSince('SD-1', changedAt + 1);
    expect(looked).toHaveLength(3);
  });

  it('is put off beyond 500 that wait', async () => {
    const { lookAt, hold } = await start();
    hold();
    const asked = Array.from({ length: 501 }, (_, count) => lookAt.look(`SD-${count + 1}`));
    expect(await asked[500]).toEqual({ kind: 'down', retryAfterMs: null });
  });

  it('remembers the last 10,000 tickets', async () => {
    const { lookAt, looks, create } = await start();
    await create(2);
    const seen = await looks.look('SD-1');
    looks.look = async () => seen;
    await lookAt.look('SD-first');
    for (let count = 0; count < 9_999; count += 1) await lookAt.look(`SD-${count}`);
    expect(lookAt.recall('SD-first')).not.toBeNull();
    await lookAt.look('SD-one-more');
    expect(lookAt.recall('SD-first')).toBeNull();
    expect(lookAt.recall('SD-one-more')).not.toBeNull();
  });
});
