import type { Candidate, DutyState, ShiftSpan } from '@desk/domain';
import type { Statement } from './run-pipeline.ts';

export const periodDays = 7;

/** A reading of the tracker's workload that is older tells too little. */
const workloadMinutesMax = 15;

/** One row of `selectCandidates`. */
export interface CandidateRow {
  readonly person_id: string;
  readonly duty: DutyState;
  readonly shift_started_at: Date | null;
  readonly active: number;
  readonly last_closed_at: Date | null;
  readonly last_assigned_at: Date | null;
  readonly closed_in_period: number;
  /** Pairs of epoch milliseconds; the second is null while the stretch lasts. */
  readonly shift_log: readonly (readonly [number, number | null])[];
}

/** Everyone of the team who is on shift or on a break, as facts for the availability index. */
export function selectCandidates(team: string, now: number): Statement {
  return { ...selectTeam, values: [team, new Date(now)] };
}

export function toCandidate(row: CandidateRow): Candidate {
  return {
    personId: row.person_id,
    duty: row.duty,
    active: row.active,
    lastClosedAt: row.last_closed_at?.getTime() ?? null,
    lastAssignedAt: row.last_assigned_at?.getTime() ?? null,
    shiftStartedAt: row.shift_started_at?.getTime() ?? null,
    closedInPeriod: row.closed_in_period,
    shiftLog: row.shift_log.map(([from, to]): ShiftSpan => ({ from, to })),
  };
}

/** Everyone of the team who is on shift or on a break; `$1` is the team. */
export const onDuty = `
    from user_roles_cache r
    join users_telegram p on p.id = r.person_id and p.detached_at is null
    join duty d on d.person_id = p.id and d.state <> 'off-shift'`;

export const ofTeam = `r.role <> 'employee' and r.teams @> array[$1::text]`;

/**
 * What someone has to do is known twice: here, at once, of tickets filed here; in the tracker, of all tickets, as of
 * the last reading. The tracker's figure plus what was assigned since counts, and never less than the tickets here.
 * `$2` is now.
 */
export const activeTickets = 'greatest(here.open, w.active + here.since_reading)::int';

export const withActiveTickets = `
    left join workload w on w.person_id = p.id and w.at > $2::timestamptz - interval '${workloadMinutesMax} minutes'
    cross join lateral (
      select count(*) as open,
        count(*) filter (where exists (
          select 1 from assignments a
          where a.ticket_id = t.id and a.person_id = p.id and a.assigned_at > w.at
        )) as since_reading
      from tickets_cache t
      where t.assignee_id = p.id and t.open
    ) as here`;

export const withHours = `
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_array(
        (extract(epoch from l.from_at) * 1000)::bigint, (extract(epoch from l.to_at) * 1000)::bigint
      ) order by l.from_at), '[]') as shift_log
      from duty_log l
      where l.person_id = p.id and (l.to_at is null or l.to_at > $2::timestamptz - interval '${periodDays} days')
    ) as hours`;

const selectTeam = {
  name: 'select-candidates',
  text: `
    select p.id as person_id, d.state as duty, d.shift_started_at, ${activeTickets} as active,
      closed.last_closed_at, given.last_assigned_at, closed.in_period::int as closed_in_period, hours.shift_log
    ${onDuty}
    ${withActiveTickets}
    cross join lateral (
      select max(t.closed_at) as last_closed_at,
        count(*) filter (where t.closed_at > $2::timestamptz - interval '${periodDays} days') as in_period
      from tickets_cache t
      where t.assignee_id = p.id and t.closed_at is not null
    ) as closed
    cross join lateral (
      select max(a.assigned_at) as last_assigned_at from assignments a where a.person_id = p.id
    ) as given
    ${withHours}
    where ${ofTeam}
    order by p.id`,
};
