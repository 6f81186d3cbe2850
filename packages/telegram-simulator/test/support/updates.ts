import type { PendingUpdate, UpdateQueue } from '../../src/delivery/update-queue.ts';
import type { Message, User } from '../../src/wire/message.ts';

const person = (id: number): User => ({ id, is_bot: false, first_name: 'Олена' });

function message(chatId: number): Message {
  return {
    message_id: 1,
    from: person(chatId),
    chat: { id: chatId, type: 'private', first_name: 'Олена' },
    date: 1,
    text: 'Так',
  };
}

/** Queues a message of that chat. */
export function aMessage(queue: UpdateQueue, chatId: number): PendingUpdate {
  return queued(queue.add('message', { message: message(chatId) }, { chatId, messageId: 1 }));
}

/** Queues a press of that person in their private chat. */
export function aCallback(queue: UpdateQueue, personId: number): PendingUpdate {
  const query = { id: '1', from: person(personId), message: message(personId), chat_instance: '1', data: 'x' };
  return queued(queue.add('callback_query', { callback_query: query }, { chatId: personId, callbackQueryId: '1' }));
}

function queued(update: PendingUpdate | undefined): PendingUpdate {
  if (!update) throw new Error('The queue did not take the update.');
  return update;
}
