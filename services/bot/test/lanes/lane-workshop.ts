import pg from 'pg';
import { isDatabaseFailure } from '../../src/adapters/postgres/is-database-failure.ts';
import { type Lanes, runLanes } from '../../src/edge/lanes/run-lanes.ts';
import type { HandleArrival, HandleDeadLetter } from '../../src/ports/inbox.ts';
import type { LaneCall } from '../../src/ports/lanes.ts';
import type { Deliver, Delivery } from '../../src/ports/outbox.ts';
import type { Effect, ShowEffect } from '../../src/ports/plan.ts';
import { job, planOf } from '../conformance/desk-under-test.ts';
import { letTimePass, openPostgresDesk, type PostgresDesk, silentLog } from '../conformance/postgres-desk.ts';

export interface Worker extends PostgresDesk {
  readonly lanes: Lanes;
}

export interface Work {
  readonly handle?: HandleArrival;
  readonly handleDeadLetter?: HandleDeadLetter;
  readonly deliver?: Deliver;
}

/** Processes of the bot, as far as their lanes go, over one database. */
export interface Workshop {
  /** Another process; it works as soon as it is started. */
  open(work?: Work): Promise<Worker>;
  /** What stands in a table, asked for without any of our own code. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** As if 5 s had passed without the owner renewing. */
  letLeasesLapse(): Promise<void>;
  close(): Promise<void>;
}

export function openWorkshop(databaseUrl: string): Workshop {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const workers: Worker[] = [];
  const query: Workshop['query'] = async (text, values = []) => (await pool.query(text, [...values])).rows;
  return {
    query,
    async open(work = {}) {
      const heard = { call: (_: LaneCall): void => undefined };
      const desk = await openPostgresDesk(databaseUrl, (call) => heard.call(call));
      const lanes = runLanes({
        leases: desk.store.leases,
        leaseMs: 5_000,
        inbox: desk.store.inboxLanes,
        outbox: desk.store.outboxLanes,
        handle: work.handle ?? (async () => 'fenced'),
        handleDeadLetter: work.handleDeadLetter ?? (async () => 'fenced'),
        isDatabaseFailure,
        deliver: work.deliver ?? (async () => ({ kind: 'shown', messageId: 1 })),
        clock: desk.clock,
        log: silentLog,
      });
      heard.call = lanes.hearCall;
      const worker = { ...desk, lanes };
      workers.push(worker);
      return worker;
    },
    async letLeasesLapse() {
      await letTimePass(pool);
    },
    async close() {
      await Promise.all(workers.map(({ lanes }) => lanes.stop(2_000)));
      await Promise.all(workers.map(({ store }) => store.close()));
      await pool.end();
    },
  };
}

/** A message to a chat, told apart by its page. */
export function aMessage(chatId: number, page = 0): ShowEffect {
  return {
    kind: 'show',
    chatId,
    language: 'uk',
    screen: { kind: 'not-now', contact: `line ${page}` },
    keyboard: null,
    placement: { kind: 'message' },
    about: null,
    silent: false,
  };
}

export function lineOf(effect: Effect): number {
  if (effect.kind !== 'show' || effect.screen.kind !== 'not-now') return Number.NaN;
  return Number(effect.screen.contact.replace('line ', ''));
}

export async function send(worker: PostgresDesk, ...effects: readonly Effect[]): Promise<void> {
  const outcome = await worker.store.ledger.commit(planOf({ effects }), job);
  if (outcome !== 'committed') throw new Error(`Effects that had to be stored were ${outcome}.`);
}

export async function receive(worker: PostgresDesk, chatId: number, sourceId: string): Promise<void> {
  const payload = new TextEncoder().encode(JSON.stringify({ sourceId }));
  await worker.store.inbox.append({ source: 'telegram', sourceId, lane: `chat:${chatId}`, payload });
}

export const shown: Delivery = { kind: 'shown', messageId: 1 };

/** What the outbox holds for a chat, in order. */
export async function statesOf(workshop: Workshop, chatId: number) {
  return workshop.query<{ state: string; payload: Buffer | null; reason: string | null }>(
    'select state, payload, reason from outbox where lane = $1 order by seq',
    [`chat:${chatId}`],
  );
}
