import type pg from 'pg';
import type { People } from '../../ports/people.ts';
import type { Cause, Plan } from '../../ports/plan.ts';
import type { Assignments, TeamBoard, TeamBoards } from '../../ports/team-board.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { listPassedOver } from './assignments.ts';
import type { PrismaClient } from './generated/client.ts';
import { type LedgerOptions, writePlan } from './ledger/commit-plan.ts';
import { type CandidateRow, selectCandidates, toCandidate } from './read-candidates.ts';
import { commitPipeline, send, type TransactionOutcome } from './run-pipeline.ts';

export interface TeamBoardOptions extends LedgerOptions {
  readonly prisma: PrismaClient;
  readonly people: People;
  readonly tickets: Tickets;
  readonly assignments: Assignments;
}

const runsMax = 5;
const cause: Cause = { kind: 'job', name: 'decide' };

type Decide<Outcome> = (board: TeamBoard) => { readonly plan: Plan; readonly outcome: Outcome };

type Step<Outcome> =
  | { readonly kind: 'unknown-ticket' }
  | { readonly kind: 'decided'; readonly stored: TransactionOutcome; readonly plan: Plan; readonly outcome: Outcome };

/**
 * One decision at a time in each team: the lock is Postgres' own and ends with the transaction, so that a killed
 * process holds up nobody. What is read under the lock is read by other connections too: each statement sees all that
 * was committed before it began, and whoever held the lock before has committed.
 */
export function createTeamBoards(options: TeamBoardOptions): TeamBoards {
  return {
    async decide(ticketId, now, decide) {
      for (let run = 1; run <= runsMax; run += 1) {
        const step = await decideOnce(options, ticketId, now, decide);
        if (step.kind === 'unknown-ticket') return null;
        if (step.stored === 'committed') {
          options.announce(step.plan);
          return step.outcome;
        }
      }
      throw new Error('A decision was overtaken each time it was made.');
    },
  };
}

async function decideOnce<Outcome>(
  options: TeamBoardOptions,
  ticketId: string,
  now: number,
  decide: Decide<Outcome>,
): Promise<Step<Outcome>> {
  const client = await options.pool.connect();
  let reusable = false;
  try {
    const step = await decideLocked(client, options, ticketId, now, decide);
    reusable = true;
    return step;
  } finally {
    client.release(!reusable);
  }
}

async function decideLocked<Outcome>(
  client: pg.PoolClient,
  options: TeamBoardOptions,
  ticketId: string,
  now: number,
  decide: Decide<Outcome>,
): Promise<Step<Outcome>> {
  const [, locked] = await Promise.all([client.query('begin'), send(client, { ...lockTeam, values: [ticketId] })]);
  const row: LockedTicket | undefined = locked.rows[0];
  const board = row === undefined ? null : await readBoard(client, options, ticketId, row, now);
  if (!board) {
    await client.query('rollback');
    return { kind: 'unknown-ticket' };
  }
  const { plan, outcome } = decide(board);
  const statements = await writePlan(plan, cause, options);
  const stored = statements ? await commitPipeline(client, statements) : await breakOff(client);
  return { kind: 'decided', stored, plan, outcome };
}

async function breakOff(client: pg.ClientBase): Promise<TransactionOutcome> {
  await client.query('rollback');
  return 'overtaken';
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
  text: `
    select team, pg_advisory_xact_lock(hashtextextended('team:' || team, 0))::text
    from tickets_cache where id = $1`,
};
