import pg from 'pg';
import { z } from 'zod';
import type { CostDesk } from './open-cost-desk.ts';

const Counts = z.tuple([
  z.object({ words: z.coerce.number(), entries: z.coerce.number(), requests: z.coerce.number() }),
]);

/** That the one desk has sealed, audited and signed what it did, and the other none of it: else nothing was measured. */
export async function proveDifference(desks: Readonly<Record<'trusted' | 'bare', CostDesk>>): Promise<void> {
  const [trusted, bare] = [await look(desks.trusted), await look(desks.bare)];
  const isRight =
    trusted.words === 0 &&
    trusted.entries > 0 &&
    trusted.requests > 0 &&
    bare.words > 0 &&
    bare.entries + bare.requests === 0;
  if (isRight) return;
  throw new Error(`The two desks do not differ as they should: ${JSON.stringify({ trusted, bare })}.`);
}

/** Words that can be read in the DMZ's database, entries in both audit logs, and signed requests that were remembered. */
async function look({ stack: { databases } }: CostDesk) {
  const [bot] = Counts.parse(
    await ask(
      databases.bot,
      `select (select count(*) from chat_messages where position(convert_to('Спробуйте', 'UTF8') in text) > 0) as words,
        (select count(*) from system_log) as entries, (select count(*) from accepted_requests) as requests`,
    ),
  );
  const [gateway] = Counts.parse(
    await ask(
      databases.gateway,
      `select 0 as words, (select count(*) from audit_log) as entries,
        (select count(*) from accepted_requests) as requests`,
    ),
  );
  return {
    words: bot.words,
    entries: bot.entries + gateway.entries,
    requests: bot.requests + gateway.requests,
  };
}

async function ask(databaseUrl: string, text: string): Promise<unknown> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
