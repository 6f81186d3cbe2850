import type { Server } from '../methods/method.ts';
import type { GroupChat } from '../state/records.ts';
import { wireChat, wireUser } from '../state/world.ts';
import { acceptMessage, acceptPress, worded } from './accept-message.ts';
import { type ChatMessage, showChat, showMessage } from './chat-message.ts';
import type { Person } from './person.ts';
import { type MessagePredicate, waitForMessage } from './wait-for-message.ts';

/** A group the bot has been put into, with privacy mode off: it hears every message. */
export interface Group {
  readonly id: number;
  readonly title: string;
  send(author: Person, text: string): Promise<ChatMessage>;
  press(author: Person, messageId: number, data: string): Promise<{ callbackQueryId: string }>;
  /** As a member of the group sees it who is none of the authors. */
  messages(): ChatMessage[];
  waitFor(predicate: MessagePredicate, deadlineMs?: number): Promise<ChatMessage>;
}

const NOBODY = 0;

/** Creates the group; the bot is told that it was added. */
export function createGroup(server: Server, title: string, members: readonly Person[]): Group {
  const chat = server.world.addGroup(
    title,
    members.map((member) => member.id),
  );
  const founder = members[0] && server.world.privateChat(members[0].id)?.person;
  if (!founder) throw new Error('A group needs a member who creates it.');
  const { world, delivery } = server;
  delivery.add(
    'my_chat_member',
    {
      my_chat_member: {
        chat: wireChat(chat),
        from: wireUser(founder),
        date: world.seconds(),
        old_chat_member: { status: 'left', user: world.bot },
        new_chat_member: { status: 'member', user: world.bot },
      },
    },
    { chatId: chat.id },
  );
  acceptMessage(server, chat, founder, { group_chat_created: true });
  return openGroup(server, chat);
}

export function openGroup(server: Server, chat: GroupChat): Group {
  const memberOf = (author: Person) => {
    const record = server.world.privateChat(author.id)?.person;
    if (!record || !chat.members.includes(author.id))
      throw new Error(`Person ${author.id} is not a member of "${chat.title}".`);
    return record;
  };
  return {
    id: chat.id,
    title: chat.title,
    send: async (author, text) => showMessage(acceptMessage(server, chat, memberOf(author), worded(text)), author.id),
    press: async (author, messageId, data) => ({
      callbackQueryId: acceptPress(server, chat, memberOf(author), messageId, data),
    }),
    messages: () => showChat(chat, NOBODY),
    waitFor: (predicate, deadlineMs = 5000) => waitForMessage(server.world, chat, NOBODY, predicate, deadlineMs),
  };
}
