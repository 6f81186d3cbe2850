import { dateOrNull } from '../as-written.ts';
import { laneCalls, writeErased } from '../process-presence.ts';
import type { Statement } from '../run-pipeline.ts';
import type { ChangeWriter } from './change-writer.ts';

export const erasePerson: ChangeWriter<'erase-person'> = (change) => eraseRows(change);

export const noteExport: ChangeWriter<'note-export'> = ({ personId, at }) => [
  { ...updateExported, values: [personId, dateOrNull(at)] },
];

/** Somebody with years of conversations takes longer than any other statement may. */
const statementMsMax = 60_000;

/**
 * Everything that is theirs, in a transaction that the caller makes. First the key: without it nothing that was sealed
 * for them opens again, wherever a copy of it lies. Then their row, on which all others hang; then what names them by
 * the number of their chat. What others need stays without them: their places in conversations, updates by which a
 * repetition is known.
 */
export function eraseRows({
  personId,
  chatId,
}: {
  readonly personId: string;
  readonly chatId: number | null;
}): readonly Statement[] {
  const lane = `chat:${chatId}`;
  const ofChat: readonly Statement[] =
    chatId === null
      ? []
      : [
          { ...leavePlaces, values: [chatId] },
          { ...leaveCopies, values: [chatId] },
          { ...deleteSignInWaits, values: [chatId] },
          { ...deleteCards, values: [chatId] },
          { ...deleteKeyboards, values: [chatId] },
          { ...deleteTicketMessages, values: [chatId] },
          { ...forgetSender, values: [lane] },
        ];
  return [
    { ...allowTime, values: [String(statementMsMax)] },
    { ...deleteKey, values: [personId] },
    { ...deletePerson, values: [personId] },
    ...ofChat,
    { ...deleteEffects, values: [personId, chatId] },
    { ...tellProcesses, values: [laneCalls, writeErased(personId)] },
  ];
}

const updateExported = {
  name: 'update-data-exported',
  text: 'update users_telegram set data_exported_at = $2 where id = $1',
};

const allowTime = { name: 'allow-time-to-erase', text: "select set_config('statement_timeout', $1, true)" };

const deleteKey = { name: 'erase-subject-key', text: 'delete from keys.subject_keys where subject_id = $1' };

const deletePerson = { name: 'erase-person', text: 'delete from users_telegram where id = $1' };

/** Said in conversations that are somebody else's. */
const leavePlaces = {
  name: 'erase-places-of-messages',
  text: 'update chat_messages set from_chat = 0, from_message = 0 where from_chat = $1',
};

const leaveCopies = {
  name: 'erase-places-of-copies',
  text: 'update chat_messages set to_chat = null, to_message = null where to_chat = $1',
};

const deleteSignInWaits = { name: 'erase-sign-in-waits', text: 'delete from sign_in_waits where chat_id = $1' };

const deleteCards = { name: 'erase-cards', text: 'delete from cards where chat_id = $1' };

const deleteKeyboards = { name: 'erase-keyboards', text: 'delete from keyboards where chat_id = $1' };

const deleteTicketMessages = {
  name: 'erase-ticket-messages',
  text: 'delete from ticket_messages where chat_id = $1',
};

/** What has just come in is a stranger's, and is answered as one's. */
const forgetSender = {
  name: 'erase-arrivals',
  text: `
    update inbox set lane = 'erased', state = 'done', payload = null, settled_at = null, reason = null
    where lane = $1 and state <> 'pending'`,
};

/**
 * What is under way stays until it has arrived; what this very transaction adds is the goodbye, whose instant is rounded
 * as the column has it.
 */
const deleteEffects = {
  name: 'erase-effects',
  text: `
    delete from outbox
    where (subject_id = $1 or chat_id = $2::bigint) and state <> 'sending' and created_at < now()::timestamptz(3)`,
};

const tellProcesses = { name: 'tell-of-erased', text: 'select pg_notify($1, $2)' };
