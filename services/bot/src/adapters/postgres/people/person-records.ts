import type pg from 'pg';
import { z } from 'zod';
import type { ErasureObstacle, PersonRecords } from '../../../ports/person-records.ts';
import type { PrismaClient } from '../generated/client.ts';
import { send } from '../run-pipeline.ts';
import type { SubjectKeys } from '../subject-keys.ts';
import { readPerson } from './read-person.ts';

export interface PersonRecordsOptions {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  readonly keys: SubjectKeys;
  /** How many said in conversations are told. Default 20,000. */
  readonly messagesMax?: number;
}

const messagesMaxUsual = 20_000;

const Obstacles = z.object({
  consultation: z.boolean(),
  sending: z.boolean(),
  'on-shift': z.boolean(),
  assigned: z.boolean(),
}) satisfies z.ZodType<Record<ErasureObstacle, boolean>>;

const obstacles = ['consultation', 'sending', 'on-shift', 'assigned'] as const satisfies readonly ErasureObstacle[];

export function createPersonRecords(options: PersonRecordsOptions): PersonRecords {
  const { pool, prisma, keys, messagesMax = messagesMaxUsual } = options;
  return {
    async read(personId) {
      const ring = (await keys.load([personId])).get(personId);
      return ring === undefined ? null : readPerson({ prisma, keys, messagesMax }, personId, ring);
    },
    async findObstacles(personId) {
      const { rows } = await send(pool, { ...selectObstacles, values: [personId] });
      const found = Obstacles.parse(rows[0]);
      return obstacles.filter((obstacle) => found[obstacle]);
    },
    async findLastExport(personId) {
      const row = await prisma.userTelegram.findUnique({ where: { id: personId }, select: { dataExportedAt: true } });
      return row?.dataExportedAt?.getTime() ?? null;
    },
  };
}

/** What the ticket has not got in three days it never gets: a consultation is documented for so long. */
const selectObstacles = {
  name: 'select-erasure-obstacles',
  text: `
    select
      exists (
        select 1 from chat_sessions
        where ended_at is null and (employee_id = $1 or specialist_id = $1 or offered_to = $1)
      ) as consultation,
      exists (select 1 from drafts where owner_id = $1 and state = 'sending')
        or exists (select 1 from tickets_cache where requester_id = $1 and filing = 'accepted')
        or exists (select 1 from outgoing_comments where author_id = $1 and state in ('collecting', 'sending'))
        or exists (
          select 1 from chat_sessions s join chat_messages m on m.session_id = s.id
          where s.employee_id = $1 and m.sync_state = 'waiting' and m.sent_at > now() - interval '3 days'
        ) as sending,
      exists (select 1 from duty where person_id = $1 and state <> 'off-shift') as "on-shift",
      exists (select 1 from tickets_cache where assignee_id = $1 and open) as assigned`,
};
