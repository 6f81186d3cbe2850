import { randomUUID } from 'node:crypto';
import { createKeyRing, type KeyRing } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import pg from 'pg';
import { type DeskStore, openDeskStore } from '../../src/adapters/postgres/open-desk-store.ts';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { LaneCall } from '../../src/ports/lanes.ts';
import type { Plan } from '../../src/ports/plan.ts';
import { type SteeredClock, steeredClock } from '../fakes/steered-clock.ts';
import { type DeskUnderTest, job, planOf } from './desk-under-test.ts';
import type { LaneStoreUnderTest, LaneWorker } from './lane-stores.ts';
import { monday10, sampleLimits } from './samples.ts';

export const keptMax = 5;
export const silentLog = createLogger({ service: 'bot', level: 'silent' });

/** One key for all stores of a test file: what one sealed another opens. */
export const testZone: KeyRing = createKeyRing('test');

export interface PostgresDesk {
  readonly store: DeskStore;
  readonly clock: SteeredClock;
  /** Plans committed, oldest first. */
  readonly announced: Plan[];
  /** Lanes of the inbox that something was stored for. */
  readonly woken: string[];
}

export async function openPostgresDesk(
  databaseUrl: string,
  onLaneCall: (call: LaneCall) => void = () => undefined,
  zone: KeyRing = testZone,
): Promise<PostgresDesk> {
  const clock = steeredClock(monday10);
  const announced: Plan[] = [];
  const woken: string[] = [];
  const store = await openDeskStore({
    databaseUrl,
    zone,
    clock,
    ids: randomIds,
    log: silentLog,
    sessionLimits: sampleLimits,
    keptArrivalsMax: keptMax,
    retentionDays: 90,
    announce: (plan) => announced.push(plan),
    wakeInbox: (lane) => woken.push(lane),
    onLaneCall,
  });
  return { store, clock, announced, woken };
}

export async function openForConformance(databaseUrl: string): Promise<DeskUnderTest> {
  const { store } = await openPostgresDesk(databaseUrl);
  const watcher = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  return {
    ...store,
    keptMax,
    async arrive(chatId) {
      const lane = `chat:${chatId}`;
      const sourceId = randomUUID();
      await store.inbox.append({ source: 'telegram', sourceId, lane, payload: Buffer.from('{"update_id":1}') });
      const epoch = (await store.leases.take([lane])).get(lane)?.epoch ?? 0;
      return { kind: 'inbox', source: 'telegram', sourceId, lane, epoch };
    },
    async listPending(chatId) {
      const { rows } = await watcher.query<{ source_id: string }>(
        "select source_id from inbox where lane = $1 and state = 'pending' order by id",
        [`chat:${chatId}`],
      );
      return rows.map(({ source_id }) => source_id);
    },
    async countEffects(lane) {
      const { rows } = await watcher.query<{ delayed: number; waiting: number }>(
        `select count(*) filter (where state = 'delayed')::int as delayed,
          count(*) filter (where state = 'pending')::int as waiting
        from outbox where lane = $1`,
        [lane],
      );
      return rows[0] ?? { delayed: 0, waiting: 0 };
    },
    async joinDue(now) {
      await store.outboxLanes.joinDue(now, 1_000);
    },
    async close() {
      await watcher.end();
      await store.close();
    },
  };
}

export async function openLaneStore(databaseUrl: string): Promise<LaneStoreUnderTest> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const stores = new Map<LaneWorker, DeskStore>();
  async function open(): Promise<LaneWorker> {
    const { store } = await openPostgresDesk(databaseUrl);
    const { leases, inboxLanes, outboxLanes, inbox, ledger } = store;
    const worker: LaneWorker = {
      leases,
      inboxLanes,
      outboxLanes,
      async append(lane, sourceId) {
        await inbox.append({ source: 'telegram', sourceId, lane, payload: Buffer.from('{}') });
      },
      async send() {
        const ticketId = randomUUID();
        await ledger.commit(planOf({ effects: [{ kind: 'file-ticket', ticketId }] }), job);
        return `ticket:${ticketId}`;
      },
    };
    stores.set(worker, store);
    return worker;
  }
  return {
    open,
    letLeasesLapse: () => letTimePass(pool),
    async kill(worker) {
      await stores.get(worker)?.close();
      stores.delete(worker);
      await open();
    },
    async close() {
      await Promise.all([...stores.values()].map((store) => store.close()));
      await pool.end();
    },
  };
}

/** Longer than any lease, for whatever stands in the lanes. */
export async function letTimePass(pool: pg.Pool): Promise<void> {
  await pool.query("update lanes set lease_until = lease_until - interval '6 seconds'");
  await pool.query("update inbox set received_at = received_at - interval '6 seconds'");
}
