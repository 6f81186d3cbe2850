import type { Consultation } from '@desk/domain';
import type pg from 'pg';
import type {
  Concern,
  Consultations,
  ShownWait,
  StoredConsultation,
  StoredDialogue,
  Talk,
} from '../../ports/consultations.ts';
import { asWritten, instant } from './as-written.ts';
import { type Statement, send } from './run-pipeline.ts';

/** One row of the columns below. */
export interface ConsultationRow {
  readonly facts: unknown;
  readonly grant_id: string | null;
  readonly grant_expires_at: Date | null;
  readonly shown: unknown;
  readonly version: number;
}

interface TalkRow extends DialogueRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly ended_at: Date | null;
}

interface DialogueRow extends ConsultationRow {
  readonly employee_chat: string | null;
  readonly specialist_chat: string | null;
  readonly is_only_of_other: boolean;
}

/** Offers looked back at for a row of misses; a break begins long before. */
const offersMax = 20;

/** With each message somebody asks with whom they talk: prepared statements, without the detour of an ORM. */
export function createConsultations(pool: pg.Pool): Consultations {
  async function list(statement: Omit<Statement, 'values'>, ...values: readonly unknown[]) {
    const { rows } = await send(pool, { ...statement, values });
    return rows.map((row: ConsultationRow) => toConsultation(row));
  }
  const first = async (statement: Omit<Statement, 'values'>, ...values: readonly unknown[]) =>
    (await list(statement, ...values))[0] ?? null;

  return {
    findById: (id) => first(selectById, id),
    findLatestOfTicket: (ticketId) => first(selectLatestOfTicket, ticketId),
    listConcerning: ({ kind, id }, max) => list(selectConcerning[kind], id, max),
    async listDialoguesOf(personId) {
      const { rows } = await send(pool, { ...selectDialogues, values: [personId] });
      return rows.map(toDialogue);
    },
    async findTalk(telegramId, endedSince) {
      const { rows } = await send(pool, { ...selectTalk, values: [telegramId, new Date(endedSince)] });
      return toTalk(rows);
    },
    listInLine: (team, max) => (team === null ? list(selectAllInLine, max) : list(selectInLine, team, max)),
    listLive: (teams, max) => list(selectLive, teams, max),
    listOpen: (max) => list(selectOpen, max),
    async listDue(now, max) {
      const { rows } = await send(pool, { ...selectDue, values: [new Date(now), max] });
      return rows.map(({ id }: { readonly id: string }) => id);
    },
    async countMisses(personId) {
      const { rows } = await send(pool, { ...selectLatestEnds, values: [personId, offersMax] });
      const answered = rows.findIndex(({ outcome }: { readonly outcome: string }) => outcome !== 'missed');
      return answered < 0 ? rows.length : answered;
    },
  };
}

export function selectConsultations(ids: readonly string[]): Statement {
  return { ...selectByIds, values: [ids] };
}

export function toConsultation(row: ConsultationRow): StoredConsultation {
  const { grant_id: id, grant_expires_at: expiresAt } = row;
  return {
    consultation: asWritten<Consultation>(row.facts),
    grant: id !== null && expiresAt !== null ? { id, expiresAt: instant(expiresAt) } : null,
    shown: row.shown === null ? null : asWritten<ShownWait>(row.shown),
    version: row.version,
  };
}

function toTalk(rows: readonly TalkRow[]): Talk {
  const ended = rows.flatMap(({ id, ticket_id: ticketId, ended_at }) =>
    ended_at === null ? [] : [{ id, ticketId, endedAt: instant(ended_at) }],
  );
  return { dialogues: rows.filter((row) => row.ended_at === null).map(toDialogue), justEnded: ended[0] ?? null };
}

function toDialogue(row: DialogueRow): StoredDialogue {
  return { ...toConsultation(row), chats: chatsOf(row), isOnlyOfOther: row.is_only_of_other };
}

function chatsOf({ employee_chat: employee, specialist_chat: specialist }: DialogueRow): StoredDialogue['chats'] {
  return {
    employee: employee === null ? null : Number(employee),
    specialist: specialist === null ? null : Number(specialist),
  };
}

