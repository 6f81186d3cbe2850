import { expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

async function start() {
  const ports = createFakePorts(everybody);
  const person = { displayName: 'Employee 1', department: 'Sales' };
  for (const count of [1, 2]) {
    const ticket = { ...aNewTicket({ reference: aUuid(count) }), onBehalfOf: null, employee: person };
    await ports.writer.create(ticket);
  }
  return { ...ports, ...wireUseCases(ports, testLimits).contract };
}

it('tells of each ticket once, and leaves out what there is not', async () => {
  const { lookAtTickets } = await start();
  const outcome = await lookAtTickets(['SD-2', 'SD-404', 'SD-1', 'SD-2']);
  expect(outcome).toMatchObject({
    kind: 'looked',
    events: [{ ticket: { number: 'SD-2' } }, { ticket: { number: 'SD-1' } }],
  });
  expect(await lookAtTickets(['SD-404'])).toEqual({ kind: 'looked', events: [] });
});

it('notices a comment that was deleted, of which no search tells', async () => {
  const { lookAtTickets, tracker } = await start();
  const answer = { text: 'words', author: 'account-3', visibility: 'public' } as const;
  const { id } = tracker.comments.add('SD-1', answer);
  expect(await lookAtTickets(['SD-1'])).toMatchObject({ events: [{ marks: { comments: [{ id }] } }] });
  tracker.comments.remove('SD-1', id);
  expect(await lookAtTickets(['SD-1'])).toMatchObject({ events: [{ marks: { comments: [] } }] });
});

it('waits for a tracker that is down', async () => {
  const { lookAtTickets, tracker } = await start();
  tracker.setDown(7_000);
  expect(await lookAtTickets(['SD-1', 'SD-2'])).toEqual({
    kind: 'refused',
    code: 'tracker-down',
    retryAfterSeconds: 7,
  });
});
