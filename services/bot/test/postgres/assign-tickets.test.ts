import { randomUUID } from 'node:crypto';
import { defaultWeights } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { Person } from '../../src/ports/people.ts';
import { assignTicket } from '../../src/use-cases/assignment/assign-ticket.ts';
import { declineTicket } from '../../src/use-cases/assignment/decline-ticket.ts';
import { noTalk } from '../../src/use-cases/see-speaker.ts';
import type { SignedInTurn } from '../../src/use-cases/turn.ts';
import { job, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { aPerson, aSession, aSpecialist, aTicket, monday10, sampleLimits, saved } from '../conformance/samples.ts';
import { sampleCatalogue, samplePolicy } from '../fakes/sample-policy.ts';

let desk: PostgresDesk;
beforeAll(async () => {
  desk = await openPostgresDesk((await testDatabase('bot')).url);
});
afterAll(() => desk.store.close());

/** A team of its own, so that tests do not see each other's specialists. */
async function withTeam(specialistCount: number, ticketCount: number) {
  const team = `team-${randomUUID().slice(0, 8)}`;
  const [first] = sampleCatalogue.teams;
  if (!first) throw new Error('The sample catalogue has teams.');
  const catalogue = { ...sampleCatalogue, teams: [...sampleCatalogue.teams, { ...first, id: team }] };
  const policy = samplePolicy({ catalogue, weights: defaultWeights, sessionLimits: sampleLimits });
  const requester = aPerson();
  const specialists = Array.from({ length: specialistCount }, () => aSpecialist(team));
  const tickets = Array.from({ length: ticketCount }, () => aTicket(requester.id, { team }));
  await store(
    desk.store,
    ...[requester, ...specialists].map((person) => saved.person(person)),
    ...specialists.flatMap(({ id }) => [saved.session(aSession(id)), saved.onShift(id, monday10)]),
    ...tickets.map((ticket) => saved.ticket(ticket)),
  );
  const assign = assignTicket({ ...desk.store, clock: desk.clock, ids: randomIds, policy });
  return { policy, requester, specialists, tickets: tickets.map(({ id }) => id), assign };
}

async function turnOf({ id }: Pick<Person, 'id'>): Promise<SignedInTurn> {
  const known = await desk.store.people.findById(id);
  if (known?.session?.state !== 'live') throw new Error('This person has signed in.');
  const { person, session, duty } = known;
  const speaker = { ...person, chatKind: 'private' } as const;
  return { now: desk.clock.now(), speaker, language: person.language, known, talk: noTalk, person, session, duty };
}

async function assigneesOf(tickets: readonly string[]) {
  const stored = await Promise.all(tickets.map((id) => desk.store.tickets.findById(id)));
  return stored.map((found) => found?.ticket.assigneeId ?? null);
}

describe('assigning over Postgres', () => {
  it('two tickets at once never go to one of two equals', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { assign, specialists, tickets } = await withTeam(2, 2);
      await Promise.all(tickets.map((id) => assign(id)));
      expect((await assigneesOf(tickets)).toSorted()).toEqual(specialists.map(({ id }) => id).toSorted());
    }
  });

  it('one ticket wanted four times at once is given once', async () => {
    const { assign, tickets } = await withTeam(3, 1);
    const [ticketId = ''] = tickets;
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => assign(ticketId)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([
      'assigned',
      'nothing-to-do',
      'nothing-to-do',
      'nothing-to-do',
    ]);
    expect(await desk.store.assignments.findInForce(ticketId)).toMatchObject({ version: 1 });
    const decision = await desk.store.assignments.findLatestDecision(ticketId);
    expect(decision?.candidates).toHaveLength(3);
  });

  it('a ticket given back goes to the next, and stays with the last until somebody comes', async () => {
    const { assign, policy, specialists, tickets } = await withTeam(2, 1);
    const [ticketId = ''] = tickets;
    const decline = declineTicket({ ...desk.store, policy });
    for (const expected of ['assigned', 'waiting']) {
      await assign(ticketId);
      const [holder] = await assigneesOf([ticketId]);
      const plan = await decline(await turnOf({ id: holder ?? '' }), {
        kind: 'decline-ticket',
        ticketId,
        inList: false,
      });
      expect(await desk.store.ledger.commit(plan, job)).toBe('committed');
      expect((await assign(ticketId)).kind).toBe(expected);
      if (expected === 'waiting') expect((await assigneesOf([ticketId]))[0]).toBe(holder);
    }
    const declined = await desk.store.assignments.findLatest(ticketId);
    expect(declined?.assignment.state).toBe('declined');
    expect(specialists.map(({ id }) => id)).toContain(declined?.assignment.personId);
    const announced = desk.announced.length;
    expect(await assign(ticketId)).toEqual({ kind: 'waiting', reason: 'all-excluded' });
    expect(desk.announced.slice(announced).flatMap(({ effects }) => effects)).toEqual([]);
  });
});
