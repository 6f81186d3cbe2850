import { z } from 'zod';
import type { DeadLetter, LetterSubject } from '../../../ports/dead-letters.ts';

const LetterRow = z.object({
  id: z.string(),
  origin: z.enum(['inbox', 'outbox']),
  what: z.string(),
  lane: z.string(),
  came_at: z.date(),
  set_aside_at: z.date(),
  reason: z.string(),
  attempts: z.int(),
  doubts: z.int(),
  outdated: z.boolean(),
  person_id: z.string().nullable(),
  blocked: z.boolean(),
  number: z.string().nullable(),
});

/** A row of `selectLetters` in our words. */
export function toLetter(found: unknown): DeadLetter {
  const row = LetterRow.parse(found);
  return {
    ...{ id: row.id, from: row.origin, what: row.what, about: subjectOf(row) },
    ...{ cameAt: row.came_at.getTime(), setAsideAt: row.set_aside_at.getTime() },
    ...{ reason: row.reason, tries: row.attempts, doubts: row.doubts },
    ...{ isOutdated: row.outdated, isBlocked: row.blocked },
  };
}

/** The number of a chat is that of an account in Telegram: whoever it belongs to is named by their subject id. */
function subjectOf({ lane, person_id, number }: z.infer<typeof LetterRow>): LetterSubject {
  if (person_id !== null) return { kind: 'person', id: person_id };
  if (lane.startsWith('chat:')) return { kind: 'stranger' };
  if (number !== null) return { kind: 'ticket', id: number };
  return lane.startsWith('ticket:')
    ? { kind: 'ticket', id: lane.slice('ticket:'.length) }
    : { kind: 'lane', name: lane };
}

/**
 * Both kinds of letters, with whom or what they concern. An arrival names a ticket by its number, an effect by its id. A
 * card that was shown anew since, or is about to be, leaves a screen of it outdated.
 */
export const selectLetters = `
  with arrival as (
    select source || ':' || source_id as id, 'inbox' as origin, source as what, lane, received_at as came_at,
      coalesce(settled_at, received_at) as set_aside_at, coalesce(reason, 'defect') as reason, attempts, 0 as doubts,
      null::bigint as chat_id, null::text as card
    from inbox where state = 'dead'
  ), effect as (
    select id::text, 'outbox', kind, lane, created_at, coalesce(settled_at, created_at), coalesce(reason, 'refused'),
      attempts, doubts, chat_id, case when kind in ('show', 'retire-card') then card end
    from outbox where state = 'parked'
  ), letter as (
    select * from arrival union all select * from effect
  )
  select l.id, l.origin, l.what, l.lane, l.came_at, l.set_aside_at, l.reason, l.attempts, l.doubts, t.number,
    p.id as person_id, p.blocked_at is not null as blocked,
    l.card is not null and (
      exists (
        select 1 from cards c where c.chat_id = l.chat_id and c.name = l.card and c.updated_at > l.set_aside_at
      ) or exists (
        select 1 from outbox b where b.lane = l.lane and b.card = l.card and b.state in ('pending', 'sending')
      )
    ) as outdated
  from letter l
  left join users_telegram p on p.detached_at is null
    and p.chat_id = case when l.lane like 'chat:%' then substr(l.lane, 6)::bigint end
  left join tickets_cache t
    on t.id = case when l.origin = 'outbox' and l.lane like 'ticket:%' then substr(l.lane, 8)::uuid end
    or t.number = case when l.origin = 'inbox' and l.lane like 'ticket:%' then substr(l.lane, 8) end`;
