import type { ChatRecord } from '../state/records.ts';
import { badRequest, type Refusal, refusal, type Server } from './method.ts';

export type ChatOutcome = { kind: 'chat'; chat: ChatRecord } | { kind: 'refused'; answer: Refusal };

/** The chat, if the bot may write there. */
export function resolveWritableChat(server: Server, chatId: number | string): ChatOutcome {
  const found = resolveChat(server, chatId);
  if (found.kind === 'refused' || found.chat.kind === 'group') return found;
  if (found.chat.blocked) return refused(refusal(403, 'Forbidden: bot was blocked by the user'));
  if (!found.chat.opened) return refused(refusal(403, "Forbidden: bot can't initiate conversation with a user"));
  return found;
}

/** The chat, if there is one; user names of chats are not simulated. */
export function resolveChat(server: Server, chatId: number | string): ChatOutcome {
  const chat = typeof chatId === 'number' ? server.world.chat(chatId) : undefined;
  return chat ? { kind: 'chat', chat } : refused(badRequest('chat not found'));
}

function refused(answer: Refusal): ChatOutcome {
  return { kind: 'refused', answer };
}
