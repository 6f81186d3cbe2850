import { dateOrNull } from '../as-written.ts';
import type { ChangeWriter } from './change-writer.ts';

export const saveSignInWait: ChangeWriter<'save-sign-in-wait'> = ({ wait }) => {
  const { telegramId, chatId, confirmationId, language, expiresAt, settledAt } = wait;
  const values = [telegramId, chatId, confirmationId, language, new Date(expiresAt), dateOrNull(settledAt)];
  return [{ ...upsertWait, values }];
};

/** Whoever settles a wait may have read it before another took its place: that one goes on. */
const upsertWait = {
  name: 'upsert-sign-in-wait',
  text: `
    insert into sign_in_waits (telegram_id, chat_id, confirmation_id, language, expires_at, settled_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (telegram_id) do update
    set chat_id = excluded.chat_id, confirmation_id = excluded.confirmation_id, language = excluded.language,
      expires_at = excluded.expires_at, settled_at = excluded.settled_at
    where excluded.settled_at is null or sign_in_waits.confirmation_id = excluded.confirmation_id`,
};
