import { loadBotKeys, openJson, openText, unwrapSubjectKey } from '@desk/crypto';
import { z } from 'zod';
import { queryRows } from '../world/search-tables.ts';

/** A session as the bot’s database has it, opened with the bot’s keys. */
export interface LootedSession {
  readonly employeeId: string;
  readonly telegramUserId: number;
  readonly gatewaySessionId: string;
  readonly token: string;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly person_id: string;
  readonly gateway_session_id: string;
  readonly telegram_id: string;
  readonly token: Buffer;
  readonly profile: Buffer;
  readonly wrapped: Buffer;
}

const sessions = `
  select s.id, s.person_id, s.gateway_session_id, p.telegram_id, s.token, p.profile, k.wrapped
  from user_sessions s
  join users_telegram p on p.id = s.person_id
  join keys.subject_keys k on k.subject_id = p.id`;

const Profile = z.looseObject({ employeeId: z.string() });

/** Every session that ever was, live or over: the tokens of all lie there, sealed under keys that lie beside them. */
export async function lootSessions(databaseUrl: string, keysDir: string): Promise<readonly LootedSession[]> {
  const loaded = await loadBotKeys(keysDir);
  if (loaded.kind === 'refused') throw new Error('The captured keys cannot be read.');
  const { sealing } = loaded.keys;
  const rows = await queryRows<Row>(databaseUrl, sessions);
  return rows.map((row) => {
    const key = unwrapSubjectKey(sealing, row.wrapped, row.person_id);
    if (key.kind === 'refused') throw new Error(`A captured key does not open: ${key.reason}.`);
    const token = openText(key.ring, row.token, `user_sessions.token:${row.id}`);
    const profile = openJson(key.ring, row.profile, `users_telegram.profile:${row.person_id}`);
    if (token.kind === 'refused' || profile.kind === 'refused') throw new Error('A captured field does not open.');
    return {
      employeeId: Profile.parse(profile.value).employeeId,
      telegramUserId: Number(row.telegram_id),
      gatewaySessionId: row.gateway_session_id,
      token: token.text,
    };
  });
}
