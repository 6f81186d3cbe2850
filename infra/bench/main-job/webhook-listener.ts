import { composeBot, parseBotConfig } from '@desk/bot';
import { loadBotKeys, seal } from '@desk/crypto';
import pg from 'pg';

/**
 * The bot's own webhook listener and nothing else of it, with the bot's environment. `BENCH_INBOX=single` stores each
 * update with an INSERT of its own, as one would at first; otherwise the bot's inbox gathers them.
 *
 * Storing an update wakes the lane of its chat. All updates of the benchmark are of one chat, and its lane is locked
 * here, so that nothing is handled meanwhile: arrivals alone are measured.
 */
const lane = `chat:${process.env.BENCH_CHAT_ID}`;
const writersMax = 12;

const config = parseBotConfig();
if (config.kind === 'invalid') throw new Error(config.problems.map(({ line }) => line).join('\n'));
const { databaseUrl, keysDir, listen } = config.config;
const composed = await composeBot(
  config.config,
  process.env.BENCH_INBOX === 'single' ? { inbox: await insertOneByOne() } : {},
);
if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
await lockLane();
await composed.bot.servers.public?.listen({ host: listen.host, port: listen.publicPort });

async function insertOneByOne() {
  const keys = await loadBotKeys(keysDir);
  if (keys.kind !== 'loaded') throw new Error('The keys cannot be read.');
  const { sealing } = keys.keys;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: writersMax });
  return {
    async append({ source, sourceId, lane, payload }: ArrivalToStore): Promise<'stored' | 'known'> {
      const sealed = seal(sealing, payload, `inbox.payload:${source}:${sourceId}`);
      const { rowCount } = await pool.query({ ...insertArrival, values: [source, sourceId, lane, sealed] });
      return rowCount === 1 ? 'stored' : 'known';
    },
  };
}

async function lockLane(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('insert into lanes (lane) values ($1) on conflict do nothing', [lane]);
  await client.query('begin');
  await client.query('select 1 from lanes where lane = $1 for update', [lane]);
}

interface ArrivalToStore {
  readonly source: string;
  readonly sourceId: string;
  readonly lane: string;
  readonly payload: Uint8Array;
}

const insertArrival = {
  name: 'insert-arrival',
  text: `
    insert into inbox (source, source_id, lane, payload) values ($1, $2, $3, $4)
    on conflict (source, source_id) do nothing`,
};
