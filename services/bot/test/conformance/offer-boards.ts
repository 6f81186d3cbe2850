import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OfferBoard } from '../../src/ports/consultation-board.ts';
import type { Change } from '../../src/ports/plan.ts';
import { type DeskUnderTest, type OpenDesk, planOf, store } from './desk-under-test.ts';
import {
  aConsultation,
  aPerson,
  aSpecialist,
  aTicket,
  connectedTo,
  hourMs,
  minuteMs,
  monday10,
  movedOn,
  saved,
} from './samples.ts';

const now = monday10 + hourMs;

/** What offering under the lock of a team promises. */
export function holdOfferBoardsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withTeam(specialistCount: number, requestCount: number) {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const employee = aPerson();
    const specialists = Array.from({ length: specialistCount }, () => aSpecialist(team));
    const tickets = Array.from({ length: requestCount }, () => aTicket(employee.id, { team }));
    const requests = tickets.map((ticket) => aConsultation(ticket));
    await store(
      desk,
      ...[employee, ...specialists].map((person) => saved.person(person)),
      ...specialists.map(({ id }) => saved.onShift(id, monday10)),
      ...tickets.map((ticket) => saved.ticket(ticket)),
      ...requests.map((request) => saved.consultation(request)),
    );
    return { team, employee, specialists, requests };
  }

  const look = (board: OfferBoard) => ({ plan: planOf(), outcome: board });

  /** Offers a request to whoever is free, as the queue does. */
  function offer(board: OfferBoard, id: string): { changes: readonly Change[]; outcome: string } {
    const stored = board.consultations.get(id);
    const free = board.specialists.find(({ liveChats, openOffers }) => liveChats + openOffers === 0);
    if (stored?.consultation.state !== 'requested' || !free) return { changes: [], outcome: 'nobody' };
    const { personId } = free;
    const offered = movedOn(stored.consultation, { kind: 'offer-made', personId }, now);
    const hold = { kind: 'hold-slot', personId, consultationId: id, slotsMax: 1 } as const;
    return { changes: [hold, saved.consultation(offered, stored.version)], outcome: personId };
  }

  it('shows who is on duty with what they hold, everyone of the team, and the consultations asked for', async () => {
    const { team, specialists, requests } = await withTeam(2, 2);
    const [ann = '', bob = ''] = specialists.map(({ id }) => id);
    const offDuty = aSpecialist(team);
    const [first, second] = requests;
    if (!first || !second) throw new Error('They were stored.');
    const talk = connectedTo(ann).reduce((before, event) => movedOn(before, event, monday10), first);
    const asked = movedOn(second, { kind: 'offer-made', personId: bob }, monday10);
    await store(desk, saved.person(offDuty), saved.consultation(talk, 1), saved.consultation(asked, 1));
    const board = await desk.offerBoards.decide({ team, consultationIds: [first.id, randomUUID()] }, now, look);
    const specialist = (id: string) => board.specialists.find(({ personId }) => personId === id);
    expect(board.specialists).toHaveLength(2);
    expect(specialist(ann)).toMatchObject({ duty: 'on-shift', liveChats: 1, openOffers: 0, shiftStartedAt: monday10 });
    expect(specialist(bob)).toMatchObject({ liveChats: 0, openOffers: 1, lastAssignedAt: null, closedInPeriod: 0 });
    expect([...board.people.keys()].toSorted()).toEqual([ann, bob, offDuty.id].toSorted());
    expect([...board.consultations]).toEqual([
      [first.id, { consultation: talk, grant: null, shown: null, version: 2 }],
    ]);
  });

  it('counts consultations, not tickets, as what was closed and given', async () => {
    const { team, specialists, requests } = await withTeam(1, 2);
    const [ann = ''] = specialists.map(({ id }) => id);
    for (const [index, request] of requests.entries()) {
      const at = monday10 + index * minuteMs;
      const talk = connectedTo(ann).reduce((before, event) => movedOn(before, event, at), request);
      const ended = movedOn(talk, { kind: 'end-asked', by: 'specialist' }, at + 1);
      const offer = { consultationId: request.id, personId: ann, madeAt: at, transfer: false };
      await store(
        desk,
        { kind: 'note-offer', offer: { ...offer, over: { at: at + 1, end: 'accepted' } } },
        saved.consultation(ended, 1),
      );
    }
    const missed = { consultationId: requests[0]?.id ?? '', personId: ann, madeAt: now - 2, transfer: false };
    await store(desk, { kind: 'note-offer', offer: { ...missed, over: { at: now - 1, end: 'missed' } } });
    const board = await desk.offerBoards.decide({ team, consultationIds: [] }, now, look);
    const latest = monday10 + minuteMs + 1;
    expect(board.specialists).toMatchObject([
      { lastClosedAt: latest, lastAssignedAt: latest, closedInPeriod: 2, liveChats: 0, openOffers: 0 },
    ]);
  });

  it('requests at once of one team go to different specialists, and to no more than there are', async () => {
    const { team, specialists, requests } = await withTeam(3, 5);
    const outcomes = await Promise.all(
      requests.map(({ id }) =>
        desk.offerBoards.decide({ team, consultationIds: [id] }, now, (board) => {
          const { changes, outcome } = offer(board, id);
          return { plan: planOf({ changes }), outcome };
        }),
      ),
    );
    const given = outcomes.filter((outcome) => outcome !== 'nobody');
    expect(given.toSorted()).toEqual(specialists.map(({ id }) => id).toSorted());
  });

  it('two teams that offer to one specialist at once: one of them does, the other decides again', async () => {
    for (let round = 0; round < 10; round += 1) {
      const teams = [randomUUID(), randomUUID()].map((id) => `team-${id.slice(0, 8)}`);
      const both = aPerson({ profileChange: { role: 'specialist', teams } });
      const employee = aPerson();
      await store(desk, saved.person(both), saved.person(employee), saved.onShift(both.id, monday10));
      const outcomes = await Promise.all(
        teams.map(async (team) => {
          const ticket = aTicket(employee.id, { team });
          const request = aConsultation(ticket);
          await store(desk, saved.ticket(ticket), saved.consultation(request));
          return desk.offerBoards.decide({ team, consultationIds: [request.id] }, now, (board) => {
            const { changes, outcome } = offer(board, request.id);
            return { plan: planOf({ changes }), outcome };
          });
        }),
      );
      expect(outcomes.toSorted()).toEqual([both.id, 'nobody'].toSorted());
    }
  });
}
