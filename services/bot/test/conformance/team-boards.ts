import { randomUUID } from 'node:crypto';
import { chooseAssignee, defaultRankingLimits, defaultWeights, rankCandidates } from '@desk/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Plan } from '../../src/ports/plan.ts';
import type { TeamBoard } from '../../src/ports/team-board.ts';
import { type DeskUnderTest, type OpenDesk, planOf, store } from './desk-under-test.ts';
import { anAssignment, aPerson, aSpecialist, aTicket, hourMs, monday10, saved } from './samples.ts';

const now = monday10 + hourMs;

/** What choosing under the lock of a team promises. */
export function holdTeamBoardsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withTeam(specialistCount: number, ticketCount: number) {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const requester = aPerson();
    const specialists = Array.from({ length: specialistCount }, () => aSpecialist(team));
    const tickets = Array.from({ length: ticketCount }, () => aTicket(requester.id, { team }));
    await store(
      desk,
      ...[requester, ...specialists].map((person) => saved.person(person)),
      ...specialists.map(({ id }) => saved.onShift(id, monday10)),
      ...tickets.map((ticket) => saved.ticket(ticket)),
    );
    return { team, requester, specialists, tickets };
  }

  /** Reserves the best candidate, as the use case does. */
  function reserve(board: TeamBoard): { plan: Plan; outcome: string } {
    const { candidates, passedOver, ticket: stored } = board;
    const limits = defaultRankingLimits;
    const ranking = rankCandidates({ candidates, requesterId: null, weights: defaultWeights, limits, now });
    const choice = chooseAssignee(ranking, { passOver: [...passedOver] });
    if (choice.kind === 'nobody') return { plan: planOf(), outcome: choice.reason };
    const ticket = { ...stored.ticket, assigneeId: choice.personId };
    const assignment = anAssignment(ticket.id, choice.personId, { assignedAt: now });
    const changes = [saved.ticket(ticket, stored.version), saved.assignment(assignment)];
    return { plan: planOf({ changes }), outcome: choice.personId };
  }

  const look = (board: TeamBoard) => ({ plan: planOf(), outcome: board });

  it('an unknown ticket has no board', async () => {
    expect(await desk.boards.decide(randomUUID(), now, look)).toBeNull();
  });

  it('shows the ticket, its requester, everyone of the team, and as candidates who is on duty', async () => {
    const { team, requester, specialists, tickets } = await withTeam(2, 1);
    const offDuty = aSpecialist(team);
    await store(desk, saved.person(offDuty));
    const board = await desk.boards.decide(tickets[0]?.id ?? '', now, look);
    expect(board?.ticket.ticket).toEqual(tickets[0]);
    expect(board?.requester?.id).toBe(requester.id);
    expect(board).toMatchObject({ latest: null, ticket: { waiting: null } });
    const expected = specialists.map(({ id }) => id).toSorted();
    expect(board?.candidates.map(({ personId }) => personId).toSorted()).toEqual(expected);
    expect([...(board?.people.keys() ?? [])].toSorted()).toEqual([...expected, offDuty.id].toSorted());
  });

  it('counts what a specialist has open, and remembers since when they are on shift', async () => {
    const { specialists, tickets } = await withTeam(1, 2);
    const specialist = specialists[0]?.id ?? '';
    const [first, second] = tickets.map(({ id }) => id);
    expect(await desk.boards.decide(first ?? '', now, reserve)).toBe(specialist);
    const board = await desk.boards.decide(second ?? '', now, look);
    expect(board?.candidates).toEqual([
      {
        personId: specialist,
        duty: 'on-shift',
        active: 1,
        lastClosedAt: null,
        lastAssignedAt: now,
        shiftStartedAt: monday10,
        closedInPeriod: 0,
        shiftLog: [{ from: monday10, to: null }],
      },
    ]);
  });

  it('takes the tracker’s word for tickets filed elsewhere', async () => {
    const { team, specialists, tickets } = await withTeam(1, 1);
    const active = new Map([[specialists[0]?.profile.employeeId ?? '', 7]]);
    await store(desk, { kind: 'store-workload', team, active, at: now });
    const board = await desk.boards.decide(tickets[0]?.id ?? '', now, look);
    expect(board?.candidates.map((candidate) => candidate.active)).toEqual([7]);
    const lost = { kind: 'shift-workload', personId: specialists[0]?.id ?? '', by: -1 } as const;
    await store(desk, lost);
    const after = await desk.boards.decide(tickets[0]?.id ?? '', now, look);
    expect(after?.candidates.map((candidate) => candidate.active)).toEqual([6]);
  });

  it('names who declined or stayed silent, not whose assignment was withdrawn', async () => {
    const { specialists, tickets } = await withTeam(2, 1);
    const ticketId = tickets[0]?.id ?? '';
    const [declining, spared] = specialists.map(({ id }) => id);
    const over = { remindAt: null, reassignAt: null };
    const first = anAssignment(ticketId, declining ?? '');
    await store(desk, saved.assignment(first));
    const second = anAssignment(ticketId, spared ?? '', { assignedAt: monday10 + 1 });
    await store(desk, saved.assignment({ ...first, ...over, state: 'declined' }, 1), saved.assignment(second));
    await store(desk, saved.assignment({ ...second, ...over, state: 'withdrawn' }, 1));
    const board = await desk.boards.decide(ticketId, now, look);
    expect([...(board?.passedOver ?? [])]).toEqual([declining]);
    expect(board?.latest?.assignment).toMatchObject({ personId: spared, state: 'withdrawn' });
  });

  it('remembers what people were told of a ticket that waits', async () => {
    const { tickets } = await withTeam(0, 1);
    const ticketId = tickets[0]?.id ?? '';
    for (const reason of ['nobody-on-shift', null] as const) {
      const plan = planOf({ changes: [{ kind: 'note-waiting', ticketId, reason }] });
      await desk.boards.decide(ticketId, now, () => ({ plan, outcome: null }));
      expect((await desk.boards.decide(ticketId, now, look))?.ticket.waiting).toBe(reason);
    }
  });

  it('two tickets at once never go to one of two equals', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { specialists, tickets } = await withTeam(2, 2);
      const chosen = await Promise.all(tickets.map(({ id }) => desk.boards.decide(id, now, reserve)));
      expect(chosen.toSorted()).toEqual(specialists.map(({ id }) => id).toSorted());
    }
  });

  it('one ticket chosen for twice at once is given to one', async () => {
    const { tickets } = await withTeam(3, 1);
    const ticketId = tickets[0]?.id ?? '';
    const onlyOnce = (board: TeamBoard) => (board.latest ? { plan: planOf(), outcome: 'already' } : reserve(board));
    const chosen = await Promise.all([1, 2, 3].map(() => desk.boards.decide(ticketId, now, onlyOnce)));
    expect(chosen.filter((outcome) => outcome === 'already')).toHaveLength(2);
  });
}
