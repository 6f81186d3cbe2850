import { holdsUnfolded } from '@desk/domain';
import type { Telegram } from 'telegraf';
import type { Opts } from 'telegraf/types';
import type { ChatContent, ChatPlace } from '../../ports/consultations.ts';
import type { Relay, RelayedAll, RelayHeading, RelaySource, RelayTarget } from '../../ports/relay.ts';
import { type Called, callTelegram } from './call-telegram.ts';
import { compose, join, placeholder, plain, type RichText, shorten } from './render/rich-text.ts';
import { shown } from './telegram-messenger.ts';

/** Telegram's limits, in UTF-16 units. */
const textUnitsMax = 4096;
const captionUnitsMax = 1024;

type AlbumItem = Opts<'sendMediaGroup'>['media'][number];

/** Brings words from chat to chat through the Bot API. A person's words are never read as markup. */
export function createTelegramRelay(telegram: Telegram): Relay {
  return {
    async copy(source, to) {
      const sent = await copyOne(telegram, source, to);
      if (sent.kind === 'done') return { kind: 'shown', messageId: sent.result.message_id };
      return isMissing(sent) ? { kind: 'refused', reason: 'gone' } : shown(sent, null);
    },

    copyAlbum: (parts, to) => copyAll(telegram, parts, to),

    async edit(copy, { content, heading }) {
      const words = headed(heading, content.text ?? '');
      const target = { chat_id: copy.chatId, message_id: copy.messageId };
      // Too long by its heading: the correction counts, and whose it is was said before.
      const said = fits(words, content) ? words : plain(content.text ?? '');
      const entities = [...said.entities];
      const edited =
        content.kind === 'text'
          ? await callTelegram(telegram, 'editMessageText', { ...target, text: said.text, entities })
          : await callTelegram(telegram, 'editMessageCaption', {
              ...target,
              caption: said.text,
              caption_entities: entities,
            });
      return shown(edited, copy.messageId);
    },
  };
}

/** A copy keeps the styles of the words, and with them an address behind them: where one was, the words go alone. */
function copyOne(telegram: Telegram, { from, content }: RelaySource, to: RelayTarget) {
  const headedWords = headed(to.heading, content.text ?? '');
  const words = fits(headedWords, content) ? headedWords : plain(content.text ?? '');
  const isHeaded = to.heading !== null && words === headedWords;
  const isWorded = takesWords(content) && fits(words, content) && (isHeaded || hidesAddress(content));
  if (from === null || (isWorded && content.kind === 'text')) {
    const said = shorten(words, textUnitsMax);
    return callTelegram(telegram, 'sendMessage', { chat_id: to.chatId, ...said, ...quoting(to), ...mutable(said) });
  }
  return callTelegram(telegram, 'copyMessage', {
    ...{ chat_id: to.chatId, from_chat_id: from.chatId, message_id: from.messageId },
    ...(isWorded ? { caption: words.text, caption_entities: [...words.entities] } : {}),
    ...quoting(to),
  });
}

/** With a quote or a heading the files are named anew: a copy of several messages takes neither, nor other captions. */
async function copyAll(telegram: Telegram, parts: readonly RelaySource[], to: RelayTarget): Promise<RelayedAll> {
  const from = placesOf(parts);
  const asTheyAre = to.heading === null && to.quote === null && !parts.some(({ content }) => hidesAddress(content));
  if (from !== null && asTheyAre) {
    const [first] = from;
    const message_ids = from.map(({ messageId }) => messageId);
    const copied = await callTelegram(telegram, 'copyMessages', {
      ...{ chat_id: to.chatId, from_chat_id: first?.chatId ?? to.chatId, message_ids },
    });
    return allShown(copied);
  }
  const media = parts.flatMap(({ content }, index) => itemOf(content, index === 0 ? to.heading : null) ?? []);
  const sent = await callTelegram(telegram, 'sendMediaGroup', { chat_id: to.chatId, media, ...quoting(to) });
  return allShown(sent);
}

function allShown(called: Awaited<ReturnType<typeof callTelegram<'copyMessages' | 'sendMediaGroup'>>>): RelayedAll {
  if (called.kind === 'done')
    return { kind: 'shown-all', messageIds: called.result.map(({ message_id }) => message_id) };
  const outcome = shown(called, null);
  return outcome.kind === 'shown' ? { kind: 'refused', reason: 'gone' } : outcome;
}

/** What was to be copied is no longer there: nothing arrived. */
function isMissing({ kind }: Called<unknown>): boolean {
  return kind === 'gone' || kind === 'unchanged';
}

function placesOf(parts: readonly RelaySource[]): readonly ChatPlace[] | null {
  const places = parts.flatMap(({ from }) => from ?? []);
  return places.length === parts.length ? places : null;
}

/** Null for what no album holds. */
function itemOf({ kind, text, file }: ChatContent, heading: RelayHeading | null): AlbumItem | null {
  if (file === null) return null;
  const words = headed(heading, text ?? '');
  const caption = words.text.length <= captionUnitsMax ? words : plain(text ?? '');
  const captioned = caption.text === '' ? {} : { caption: caption.text, caption_entities: [...caption.entities] };
  const item = { media: file.telegramFileId, ...captioned };
  switch (kind) {
    case 'photo':
    case 'video':
    case 'audio':
    case 'document':
      return { type: kind, ...item };
    default:
      return null;
  }
}

/** `**Name** · SD-1` above the words. */
function headed(heading: RelayHeading | null, text: string): RichText {
  const words = plain(text);
  if (heading === null) return words;
  const line = compose(`**${placeholder(0)}**${heading.number === null ? '' : ` · ${placeholder(1)}`}`, [
    heading.name,
    heading.number ?? '',
  ]);
  return text === '' ? line : join([line, words], '\n');
}

function hidesAddress({ text }: ChatContent): boolean {
  return text !== null && holdsUnfolded(text);
}

function fits({ text }: RichText, { kind }: ChatContent): boolean {
  return text.length <= (kind === 'text' ? textUnitsMax : captionUnitsMax);
}

function takesWords({ kind }: ChatContent): boolean {
  return kind !== 'sticker' && kind !== 'location' && kind !== 'contact' && kind !== 'video-note';
}

function quoting({ quote }: RelayTarget) {
  return quote === null ? {} : { reply_parameters: { message_id: quote, allow_sending_without_reply: true } };
}

/** Telegraf's types want an array it may write to; it does not. */
function mutable({ entities }: RichText) {
  return { entities: [...entities] };
}
