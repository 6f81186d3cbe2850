import type pg from 'pg';
import type { People } from '../../ports/people.ts';
import type { Assignments, TeamBoard, TeamBoards } from '../../ports/team-board.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { listPassedOver } from './assignments.ts';
import { decideLocked, teamLockOf } from './decide-locked.ts';
import type { PrismaClient } from './generated/client.ts';
import type { LedgerOptions } from './ledger/commit-plan.ts';
import { type CandidateRow, selectCandidates, toCandidate } from './read-candidates.ts';
import { send } from './run-pipeline.ts';

export interface TeamBoardOptions extends LedgerOptions {
  readonly prisma: PrismaClient;
  readonly people: People;
  readonly tickets: Tickets;
  readonly assignments: Assignments;
}

export function createTeamBoards(options: TeamBoardOptions): TeamBoards {
  return {
    async decide(ticketId, now, decide) {
      const decided = await decideLocked(options, {
        lock: { ...lockTeam, values: [ticketId] },
        async read(client, { rows }) {
          const row: LockedTicket | undefined = rows[0];
          return row === undefined ? null : readBoard(client, options, ticketId, row, now);
        },
        decide,
      });
      return decided === null ? null : decided.outcome;
    },
  };
}

async function readBoard(
  client: pg.ClientBase,
  { prisma, people, tickets, assignments }: TeamBoardOptions,
  ticketId: string,
  { team }: LockedTicket,
  now: number,
): Promise<TeamBoard | null> {
  const [ticket, latest, passedOver, staff, candidates] = await Promise.all([
    tickets.findById(ticketId),
    assignments.findLatest(ticketId),
    listPassedOver(prisma, ticketId),
    people.listStaff([team]),
    send(client, selectCandidates(team, now)),
  ]);
  if (!ticket) return null;
  const { requesterId } = ticket.ticket;
  const requester = requesterId === null ? null : await people.findById(requesterId);
  return {
    ticket,
    latest,
    candidates: candidates.rows.map((row: CandidateRow) => toCandidate(row)),
    people: new Map(staff.map((known) => [known.person.id, known])),
    passedOver,
    requester: requester?.person ?? null,
  };
}

interface LockedTicket {
  readonly team: string;
}

const lockTeam = {
  name: 'lock-team',
  text: `select team, ${teamLockOf('team')} from tickets_cache where id = $1`,
};
