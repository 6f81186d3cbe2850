import type { InlineKeyboardMarkup } from './markup.ts';

/** Telegram's own objects, as they travel: only the fields this simulator fills. */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'group';
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
}

export interface MessageEntity {
  type: string;
  /** UTF-16 code units. */
  offset: number;
  /** UTF-16 code units. */
  length: number;
  url?: string;
  language?: string;
  user?: User;
  custom_emoji_id?: string;
}

export interface FileReference {
  file_id: string;
  file_unique_id: string;
  file_size: number;
}

export interface PhotoSize extends FileReference {
  width: number;
  height: number;
}

export interface NamedFile extends FileReference {
  file_name?: string;
  mime_type?: string;
}

export interface TimedFile extends NamedFile {
  /** Seconds. */
  duration: number;
}

export interface MovingPicture extends TimedFile {
  width: number;
  height: number;
}

export interface VideoNote extends FileReference {
  /** Seconds. */
  duration: number;
  length: number;
}

export interface Voice extends FileReference {
  /** Seconds. */
  duration: number;
  mime_type?: string;
}

export interface Audio extends TimedFile {
  performer?: string;
  title?: string;
}

export interface Sticker extends FileReference {
  type: 'regular';
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji?: string;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
  vcard?: string;
}

export interface Location {
  latitude: number;
  longitude: number;
  horizontal_accuracy?: number;
}

export interface Dice {
  emoji: string;
  /** 1 to 6, with some emoji to 5 or 64. */
  value: number;
}

export type MessageOrigin =
  | { type: 'user'; date: number; sender_user: User }
  | { type: 'hidden_user'; date: number; sender_user_name: string };

/** What a message says, apart from who said it, where and when. */
export interface MessageContent {
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  photo?: PhotoSize[];
  document?: NamedFile;
  video?: MovingPicture;
  animation?: MovingPicture;
  audio?: Audio;
  voice?: Voice;
  video_note?: VideoNote;
  sticker?: Sticker;
  contact?: Contact;
  location?: Location;
  dice?: Dice;
  group_chat_created?: true;
}

export interface Message extends MessageContent {
  message_id: number;
  from: User;
  chat: Chat;
  /** Unix seconds. */
  date: number;
  /** Unix seconds. */
  edit_date?: number;
  media_group_id?: string;
  reply_to_message?: Message;
  forward_origin?: MessageOrigin;
  reply_markup?: InlineKeyboardMarkup;
  has_protected_content?: true;
}

export interface CallbackQuery {
  id: string;
  from: User;
  message: Message;
  chat_instance: string;
  data: string;
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  /** Unix seconds. */
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

export type ChatMember =
  | { status: 'member' | 'left'; user: User }
  | { status: 'kicked'; user: User; until_date: number };

export type UpdateBody =
  | { message: Message }
  | { edited_message: Message }
  | { callback_query: CallbackQuery }
  | { my_chat_member: ChatMemberUpdated };

export type Update = { update_id: number } & UpdateBody;
