import { z } from 'zod';
import { newMediaGroupId } from '../state/media-group-id.ts';
import type { StoredMessage } from '../state/records.ts';
import type { Message, MessageContent } from '../wire/message.ts';
import { readCaption } from './caption.ts';
import { type BotMethod, badRequest, defineMethod, type Refusal, type Server, success } from './method.ts';
import { chatId, entities, json, messageId, optionalFlag, optionalText, sendingParameters } from './parameters.ts';
import { replyMarkup } from './reply-markup.ts';
import { resolveChat } from './resolve-chat.ts';
import { type SendContent, sendAll } from './send-content.ts';

const PASSED_ON_AT_ONCE_MAX = 100;

const messageIds = json(z.array(messageId, { error: 'message identifiers are not specified' }));
const passing = { disable_notification: optionalFlag, protect_content: optionalFlag };

export const copyMessage: BotMethod = defineMethod(
  'copyMessage',
  {
    ...sendingParameters,
    from_chat_id: chatId,
    message_id: messageId,
    caption: optionalText,
    parse_mode: optionalText,
    caption_entities: entities,
    reply_markup: replyMarkup,
  },
  (parameters, server) => {
    const source = findSource(server, parameters.from_chat_id, parameters.message_id);
    if (!source) return badRequest('message to copy not found');
    if ('ok' in source) return source;
    const content = contentOf(source.wire);
    if (Object.keys(content).length === 0) return badRequest("message can't be copied");
    if (parameters.caption !== undefined && takesCaption(content)) {
      const caption = readCaption(parameters);
      if ('ok' in caption) return caption;
      delete content.caption;
      delete content.caption_entities;
      Object.assign(content, caption);
    }
    const outcome = sendAll(server, parameters, 1, () => [content]);
    return outcome.kind === 'refused' ? outcome.answer : success({ message_id: outcome.messages[0]?.wire.message_id });
  },
);

export const copyMessages: BotMethod = defineMethod(
  'copyMessages',
  { chat_id: chatId, ...passing, from_chat_id: chatId, message_ids: messageIds, remove_caption: optionalFlag },
  (parameters, server) => {
    const sources = findSources(server, parameters.from_chat_id, parameters.message_ids);
    if ('ok' in sources) return sources;
    const contents = keepAlbums(sources, ({ wire }) => {
      const { caption, caption_entities, ...bare } = contentOf(wire);
      if (parameters.remove_caption || caption === undefined) return bare;
      return { ...bare, caption, ...(caption_entities ? { caption_entities } : {}) };
    });
    const outcome = sendAll(server, parameters, contents.length, () => contents);
    return outcome.kind === 'refused' ? outcome.answer : success(outcome.messages.map(idOf));
  },
);

export const forwardMessage: BotMethod = defineMethod(
  'forwardMessage',
  { chat_id: chatId, ...passing, from_chat_id: chatId, message_id: messageId },
  (parameters, server) => {
    const source = findSource(server, parameters.from_chat_id, parameters.message_id);
    if (!source) return badRequest('message to forward not found');
    if ('ok' in source) return source;
    if (source.wire.has_protected_content) return badRequest("message has protected content and can't be forwarded");
    const outcome = sendAll(server, parameters, 1, () => [forwarded(source.wire)]);
    return outcome.kind === 'refused' ? outcome.answer : success(outcome.messages[0]?.wire);
  },
);

export const forwardMessages: BotMethod = defineMethod(
  'forwardMessages',
  { chat_id: chatId, ...passing, from_chat_id: chatId, message_ids: messageIds },
  (parameters, server) => {
    const sources = findSources(server, parameters.from_chat_id, parameters.message_ids);
    if ('ok' in sources) return sources;
    const open = sources.filter(({ wire }) => !wire.has_protected_content);
    const outcome = sendAll(server, parameters, open.length, () => keepAlbums(open, ({ wire }) => forwarded(wire)));
    return outcome.kind === 'refused' ? outcome.answer : success(outcome.messages.map(idOf));
  },
);

function findSource(server: Server, fromChatId: number | string, id: number): StoredMessage | Refusal | undefined {
  const resolved = resolveChat(server, fromChatId);
  return resolved.kind === 'refused' ? resolved.answer : resolved.chat.messages.get(id);
}

/** Missing messages are left out, unless all are missing. */
function findSources(server: Server, fromChatId: number | string, ids: readonly number[]): StoredMessage[] | Refusal {
  if (ids.length === 0) return badRequest('message identifiers are not specified');
  if (ids.length > PASSED_ON_AT_ONCE_MAX) return badRequest('too many message identifiers specified');
  if (ids.some((id, index) => id <= (ids[index - 1] ?? 0)))
    return badRequest('message identifiers must be in a strictly increasing order');
  const resolved = resolveChat(server, fromChatId);
  if (resolved.kind === 'refused') return resolved.answer;
  const { chat } = resolved;
  const found = ids.flatMap((id) => chat.messages.get(id) ?? []);
  return found.length > 0 ? found : badRequest('there are no messages to forward');
}

/** Parts of one album that travel together are an album again; a part that travels alone is a message like any other. */
function keepAlbums(sources: readonly StoredMessage[], pass: (source: StoredMessage) => SendContent): SendContent[] {
  const albums = new Map<string, { parts: number; id: string }>();
  for (const { wire } of sources) {
    if (wire.media_group_id === undefined) continue;
    const known = albums.get(wire.media_group_id);
    albums.set(wire.media_group_id, { parts: (known?.parts ?? 0) + 1, id: known?.id ?? newMediaGroupId() });
  }
  return sources.map((source) => {
    const album = albums.get(source.wire.media_group_id ?? '');
    return album && album.parts > 1 ? { ...pass(source), media_group_id: album.id } : pass(source);
  });
}

function takesCaption({ photo, document, video, animation, audio, voice }: MessageContent): boolean {
  return Boolean(photo ?? document ?? video ?? animation ?? audio ?? voice);
}

function forwarded(wire: Message): SendContent {
  const origin = wire.forward_origin ?? { type: 'user', date: wire.date, sender_user: wire.from };
  return { ...contentOf(wire), forward_origin: origin };
}

/** What the message says, without who said it, its place and its buttons. */
function contentOf(wire: Message): MessageContent {
  const {
    message_id: _id,
    from: _from,
    chat: _chat,
    date: _date,
    edit_date: _edited,
    media_group_id: _group,
    reply_to_message: _reply,
    forward_origin: _origin,
    reply_markup: _markup,
    has_protected_content: _protected,
    group_chat_created: _created,
    ...content
  } = wire;
  return content;
}

function idOf({ wire }: StoredMessage): { message_id: number } {
  return { message_id: wire.message_id };
}
