import type { OfferCandidate } from '@desk/domain';
import {
  activeTickets,
  type CandidateRow,
  ofTeam,
  onDuty,
  periodDays,
  toCandidate,
  withActiveTickets,
  withHours,
} from './read-candidates.ts';
import type { Statement } from './run-pipeline.ts';

/** One row of `selectOfferCandidates`. */
export interface OfferCandidateRow extends CandidateRow {
  readonly live_chats: number;
  readonly open_offers: number;
}

/** As candidates for tickets are; last assigned, last closed and closed in the period are those of consultations. */
export function selectOfferCandidates(team: string, now: number): Statement {
  return { ...selectTeam, values: [team, new Date(now)] };
}

export function toOfferCandidate(row: OfferCandidateRow): OfferCandidate {
  return { ...toCandidate(row), liveChats: row.live_chats, openOffers: row.open_offers };
}

/** The last end is looked up by itself: there is no end to how many came before it. */
const selectTeam = {
  name: 'select-offer-candidates',
  text: `
    select p.id as person_id, d.state as duty, d.shift_started_at, ${activeTickets} as active,
      closed.last_closed_at, given.last_assigned_at, recent.in_period::int as closed_in_period, hours.shift_log,
      held.live_chats::int as live_chats, held.open_offers::int as open_offers
    ${onDuty}
    ${withActiveTickets}
    cross join lateral (
      select max(s.ended_at) as last_closed_at from chat_sessions s
      where s.specialist_id = p.id and s.ended_at is not null
    ) as closed
    cross join lateral (
      select count(*) as in_period from chat_sessions s
      where s.specialist_id = p.id and s.ended_at > $2::timestamptz - interval '${periodDays} days'
    ) as recent
    cross join lateral (
      select max(o.over_at) as last_assigned_at from offers o where o.person_id = p.id and o.outcome = 'accepted'
    ) as given
    cross join lateral (
      select
        (select count(*) from chat_sessions s
          where s.specialist_id = p.id and s.ended_at is null and s.state in ('active', 'transferring')) as live_chats,
        (select count(*) from chat_sessions s where s.offered_to = p.id) as open_offers
    ) as held
    ${withHours}
    where ${ofTeam}
    order by p.id`,
};
