import pg from 'pg';
import type { OfferSeen } from './judge-acceptances.ts';
import { withDatabase } from './with-database.ts';

/** Looks at the bot's books again and again: who has how many slots taken. */
export interface SlotWatch {
  /** People who were seen with more than they may have. */
  close(): Promise<readonly string[]>;
}

const lookEveryMs = 20;

export async function watchSlots(databaseUrl: string, capacity: number): Promise<SlotWatch> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  const over = new Set<string>();
  let isClosed = false;
  const look = async () => {
    while (!isClosed) {
      const { rows } = await client.query<{ person: string }>({ ...findOver, values: [capacity] });
      for (const { person } of rows) over.add(person);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  };
  const looking = look();
  return {
    async close() {
      isClosed = true;
      await looking.finally(() => client.end());
      return [...over];
    },
  };
}

const findOver = {
  name: 'find-over-capacity',
  text: `
    select person from (
      select specialist_id as person from chat_sessions where ended_at is null and specialist_id is not null
      union all
      select offered_to from chat_sessions where ended_at is null and offered_to is not null
    ) as taken
    group by person having count(*) > $1`,
};

/** Every offer that was made, and when its consultation was over. */
export function readOffers(databaseUrl: string): Promise<OfferSeen[]> {
  return withDatabase(databaseUrl, async (client) => (await client.query<OfferSeen>(selectOffers)).rows);
}

const selectOffers = `
  select o.consultation_id as "consultationId", o.person_id as "personId", o.outcome,
    extract(epoch from o.made_at)::float8 * 1000 as "madeAt",
    extract(epoch from o.over_at)::float8 * 1000 as "overAt",
    extract(epoch from s.ended_at)::float8 * 1000 as "endedAt"
  from offers o join chat_sessions s on s.id = o.consultation_id`;
