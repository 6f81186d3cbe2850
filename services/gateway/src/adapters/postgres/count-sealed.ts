import { z } from 'zod';
import type { Database } from './connect-database.ts';

const Counted = z.array(z.object({ kid: z.string(), rows: z.int() }));
const CountedPhones = z.array(
  z.object({ what: z.enum(['sessions', 'confirmations']), kid: z.string(), rows: z.int() }),
);

/** What every key still seals or proves, by the envelopes themselves: none has to be opened. */
export async function countSealed(database: Database) {
  const checkpoints = await database.$queryRaw`
    select convert_from(substring(proof from 3 for get_byte(proof, 1)), 'UTF8') as kid, count(*)::int as rows
    from audit_checkpoints where length(proof) > 2 group by kid order by kid`;
  const phones = await database.$queryRaw`
    select what, convert_from(substring(phone from 3 for get_byte(phone, 1)), 'UTF8') as kid, count(*)::int as rows
    from (
      select what, case
        when sealed_phone ~ '^A[Q-T]([A-Za-z0-9+/]{4})+[A-Za-z0-9+/=]{2}$' then decode(sealed_phone, 'base64')
      end as phone
      from (
        select 'sessions' as what, sealed_phone from sessions
        union all select 'confirmations', sealed_phone from confirmations
      ) as sealed
    ) as kept
    where length(phone) > 2 group by what, kid order by what, kid`;
  return [
    ...Counted.parse(checkpoints).map(
      (counted) => ({ folder: 'sealing', what: 'audit-checkpoints', ...counted }) as const,
    ),
    ...CountedPhones.parse(phones).map((counted) => ({ folder: 'phones', ...counted }) as const),
  ];
}
