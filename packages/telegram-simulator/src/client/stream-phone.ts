import type { FastifyReply } from 'fastify';
import type { Server } from '../methods/method.ts';
import type { PrivateChat } from '../state/records.ts';
import { type PhoneEvent, readBotCard, readPhoneState, toPhoneEvent } from './phone-state.ts';

const HEARTBEAT_EVERY_MS = 20_000;
/** A phone that reads no more is cut off; it comes back for the whole state. */
const UNREAD_BYTES_MAX = 8 * 1024 * 1024;

/** Streams a phone as server-sent events: the whole state first, then every change. */
export function streamPhone(server: Server, chat: PrivateChat, reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  const send = (event: PhoneEvent) => {
    raw.write(`data: ${JSON.stringify(event)}\n\n`);
    if (raw.writableLength > UNREAD_BYTES_MAX) raw.destroy();
  };
  send({ kind: 'state', state: readPhoneState(server, chat) });

  const stopChat = server.world.subscribe(chat.id, (event) => send(toPhoneEvent(chat, event)));
  const stopProfile = server.profile.onChange(() => send({ kind: 'bot', bot: readBotCard(server, chat.person) }));
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_EVERY_MS);
  raw.on('close', () => {
    clearInterval(heartbeat);
    stopChat();
    stopProfile();
  });
}
