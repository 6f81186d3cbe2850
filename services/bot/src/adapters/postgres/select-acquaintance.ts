import type pg from 'pg';
import { asWritten } from './as-written.ts';
import type { Prisma } from './generated/client.ts';
import { type Statement, send } from './run-pipeline.ts';

/** Everything known of a person but their tickets: rights, the latest session, duty. */
export const acquaintance = {
  roles: true,
  sessions: { orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], take: 1 },
  duty: true,
  composition: true,
} as const satisfies Prisma.UserTelegramInclude;

export type AcquaintanceRow = Omit<Prisma.UserTelegramGetPayload<{ include: typeof acquaintance }>, 'dataExportedAt'>;

export type SoughtBy = 'telegram-id' | 'id' | 'employee-tag';

interface SelectedRow {
  readonly id: string;
  readonly telegram_id: string;
  readonly chat_id: string;
  readonly employee_tag: Buffer;
  readonly language: string;
  readonly person_role: string;
  readonly sealed_phone: string;
  readonly profile: Buffer;
  readonly blocked_at: Date | null;
  readonly detached_at: Date | null;
  readonly created_at: Date;
  readonly last_login_at: Date;
  readonly version: number;
  readonly role: string | null;
  readonly teams: string[];
  readonly permissions: string[];
  readonly fetched_at: Date;
  readonly expires_at: Date;
  readonly session_id: string | null;
  readonly gateway_session_id: string;
  readonly token: Buffer;
  readonly token_expires_at: Date;
  readonly started_at: Date;
  readonly last_activity_at: Date;
  readonly session_state: string;
  readonly end_reason: string | null;
  readonly ended_at: Date | null;
  readonly session_version: number;
  readonly duty_state: string | null;
  readonly since: Date;
  readonly shift_started_at: Date | null;
  readonly duty_version: number;
  readonly ticket_id: string | null;
  readonly number: string;
  readonly purpose: unknown;
  readonly composed_at: Date;
  readonly spoken_at: Date | null;
  readonly messages: number;
}

/** Who speaks is asked with every update: one prepared statement, without the detour of an ORM. */
export async function selectAcquaintance(
  pool: pg.Pool,
  by: SoughtBy,
  value: string | number | Uint8Array,
): Promise<AcquaintanceRow | null> {
  const { rows } = await send(pool, { ...selects[by], values: [value] });
  const row: SelectedRow | undefined = rows[0];
  return row === undefined ? null : toRow(row);
}

/** As the ORM would give it. */
function toRow(row: SelectedRow): AcquaintanceRow {
  return {
    id: row.id,
    telegramId: BigInt(row.telegram_id),
    chatId: BigInt(row.chat_id),
    employeeTag: new Uint8Array(row.employee_tag),
    language: row.language,
    role: row.person_role,
    sealedPhone: row.sealed_phone,
    profile: new Uint8Array(row.profile),
    blockedAt: row.blocked_at,
    detachedAt: row.detached_at,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
    version: row.version,
    roles: rolesOf(row),
    sessions: sessionsOf(row),
    duty: dutyOf(row),
    composition: compositionOf(row),
  };
}

function rolesOf({ id: personId, role, teams, permissions, ...row }: SelectedRow): AcquaintanceRow['roles'] {
  if (role === null) return null;
  return { personId, role, teams, permissions, fetchedAt: row.fetched_at, expiresAt: row.expires_at };
}

function sessionsOf(row: SelectedRow): AcquaintanceRow['sessions'] {
  if (row.session_id === null) return [];
  return [
    {
      ...{ id: row.session_id, personId: row.id, gatewaySessionId: row.gateway_session_id },
      ...{ token: new Uint8Array(row.token), tokenExpiresAt: row.token_expires_at },
      ...{ startedAt: row.started_at, lastActivityAt: row.last_activity_at },
      ...{ state: row.session_state, endReason: row.end_reason, endedAt: row.ended_at, version: row.session_version },
    },
  ];
}

function dutyOf({ id: personId, duty_state: state, since, ...row }: SelectedRow): AcquaintanceRow['duty'] {
  if (state === null) return null;
  return { personId, state, since, shiftStartedAt: row.shift_started_at, version: row.duty_version };
}

function compositionOf(row: SelectedRow): AcquaintanceRow['composition'] {
  const { id: personId, ticket_id: ticketId, number, messages } = row;
  if (ticketId === null) return null;
  const times = { startedAt: row.composed_at, spokenAt: row.spoken_at };
  return { personId, ticketId, number, messages, ...times, purpose: asWritten(row.purpose) };
}

const select = `
  select p.id, p.telegram_id, p.chat_id, p.employee_tag, p.language, p.role as person_role, p.sealed_phone, p.profile,
    p.blocked_at, p.detached_at, p.created_at, p.last_login_at, p.version,
    r.role, r.teams, r.permissions, r.fetched_at, r.expires_at,
    s.id as session_id, s.gateway_session_id, s.token, s.token_expires_at, s.started_at, s.last_activity_at,
    s.state as session_state, s.end_reason, s.ended_at, s.version as session_version,
    d.state as duty_state, d.since, d.shift_started_at, d.version as duty_version,
    c.ticket_id, c.number, c.purpose, c.started_at as composed_at, c.spoken_at, c.messages
  from users_telegram p
  left join user_roles_cache r on r.person_id = p.id
  left join lateral (
    select * from user_sessions s where s.person_id = p.id order by s.started_at desc, s.id desc limit 1
  ) as s on true
  left join duty d on d.person_id = p.id
  left join compositions c on c.person_id = p.id`;

/** Of several with one tag, whoever signed in last. */
const selects: { readonly [By in SoughtBy]: Omit<Statement, 'values'> } = {
  'telegram-id': {
    name: 'select-person-by-account',
    text: `${select} where p.telegram_id = $1 and p.detached_at is null order by p.last_login_at desc limit 1`,
  },
  id: { name: 'select-person', text: `${select} where p.id = $1` },
  'employee-tag': {
    name: 'select-person-by-employee',
    text: `${select} where p.employee_tag = $1 order by p.last_login_at desc limit 1`,
  },
};
