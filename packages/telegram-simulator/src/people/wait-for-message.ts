import type { ChatRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import { type ChatMessage, showChat } from './chat-message.ts';

export type MessagePredicate = (message: ChatMessage, all: readonly ChatMessage[]) => boolean;

const LISTED_MESSAGES_MAX = 12;

/**
 * The newest message that fits, now or as soon as there is one. Looks again at every change of the chat. The deadline
 * is real time: it guards a test against waiting for ever, whatever its clock does.
 */
export function waitForMessage(
  world: World,
  chat: ChatRecord,
  viewerId: number,
  predicate: MessagePredicate,
  deadlineMs: number,
): Promise<ChatMessage> {
  const find = () => {
    const all = showChat(chat, viewerId);
    return all.findLast((message) => predicate(message, all));
  };
  const found = find();
  if (found) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      unsubscribe();
    };
    const timer = setTimeout(() => {
      stop();
      reject(
        new Error(
          `No such message within ${deadlineMs} ms. The chat shows:\n${listMessages(showChat(chat, viewerId))}`,
        ),
      );
    }, deadlineMs);
    const unsubscribe = world.subscribe(chat.id, () => {
      try {
        const message = find();
        if (!message) return;
        stop();
        resolve(message);
      } catch (error) {
        stop();
        reject(error);
      }
    });
  });
}

/** The end of a chat, for a person to read. */
export function listMessages(messages: readonly ChatMessage[]): string {
  if (messages.length === 0) return '  (nothing)';
  return messages.slice(-LISTED_MESSAGES_MAX).map(listMessage).join('\n');
}

function listMessage(message: ChatMessage): string {
  const files = message.files.map((file) => `<${file.kind}${file.name ? ` ${file.name}` : ''}>`);
  const marks = [message.edited ? '(edited)' : '', message.replyTo ? `(reply to ${message.replyTo.id})` : ''];
  const parts = [
    message.text,
    message.caption,
    ...files,
    message.contact ? '<contact>' : '',
    message.sticker ?? '',
    ...marks,
  ];
  const keyboard = message.inlineKeyboard.map((row) => row.map((button) => `[${button.text}]`).join(' ')).join(' / ');
  return `  ${message.id} ${message.from}: ${[...parts, keyboard].filter((part) => part !== '').join(' ')}`;
}
