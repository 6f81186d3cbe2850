import { randomInt } from 'node:crypto';
import { describeFile, FILE_KIND_OF, type MediaDetails, type MediaType } from '../content/describe-file.ts';
import { readImageSize } from '../content/image-size.ts';
import type { Server } from '../methods/method.ts';
import type { NewFile } from '../state/file-store.ts';
import { newMediaGroupId } from '../state/media-group-id.ts';
import type { CallbackAnswer, Language, PersonRecord, PrivateChat } from '../state/records.ts';
import { splitName, wireUser } from '../state/world.ts';
import type { Contact } from '../wire/message.ts';
import {
  acceptEdit,
  acceptMessage,
  acceptPress,
  acceptStanding,
  captioned,
  findMessage,
  type Said,
  worded,
} from './accept-message.ts';
import { type ChatMessage, showChat, showMessage } from './chat-message.ts';
import type {
  AlbumItem,
  ContactCard,
  DocumentToSend,
  Person,
  ReplyOption,
  ShownKeyboardButton,
  TimedOptions,
} from './person.ts';
import { showKeyboard } from './person.ts';
import { splitText } from './split-text.ts';
import { waitForAnswer } from './wait-for-answer.ts';
import { type MessagePredicate, waitForMessage } from './wait-for-message.ts';

const ANSWERS_KEPT_MAX = 200;
const ALBUM_ITEMS_MIN = 2;
const ALBUM_ITEMS_MAX = 10;
const DICE_VALUE_MAX = 6;
const STICKER_BYTES = new TextEncoder().encode('sticker');

type Media = TimedOptions & { mime?: string; name?: string };

/** The phone of one account, driven by a program. */
export class PhonePerson implements Person {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly language: Language;
  readonly #server: Server;
  readonly #chat: PrivateChat;
  readonly #record: PersonRecord;
  readonly #answers: CallbackAnswer[] = [];

