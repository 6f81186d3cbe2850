import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Opened } from '../../stack/run-to-end.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { ticksOfProcess } from '../zones/cpu-time.ts';

export interface DeskMeter {
  /** CPU time of both services and their database server so far, user and system, in ms. */
  readCpuMs(): Promise<number>;
  /** Resolves once nothing is on its way any more, in either zone; throws when that takes too long. */
  settle(): Promise<void>;
}

/** Of Linux, wherever it runs. */
const msPerTick = 10;
const application_name = 'desk-bench';
const lookEveryMs = 250;
/** What a tracker's webhook sets going may begin a moment later. */
const quietLooks = 2;
const settleWithinMs = 60_000;

/** Reads what a desk with a database server of its own takes. The server is asked itself: it may be in a container. */
export async function meterDesk(stack: Stack, opened: Opened): Promise<DeskMeter> {
  const [bot, gateway] = await Promise.all(
    [stack.databases.bot, stack.databases.gateway].map((url) => connect(url, opened)),
  );
  if (!bot || !gateway) throw new Error('A desk has two databases.');
  const readService = async (name: 'bot' | 'gateway') =>
    ticksOfProcess(await readFile(`/proc/${stack.service(name).pid}/stat`, 'utf8')) * msPerTick;

  return {
    async readCpuMs() {
      const parts = await Promise.all([readService('bot'), readService('gateway'), readServer(bot)]);
      return parts.reduce((sum, part) => sum + part, 0);
    },
    async settle() {
      const deadline = performance.now() + settleWithinMs;
      for (let quiet = 0; quiet < quietLooks; ) {
        if (performance.now() > deadline) throw new Error('The desk did not come to rest.');
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
        const waiting = await Promise.all([countIn(bot, waitingInBot), countIn(gateway, waitingInGateway)]);
        quiet = waiting.every((count) => count === 0) ? quiet + 1 : 0;
      }
    },
  };
}

async function connect(url: string, opened: Opened): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name });
  await client.connect();
  opened.add(() => client.end());
  return client;
}

const Counted = z.tuple([z.object({ count: z.coerce.number() })]);

async function countIn(client: pg.Client, text: string): Promise<number> {
  return Counted.parse((await client.query(text)).rows)[0].count;
}

async function readServer(client: pg.Client): Promise<number> {
  return (await countIn(client, serverTicks)) * msPerTick;
}

/**
 * User and system time of every process of the server but those that serve the benchmark, and of those that have ended:
 * they are counted with the first process, whose id stands first in its file. See proc_pid_stat(5), fields 14 to 17.
 */
const serverTicks = `
  with own as (
    select pid, false as is_first from pg_stat_activity where application_name <> '${application_name}'
    union all
    select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int, true
  ), stat as (
    select is_first,
      string_to_array(regexp_replace(pg_read_file('/proc/' || pid || '/stat', true), '^.*\\) ', ''), ' ') as fields
    from own
  )
  select sum(fields[12]::bigint + fields[13]::bigint
    + case when is_first then fields[14]::bigint + fields[15]::bigint else 0 end) as count
  from stat`;

const waitingInBot = `
  select (select count(*) from inbox where state = 'pending')
    + (select count(*) from outbox where state in ('pending', 'sending'))
    + (select count(*) from chat_messages where sync_state = 'waiting' or delivery in ('waiting', 'sending'))
    + (select count(*) from audit_pending) as count`;

const waitingInGateway = 'select count(*) from audit_pending';
