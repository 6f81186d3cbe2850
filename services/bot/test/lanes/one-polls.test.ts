import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { holdLeases } from '../../src/edge/lanes/hold-leases.ts';
import { type Polling, pollUpdates } from '../../src/edge/telegram/poll-updates.ts';
import { letTimePass, openPostgresDesk, silentLog } from '../conformance/postgres-desk.ts';

/** Generous: on a busy machine everything takes its time. */
const withinMs = 15_000;

let databaseUrl: string;
let pool: pg.Pool;
beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
});
afterAll(() => pool.end());

interface Process {
  readonly polling: Polling;
  /** Offsets asked for. */
  readonly asked: readonly number[];
  /** As a kill would: nothing is given back. */
  die(): Promise<void>;
  stop(): Promise<void>;
}

/** A process of the bot that polls a Telegram with one update for it. */
async function startProcess(): Promise<Process> {
  const { store } = await openPostgresDesk(databaseUrl);
  const asked: number[] = [];
  const polling = pollUpdates({
    source: {
      async fetch(offset) {
        asked.push(offset);
        await briefly();
        const updates = offset <= 7 ? [{ update_id: 7, message: { chat: { id: 501 } } }] : [];
        return { kind: 'fetched', updates };
      },
    },
    inbox: store.inbox,
    leases: holdLeases({ leases: store.leases, leaseMs: 5_000, log: silentLog }),
    wait: briefly,
  });
  return {
    ...{ polling, asked, die: store.close },
    async stop() {
      await polling.stop();
      await store.close();
    },
  };
}

function briefly(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

it('of several processes one polls; when it dies or stops another begins with what is not confirmed', {
  timeout: 60_000,
}, async () => {
  const first = await startProcess();
  await vi.waitFor(() => expect(first.asked).toContain(8), withinMs);
  const [second, third] = [await startProcess(), await startProcess()];

  await first.die();
  await letTimePass(pool);
  await vi.waitFor(() => expect(Math.max(second.asked.length, third.asked.length)).toBeGreaterThan(2), withinMs);
  const [heir, other] = second.asked.length > 0 ? [second, third] : [third, second];
  expect(heir.asked[0]).toBe(0);
  expect(other.asked).toEqual([]);

  await heir.stop();
  await vi.waitFor(() => expect(other.asked.slice(0, 2)).toEqual([0, 8]), withinMs);
  const { rows } = await pool.query("select source_id from inbox where lane = 'chat:501'");
  expect(rows).toEqual([{ source_id: '7' }]);
  await other.stop();
  await first.polling.stop();
});
