import { randomUUID } from 'node:crypto';
import { createKeyRing, type KeyRing } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import pg from 'pg';
import { type DeskStore, openDeskStore } from '../../src/adapters/postgres/open-desk-store.ts';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { Plan } from '../../src/ports/plan.ts';
import { type SteeredClock, steeredClock } from '../fakes/steered-clock.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
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

export async function openPostgresDesk(databaseUrl: string): Promise<PostgresDesk> {
  const clock = steeredClock(monday10);
  const announced: Plan[] = [];
  const woken: string[] = [];
  const store = await openDeskStore({
    databaseUrl,
    zone: testZone,
    clock,
    ids: randomIds,
    log: silentLog,
    sessionLimits: sampleLimits,
    keptArrivalsMax: keptMax,
    retentionDays: 90,
    announce: (plan) => announced.push(plan),
    wakeInbox: (lane) => woken.push(lane),
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
      const epoch = (await store.leases.take([lane])).get(lane) ?? 0;
      return { kind: 'inbox', source: 'telegram', sourceId, lane, epoch };
    },
    async listPending(chatId) {
      const { rows } = await watcher.query<{ source_id: string }>(
        "select source_id from inbox where lane = $1 and state = 'pending' order by id",
        [`chat:${chatId}`],
      );
      return rows.map(({ source_id }) => source_id);
    },
    async close() {
      await watcher.end();
      await store.close();
    },
  };
}