  constructor(server: Server, chat: PrivateChat) {
    this.#server = server;
    this.#chat = chat;
    this.#record = chat.person;
    this.id = chat.person.id;
    this.name = chat.person.name;
    this.phone = chat.person.phone;
    this.language = chat.person.language;
    server.world.subscribe(chat.id, (event) => {
      if (event.kind !== 'answer') return;
      this.#answers.push(event.answer);
      if (this.#answers.length > ANSWERS_KEPT_MAX) this.#answers.shift();
    });
  }

  async start(payload?: string): Promise<ChatMessage> {
    acceptStanding(this.#server, this.#chat, false);
    return this.#say(worded(payload ? `/start ${payload}` : '/start'));
  }

  async send(text: string, { replyTo }: ReplyOption = {}): Promise<ChatMessage> {
    const [first = '', ...rest] = splitText(text);
    const message = this.#say(worded(first), replyTo);
    for (const part of rest) this.#say(worded(part));
    return message;
  }

  async edit(messageId: number, text: string): Promise<ChatMessage> {
    return showMessage(acceptEdit(this.#server, this.#chat, messageId, text), this.id);
  }

  async sendPhoto(bytes: Uint8Array, options: TimedOptions = {}): Promise<ChatMessage> {
    return this.#sendMedia('photo', bytes, { mime: 'image/jpeg', ...options });
  }

  async sendDocument({ bytes, ...options }: DocumentToSend): Promise<ChatMessage> {
    return this.#sendMedia('document', bytes, options);
  }

  async sendVoice(bytes: Uint8Array, options: TimedOptions = {}): Promise<ChatMessage> {
    return this.#sendMedia('voice', bytes, { mime: 'audio/ogg', ...options });
  }

  async sendVideo(bytes: Uint8Array, options: TimedOptions = {}): Promise<ChatMessage> {
    return this.#sendMedia('video', bytes, { mime: 'video/mp4', ...options });
  }

  async sendVideoNote(bytes: Uint8Array, options: TimedOptions = {}): Promise<ChatMessage> {
    return this.#sendMedia('video_note', bytes, options);
  }

  async sendSticker(emoji = '👍', { replyTo }: ReplyOption = {}): Promise<ChatMessage> {
    const file = this.#server.files.add({ kind: 'stickers', bytes: STICKER_BYTES, mime: 'image/webp' });
    return this.#say(describeFile('sticker', file, { emoji }), replyTo);
  }

  async sendLocation(latitude: number, longitude: number, { replyTo }: ReplyOption = {}): Promise<ChatMessage> {
    return this.#say({ location: { latitude, longitude } }, replyTo);
  }

  async sendDice(emoji = '🎲'): Promise<ChatMessage> {
    return this.#say({ dice: { emoji, value: randomInt(1, DICE_VALUE_MAX + 1) } });
  }

  async sendAlbum(items: readonly AlbumItem[], caption?: string, options: ReplyOption = {}): Promise<ChatMessage[]> {
    if (items.length < ALBUM_ITEMS_MIN || items.length > ALBUM_ITEMS_MAX)
      throw new Error('An album has two to ten items.');
    const mediaGroupId = newMediaGroupId();
    return items.map(({ kind, bytes, ...item }, index) =>
      this.#sendMedia(kind, bytes, {
        ...item,
        ...options,
        mediaGroupId,
        ...(index === 0 && caption ? { caption } : {}),
      }),
    );
  }

  async shareOwnContact(): Promise<ChatMessage> {
    const asked = this.#chat.keyboard?.rows.flat().some((button) => button.request_contact);
    // An app answers the message whose keyboard asked for the number.
    const replyTo = asked ? this.#chat.keyboard?.messageId : undefined;
    return this.#say({ contact: cardOf({ name: this.name, phone: this.phone, userId: this.id }) }, replyTo);
  }

  async sendContact(of: Person | ContactCard, { replyTo }: ReplyOption = {}): Promise<ChatMessage> {
    const card = 'id' in of ? { name: of.name, phone: of.phone, userId: of.id } : of;
    return this.#say({ contact: cardOf(card) }, replyTo);
  }

  async forwardContact(of: Person): Promise<ChatMessage> {
    const owner = this.#server.world.privateChat(of.id);
    if (!owner) throw new Error(`There is no person with the id ${of.id}.`);
    const contact = cardOf({ name: of.name, phone: of.phone, userId: of.id });
    const sender = wireUser(owner.person);
    return this.#say({
      contact,
      forward_origin: { type: 'user', date: this.#server.world.seconds(), sender_user: sender },
    });
  }

  async press(messageId: number, button: string): Promise<{ callbackQueryId: string }> {
    const { wire } = findMessage(this.#chat, messageId);
    const buttons = (wire.reply_markup?.inline_keyboard ?? []).flat();
    const found = buttons.find((one) => one.text === button) ?? buttons.find((one) => one.callback_data === button);
    if (!found) {
      const labels = buttons.map((one) => `[${one.text}]`).join(' ') || 'none';
      throw new Error(`Message ${messageId} has no button "${button}"; it has: ${labels}.`);
    }
    if (found.callback_data === undefined)
      throw new Error(`The button "${button}" opens something and tells the bot nothing.`);
    return { callbackQueryId: acceptPress(this.#server, this.#chat, this.#record, messageId, found.callback_data) };
  }

  async pressForged(data: string, messageId?: number): Promise<{ callbackQueryId: string }> {
    const newest = [...this.#chat.messages.keys()].at(-1);
    const target = messageId ?? newest;
    if (target === undefined) throw new Error('There is no message to press on.');
    return { callbackQueryId: acceptPress(this.#server, this.#chat, this.#record, target, data) };
  }

  async block(): Promise<void> {
    acceptStanding(this.#server, this.#chat, true);
  }

  async unblock(): Promise<void> {
    acceptStanding(this.#server, this.#chat, false);
  }

  isBlocking(): boolean {
    return this.#chat.blocked;
  }

  messages(): ChatMessage[] {
    return showChat(this.#chat, this.id);
  }

  keyboard(): ShownKeyboardButton[][] | undefined {
    const { keyboard } = this.#chat;
    return keyboard && !keyboard.folded ? showKeyboard(keyboard.rows) : undefined;
  }

  async pressKeyboard(text: string): Promise<ChatMessage> {
    const { keyboard } = this.#chat;
    const button = keyboard?.rows.flat().find((one) => one.text === text);
    if (!keyboard || !button) throw new Error(`The reply keyboard has no button "${text}".`);
    const sent = button.request_contact ? await this.shareOwnContact() : await this.send(text);
    if (keyboard.oneTime && this.#chat.keyboard === keyboard)
      this.#server.world.showKeyboard(this.#chat, { ...keyboard, folded: true });
    return sent;
  }

  answers(): CallbackAnswer[] {
    return [...this.#answers];
  }

  waitForAnswer(callbackQueryId: string, deadlineMs = 5000): Promise<CallbackAnswer> {
    return waitForAnswer(this.#server.world, this.#chat, this.#answers, callbackQueryId, deadlineMs);
  }

  waitFor(predicate: MessagePredicate, deadlineMs = 5000): Promise<ChatMessage> {
    return waitForMessage(this.#server.world, this.#chat, this.id, predicate, deadlineMs);
  }

  #say(said: Said, replyTo?: number): ChatMessage {
    const target = replyTo === undefined ? undefined : this.#chat.messages.get(replyTo);
    return showMessage(acceptMessage(this.#server, this.#chat, this.#record, said, target), this.id);
  }

  #sendMedia(type: MediaType, bytes: Uint8Array, media: Media): ChatMessage {
    const size = type === 'photo' || type === 'sticker' ? readImageSize(bytes) : undefined;
    const file: NewFile = {
      kind: FILE_KIND_OF[type],
      bytes,
      name: media.name,
      mime: media.mime,
      pretendSizeBytes: media.pretendSizeBytes,
      ...size,
    };
    const details: MediaDetails = { duration: media.duration };
    const said: Said = {
      ...describeFile(type, this.#server.files.add(file), details),
      ...captioned(media.caption),
      ...(media.mediaGroupId ? { media_group_id: media.mediaGroupId } : {}),
    };
    return this.#say(said, media.replyTo);
  }
}

/** Telegram gives the number without its plus more often than with it. */
function cardOf({ name, phone, userId }: ContactCard): Contact {
  const { first, last } = splitName(name);
  return {
    phone_number: phone.replace(/^\+/, ''),
    first_name: first,
    ...(last ? { last_name: last } : {}),
    ...(userId === undefined ? {} : { user_id: userId }),
  };
}
