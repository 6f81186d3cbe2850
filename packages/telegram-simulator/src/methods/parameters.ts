import { z } from 'zod';
import type { MessageEntity, User } from '../wire/message.ts';

/**
 * Parameter types. Telegram takes every parameter as JSON, form field or query, so numbers and booleans may come as
 * text and objects as JSON text. The error of a schema is the end of "Bad Request: …".
 */

const INTEGER = /^\s*-?\d+\s*$/;

export function integer(error: string) {
  return z.preprocess(toNumber, z.int({ error }));
}

export function optionalInteger(error = 'invalid integer value specified') {
  return z.preprocess(toNumber, z.int({ error }).optional());
}

export function decimal(error: string) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
    z.number({ error }),
  );
}

/** Telegram reads "true", "yes" and "1" as true and anything else as false. */
export const flag = z.preprocess(
  (value) =>
    value === true ||
    value === 1 ||
    (typeof value === 'string' && ['true', 'yes', '1'].includes(value.trim().toLowerCase())),
  z.boolean(),
);
export const optionalFlag = flag.optional();

export function text(error: string) {
  return z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string({ error }));
}

export const optionalText = text('a String is expected').optional();

/** An object or a list, given as itself or as JSON text. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(fromJson, schema);
}

/** Left out and an empty string mean the same. */
export function optionalJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : fromJson(value)), schema.optional());
}

export const chatId = z.preprocess(
  toNumber,
  z.union([z.int(), z.string()], {
    error: (issue) => (issue.input === undefined ? 'chat_id is empty' : 'chat not found'),
  }),
);

export const messageId = integer('message identifier is not specified');

const TextMentionUser = z.object({
  id: z.int(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
}) satisfies z.ZodType<User>;

const Entity = z
  .object({
    type: z.string(),
    offset: z.preprocess(toNumber, z.int()),
    length: z.preprocess(toNumber, z.int()),
    url: z.string().optional(),
    language: z.string().optional(),
    user: TextMentionUser.optional(),
    custom_emoji_id: z.string().optional(),
  })
  .transform(({ type, offset, length, url, language, user, custom_emoji_id }): MessageEntity => {
    return {
      type,
      offset,
      length,
      ...(url === undefined ? {} : { url }),
      ...(language === undefined ? {} : { language }),
      ...(user === undefined ? {} : { user }),
      ...(custom_emoji_id === undefined ? {} : { custom_emoji_id }),
    };
  });

export const entities = optionalJson(z.array(Entity));

export const replyParameters = optionalJson(
  z.object(
    {
      message_id: integer('message to be replied not found'),
      allow_sending_without_reply: optionalFlag,
    },
    { error: "can't parse reply parameters JSON object" },
  ),
);

/** Accepted on every sending method. */
export const sendingParameters = {
  chat_id: chatId,
  reply_parameters: replyParameters,
  disable_notification: optionalFlag,
  protect_content: optionalFlag,
};

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
