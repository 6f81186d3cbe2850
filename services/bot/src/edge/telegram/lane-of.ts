import { z } from 'zod';

const Chat = z.object({ chat: z.object({ id: z.int() }) });

/** As little as tells where an update belongs. */
const Located = z.object({
  message: Chat.optional(),
  edited_message: Chat.optional(),
  my_chat_member: Chat.optional(),
  callback_query: z.object({ from: z.object({ id: z.int() }), message: Chat.optional() }).optional(),
});

/** The lane of an update's chat; what has no chat shares one. */
export function laneOf(update: unknown): string {
  const located = Located.safeParse(update);
  if (!located.success) return 'chat:none';
  const { message, edited_message, my_chat_member, callback_query } = located.data;
  const holder = message ?? edited_message ?? my_chat_member ?? callback_query?.message;
  return `chat:${holder?.chat.id ?? callback_query?.from.id ?? 'none'}`;
}
