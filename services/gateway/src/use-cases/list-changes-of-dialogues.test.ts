import { describe, expect, it } from 'vitest';
import { aBatch } from '../../test/builders/dialogue.ts';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { startTalk } from '../../test/fakes/talk.ts';

const minuteMs = 60_000;

/** A dialogue whose ticket the poll has seen as it was before anything was said. */
async function start() {
  const stage = await startTalk();
  const { contract, mirror, shown, number, tracker } = stage;
  let cursor: string | undefined;
  let others = 0;
  const list = async () => {
    const listed = await contract.listChanges(cursor);
    if (listed.kind === 'refused') throw new Error(listed.code);
    cursor = listed.cursor;
    return listed.events.flatMap((event) => (event.kind === 'ticket-changed' ? [event] : []));
  };
  const poll = async () => {
    const event = (await list()).find(({ ticket }) => ticket.number === number);
    if (!event) throw new Error('The ticket was not listed.');
    return event;
  };
  /** Something else happens there, so that the cursor moves on. */
  const fileAnother = async () => {
    others += 1;
    const person = { displayName: 'Employee 2', department: 'Sales' };
    await stage.writer.create({
      ...aNewTicket({ reference: aUuid(700 + others) }),
      onBehalfOf: null,
      employee: person,
    });
  };
  const hear = (comment: string) =>
    contract.forwardHook({
      ...{ headers: { 'x-hub-signature': 'fake' }, query: {} },
      body: new TextEncoder().encode(`${number} ${comment}`),
    });
  let batches = 0;
  /** Written into the ticket, and told of by the tracker. */
  const write = async () => {
    batches += 1;
    await mirror(aBatch({ batch: aUuid(600 + batches) }));
    expect(await hear(shown().at(-1)?.id ?? '')).toBe('ignored');
  };
  const sayInTracker = () =>
    tracker.comments.add(number, { text: 'A word of a colleague’s.', author: 'account-3', visibility: 'public' }).id;
  const before = await poll();
  stage.clock.advance(minuteMs);
  return { ...stage, list, poll, hear, write, sayInTracker, fileAnother, before };
}

describe('a ticket that changed as a dialogue was written into it', () => {
  it('is told as it was seen before', async () => {
    const { poll, write, clock, before } = await start();
    await write();
    expect(await poll()).toEqual(before);
    clock.advance(minuteMs);
    await write();
    expect(await poll()).toEqual(before);
  });

  it('is looked at where the tracker has told nobody of it: it may not tell of others either', async () => {
    const { poll, mirror, shown, before } = await start();
    await mirror();
    const seen = await poll();
    expect(seen.id).not.toBe(before.id);
    expect(seen.marks?.comments.map(({ id }) => id)).toEqual(shown().map(({ id }) => id));
  });

  it('is looked at where anything else about it has changed', async () => {
    const { poll, write, tracker, number } = await start();
    tracker.changeTicket(number, { status: 'resolved' });
    await write();
    expect((await poll()).ticket.status).toBe('resolved');
  });

  it('is looked at where somebody else has changed it since', async () => {
    const { poll, write, sayInTracker, clock } = await start();
    await write();
    clock.advance(10_000);
    const id = sayInTracker();
    expect((await poll()).marks?.comments.map((comment) => comment.id)).toContain(id);
  });

  it('is looked at after ten minutes nevertheless: what somebody said there and no hook told is found', async () => {
    const { poll, write, sayInTracker, fileAnother, clock, before } = await start();
    const id = sayInTracker();
    await write();
    for (let minute = 1; minute < 10; minute += 1) {
      await fileAnother();
      expect(await poll()).toEqual(before);
      clock.advance(minuteMs);
    }
    expect((await poll()).marks?.comments.map((comment) => comment.id)).toContain(id);
  });

  it('is not waited for where a look has seen it so', async () => {
    const { list, poll, mirror, shown, hear, fileAnother, clock, number } = await start();
    await mirror();
    await poll();
    expect(await hear(shown().at(-1)?.id ?? '')).toBe('ignored');
    clock.advance(7 * minuteMs);
    await fileAnother();
    await list();
    expect((await list()).map(({ ticket }) => ticket.number)).not.toContain(number);
  });

  it('is looked at as often while the dialogue goes on', async () => {
    const { poll, write, clock } = await start();
    const readAt = new Set<number | undefined>();
    for (let minute = 0; minute < 30; minute += 1) {
      await write();
      readAt.add((await poll()).marks?.readAt);
      clock.advance(minuteMs);
    }
    expect(readAt.size).toBe(4);
  });
});
