import type pg from 'pg';
import type { Cause, Plan } from '../../ports/plan.ts';
import { type LedgerOptions, writePlan } from './ledger/commit-plan.ts';
import { commitPipeline, type Statement, send, type TransactionOutcome } from './run-pipeline.ts';

export interface LockedDecision<Board, Outcome> {
  /** Takes the lock of the team and may answer with a row. */
  readonly lock: Statement;
  /** What the decision rests on, read while the lock is held; null: there is nothing to decide. */
  readonly read: (client: pg.ClientBase, locked: pg.QueryResult) => Promise<Board | null>;
  readonly decide: (board: Board) => { readonly plan: Plan; readonly outcome: Outcome };
}

type Step<Outcome> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'decided'; readonly stored: TransactionOutcome; readonly plan: Plan; readonly outcome: Outcome };

const runsMax = 5;
const cause: Cause = { kind: 'job', name: 'decide' };

/** The lock that all decisions of a team take: who gets its tickets, and to whom its consultations are offered. */
export const teamLockOf = (team: string) => `pg_advisory_xact_lock(hashtextextended('team:' || ${team}, 0))::text`;

/**
 * One decision at a time in each team: the lock is Postgres' own and ends with the transaction, so that a killed
 * process holds up nobody. What is read under the lock is read by other connections too: each statement sees all that
 * was committed before it began, and whoever held the lock before has committed. Null where there is nothing to decide.
 */
export async function decideLocked<Board, Outcome>(
  options: LedgerOptions,
  decision: LockedDecision<Board, Outcome>,
): Promise<{ readonly outcome: Outcome } | null> {
  for (let run = 1; run <= runsMax; run += 1) {
    const step = await decideOnce(options, decision);
    if (step.kind === 'nothing') return null;
    if (step.stored === 'committed') {
      options.announce(step.plan);
      return { outcome: step.outcome };
    }
  }
  throw new Error('A decision was overtaken each time it was made.');
}

async function decideOnce<Board, Outcome>(
  options: LedgerOptions,
  decision: LockedDecision<Board, Outcome>,
): Promise<Step<Outcome>> {
  const client = await options.pool.connect();
  let reusable = false;
  try {
    const step = await decideOn(client, options, decision);
    reusable = true;
    return step;
  } finally {
    client.release(!reusable);
  }
}

async function decideOn<Board, Outcome>(
  client: pg.PoolClient,
  options: LedgerOptions,
  { lock, read, decide }: LockedDecision<Board, Outcome>,
): Promise<Step<Outcome>> {
  const [, locked] = await Promise.all([client.query('begin'), send(client, lock)]);
  const board = await read(client, locked);
  if (board === null) {
    await client.query('rollback');
    return { kind: 'nothing' };
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
