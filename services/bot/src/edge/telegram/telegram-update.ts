import type { Update } from 'telegraf/types';
import { z } from 'zod';

const fileFields = {
  file_id: z.string().min(1).max(400),
  file_unique_id: z.string().min(1).max(200),
  file_size: z.int().nonnegative().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
};
const SentFile = z.looseObject(fileFields);
const Entities = z.array(
  z.looseObject({ type: z.string(), offset: z.int(), length: z.int(), url: z.string().optional() }),
);
const User = z.looseObject({ id: z.int().positive(), is_bot: z.boolean(), language_code: z.string().optional() });
const Chat = z.looseObject({ id: z.int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });

/** The fields of a message that the bot reads; what it does not read may be anything. */
const ReadMessage = z.looseObject({
  message_id: z.int(),
  chat: Chat,
  from: User.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: Entities.optional(),
  caption_entities: Entities.optional(),
  media_group_id: z.string().optional(),
  reply_to_message: z.looseObject({ message_id: z.int() }).optional(),
  photo: z.array(SentFile).min(1).optional(),
  document: SentFile.optional(),
  video: SentFile.optional(),
  voice: SentFile.optional(),
  video_note: SentFile.optional(),
  audio: SentFile.optional(),
  animation: SentFile.optional(),
  contact: z
    .looseObject({
      phone_number: z.string().max(64),
      user_id: z.int().optional(),
      first_name: z.string().max(256).optional(),
      last_name: z.string().max(256).optional(),
    })
    .optional(),
  sticker: z.looseObject({ emoji: z.string().max(64).optional() }).optional(),
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional(),
  venue: z.looseObject({ title: z.string().max(512), address: z.string().max(512) }).optional(),
});

const ReadUpdate = z.looseObject({
  update_id: z.int(),
  message: ReadMessage.optional(),
  edited_message: ReadMessage.optional(),
  callback_query: z
    .looseObject({
      id: z.string().min(1),
      from: User,
      message: z.looseObject({ message_id: z.int(), chat: Chat }).optional(),
      data: z.string().max(64).optional(),
    })
    .optional(),
  my_chat_member: z
    .looseObject({ chat: Chat, from: User, new_chat_member: z.looseObject({ status: z.string() }) })
    .optional(),
});

/** Telegraf's type, vouched for in every field that is read here. */
export const TelegramUpdate = z.custom<Update>((value) => ReadUpdate.safeParse(value).success);
