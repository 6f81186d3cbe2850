import { z } from 'zod';

const From = z.object({ id: z.int().positive(), is_bot: z.boolean().optional(), language_code: z.string().optional() });
const Chat = z.object({ id: z.int(), type: z.string() });
const Sent = z.object({ from: From.optional(), chat: Chat });

/**
 * As little of an update as is needed before it is stored: its number, and whose it is. `speaker`: whose account has said
 * something in its private chat.
 */
export const IncomingUpdate = z
  .object({
    update_id: z.int().nonnegative(),
    message: Sent.optional(),
    edited_message: Sent.optional(),
    my_chat_member: Sent.optional(),
    callback_query: z.object({ from: From, message: z.object({ chat: Chat }).optional() }).optional(),
  })
  .transform(({ update_id, message, edited_message, my_chat_member, callback_query }) => {
    const sent = message ?? edited_message ?? my_chat_member;
    const from = sent?.from ?? callback_query?.from ?? null;
    const chat = sent?.chat ?? callback_query?.message?.chat ?? null;
    const speaker = message?.chat.type === 'private' ? (message.from?.id ?? null) : null;
    return { id: update_id, from, chat, speaker };
  });
export type IncomingUpdate = z.infer<typeof IncomingUpdate>;
