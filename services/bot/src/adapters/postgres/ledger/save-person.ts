import { dateOrNull } from '../as-written.ts';
import type { Statement } from '../run-pipeline.ts';
import { sealFieldJson } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

/** How long role and rights are taken as known. */
const rolesLiveMs = 5 * 60_000;

/** What is sealed of a person; role, teams and permissions are in clear, because staff is found by them. */
export interface SealedProfile {
  readonly employeeId: string;
  readonly displayName: string;
  readonly position: string;
  readonly department: string;
  readonly trackerProfileUrl: string | null;
}

export const savePerson: ChangeWriter<'save-person'> = ({ person, expected }, context) => {
  const { employeeId, displayName, position, department, trackerProfileUrl, ...rights } = person.profile;
  const sealed: SealedProfile = { employeeId, displayName, position, department, trackerProfileUrl };
  const columns = [
    person.id,
    person.telegramId,
    person.chatId,
    context.employeeTag(employeeId),
    person.language,
    rights.role,
    person.sealedPhone,
    sealFieldJson(context.ringOf(person.id), 'users_telegram.profile', person.id, sealed),
    dateOrNull(person.blockedAt),
    dateOrNull(person.detachedAt),
    new Date(person.createdAt),
    new Date(person.lastLoginAt),
    rights.teams,
    rights.permissions,
    new Date(person.profileCheckedAt),
    new Date(person.profileCheckedAt + rolesLiveMs),
  ];
  const statement: Statement =
    expected === 0 ? { ...insertPerson, values: columns } : { ...updatePerson, values: [...columns, expected] };
  return [statement];
};

const insertPerson = {
  name: 'insert-person',
  text: `
    with made as (
      insert into users_telegram (id, telegram_id, chat_id, employee_tag, language, role, sealed_phone, profile,
        blocked_at, detached_at, created_at, last_login_at, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)
      on conflict do nothing
      returning id
    ), roles as (
      insert into user_roles_cache (person_id, role, teams, permissions, fetched_at, expires_at)
      select id, $6, $13::text[], $14::text[], $15::timestamptz, $16::timestamptz from made
    )
    select (exists (select 1 from made))::unmoved`,
};

const updatePerson = {
  name: 'update-person',
  text: `
    with moved as (
      update users_telegram
      set telegram_id = $2, chat_id = $3, employee_tag = $4, language = $5, role = $6, sealed_phone = $7, profile = $8,
        blocked_at = $9, detached_at = $10, created_at = $11, last_login_at = $12, version = version + 1
      where id = $1 and version = $17
      returning id
    ), roles as (
      update user_roles_cache
      set role = $6, teams = $13, permissions = $14, fetched_at = $15, expires_at = $16
      where person_id in (select id from moved)
    )
    select (exists (select 1 from moved))::unmoved`,
};