const rows = 'select facts, grant_id, grant_expires_at, shown, version from chat_sessions';
const oldestFirst = 'order by queued_at, id';

const selectById = { name: 'select-consultation', text: `${rows} where id = $1` };

const selectByIds = { name: 'select-consultations', text: `${rows} where id = any($1::uuid[])` };

const selectLatestOfTicket = {
  name: 'select-latest-consultation-of-ticket',
  text: `${rows} where ticket_id = $1 order by requested_at desc, id desc limit 1`,
};

const selectConcerning: { readonly [Kind in Concern['kind']]: Omit<Statement, 'values'> } = {
  person: {
    name: 'select-consultations-of-person',
    text: `
      ${rows} where ended_at is null and (employee_id = $1 or specialist_id = $1 or offered_to = $1)
      ${oldestFirst} limit $2`,
  },
  ticket: {
    name: 'select-consultations-of-ticket',
    text: `${rows} where ended_at is null and ticket_id = $1 ${oldestFirst} limit $2`,
  },
  team: {
    name: 'select-consultations-awaiting-team',
    text: `
      ${rows} where ended_at is null and team = $1 and state in ('requested', 'waiting', 'callback')
      ${oldestFirst} limit $2`,
  },
};

const isTalking = "ended_at is null and state in ('active', 'transferring')";

/**
 * With each message somebody says, its reader is asked for: their chat comes along, and whether they have to be told
 * which of their dialogues it belongs to.
 */
const dialoguesOf = (person: string) => {
  const other = `case s.employee_id when ${person} then s.specialist_id else s.employee_id end`;
  const elsewhere = (side: string) =>
    `exists (select from chat_sessions o where o.${side} = ${other} and o.id <> s.id and ${isTalking})`;
  return `
    select id, ticket_id, ended_at, facts, grant_id, grant_expires_at, shown, version,
      (select chat_id from users_telegram p where p.id = employee_id and detached_at is null) as employee_chat,
      (select chat_id from users_telegram p where p.id = specialist_id and detached_at is null) as specialist_chat,
      not (${elsewhere('employee_id')} or ${elsewhere('specialist_id')}) as is_only_of_other
    from chat_sessions s
    where ${isTalking} and (employee_id = ${person} or specialist_id = ${person})
    order by (facts #>> '{dialogue,lastSpoke,at}')::bigint desc, id`;
};

const selectDialogues = { name: 'select-dialogues-of-person', text: dialoguesOf('$1') };

/** Whose account it is is asked as for the person themselves. */
const selectTalk = {
  name: 'select-talk-of-account',
  text: `
    with person as (
      select id from users_telegram where telegram_id = $1 and detached_at is null order by last_login_at desc limit 1
    )
    (${dialoguesOf('(select id from person)')}
    ) union all (
      select id, ticket_id, ended_at, null, null, null, null, 0, null, null, null from chat_sessions
      where ended_at >= $2 and state in ('ended', 'rated')
        and (employee_id = (select id from person) or specialist_id = (select id from person))
      order by ended_at desc, id limit 1
    )`,
};

const selectInLine = {
  name: 'select-line-of-team',
  text: `${rows} where ended_at is null and team = $1 and state in ('requested', 'waiting') ${oldestFirst} limit $2`,
};

const selectAllInLine = {
  name: 'select-lines-of-teams',
  text: `${rows} where ended_at is null and state in ('requested', 'waiting') ${oldestFirst} limit $1`,
};

const selectLive = {
  name: 'select-live-dialogues',
  text: `
    ${rows} where ended_at is null and team = any($1::text[]) and state in ('active', 'transferring')
    ${oldestFirst} limit $2`,
};

const selectOpen = {
  name: 'select-open-consultations',
  text: `${rows} where ended_at is null and state <> 'callback' ${oldestFirst} limit $1`,
};

const selectDue = {
  name: 'select-due-consultations',
  text: 'select id from chat_sessions where ended_at is null and due_at <= $1 order by due_at, id limit $2',
};

const selectLatestEnds = {
  name: 'select-latest-ends-of-offers',
  text: `
    select outcome from offers
    where person_id = $1 and outcome <> 'withdrawn'
      and over_at > coalesce((select since from duty where person_id = $1), '-infinity')
    order by over_at desc limit $2`,
};
