import type { ChangeWriter } from './change-writer.ts';

/**
 * Specialists may belong to several teams, each with a lock of its own: one lock for each person besides. The count is
 * a statement of its own, behind the lock: it sees what whoever held the lock before has stored.
 */
export const holdSlot: ChangeWriter<'hold-slot'> = ({ personId, consultationId, slotsMax }) => [
  { ...lockSlots, values: [personId] },
  { ...countSlots, values: [personId, consultationId, slotsMax] },
];

const lockSlots = {
  name: 'lock-slots',
  text: `select pg_advisory_xact_lock(hashtextextended('slots:' || $1::uuid::text, 0))::text`,
};

const countSlots = {
  name: 'count-slots',
  text: `
    select ((
      select count(*) from (
        select id from chat_sessions
        where specialist_id = $1 and ended_at is null and state in ('active', 'transferring')
        union
        select id from chat_sessions where offered_to = $1
      ) as held
      where id <> $2
    ) < $3)::unmoved`,
};
