import { sealFieldText } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

export const saveSession: ChangeWriter<'save-session'> = ({ session, expected }, context) => {
  const columns = [
    session.id,
    session.personId,
    session.gatewaySessionId,
    sealFieldText(context.ringOf(session.personId), 'user_sessions.token', session.id, session.token),
    new Date(session.tokenExpiresAt),
    new Date(session.startedAt),
    new Date(session.lastActivityAt),
    session.state,
    session.endReason,
    session.state === 'ended' ? new Date(session.endsAt) : null,
  ];
  return [
    expected === 0 ? { ...insertSession, values: columns } : { ...updateSession, values: [...columns, expected] },
  ];
};

export const touchSession: ChangeWriter<'touch-session'> = ({ sessionId, at }) => [
  { ...updateActivity, values: [sessionId, new Date(at)] },
];

const insertSession = {
  name: 'insert-session',
  text: `
    with made as (
      insert into user_sessions (id, person_id, gateway_session_id, token, token_expires_at, started_at,
        last_activity_at, state, end_reason, ended_at, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
      on conflict do nothing
      returning id
    )
    select (exists (select 1 from made))::unmoved`,
};

/** Activity noted meanwhile, which moves no version, is kept. */
const updateSession = {
  name: 'update-session',
  text: `
    with moved as (
      update user_sessions
      set person_id = $2, gateway_session_id = $3, token = $4, token_expires_at = $5, started_at = $6,
        last_activity_at = greatest(last_activity_at, $7), state = $8, end_reason = $9, ended_at = $10,
        version = version + 1
      where id = $1 and version = $11
      returning id
    )
    select (exists (select 1 from moved))::unmoved`,
};

/** By key, as the claim of an effect: not through the index of live sessions. */
const updateActivity = {
  name: 'update-session-activity',
  text: `
    update user_sessions set last_activity_at = $2
    where id = $1 and state || '' = 'live' and last_activity_at < $2`,
};
