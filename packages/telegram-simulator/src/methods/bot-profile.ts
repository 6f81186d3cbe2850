import { z } from 'zod';
import { type BotMethod, badRequest, defineMethod, success } from './method.ts';
import { chatId, integer, json, optionalJson, optionalText } from './parameters.ts';

const COMMANDS_MAX = 100;
const DESCRIPTION_UNITS_MAX = 512;
const SHORT_DESCRIPTION_UNITS_MAX = 120;
const NAME_UNITS_MAX = 64;

const scope = optionalJson(
  z.discriminatedUnion(
    'type',
    [
      z.object({ type: z.literal(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']) }),
      z.object({ type: z.literal(['chat', 'chat_administrators']), chat_id: chatId }),
      z.object({ type: z.literal('chat_member'), chat_id: chatId, user_id: integer('user not found') }),
    ],
    { error: "can't parse BotCommandScope: Unsupported type specified" },
  ),
);
type Scope = z.infer<typeof scope>;

const commandsTarget = { scope, language_code: optionalText };

const Command = z.object({
  command: z.string().transform((command) => command.replace(/^\//, '')),
  description: z.string(),
});

export const getMe: BotMethod = defineMethod('getMe', {}, (_parameters, { world }) =>
  success({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: true,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
);

export const setMyCommands: BotMethod = defineMethod(
  'setMyCommands',
  { ...commandsTarget, commands: json(z.array(Command, { error: "can't parse commands JSON object" })) },
  ({ commands, scope: given, language_code }, { profile }) => {
    if (commands.length > COMMANDS_MAX) return badRequest('BOT_COMMANDS_TOO_MUCH');
    if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))) return badRequest('BOT_COMMAND_INVALID');
    if (commands.some(({ description }) => description.length < 1 || description.length > 256)) {
      return badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    profile.setCommands(scopeKey(given), language_code ?? '', commands);
    return success(true);
  },
);

export const getMyCommands: BotMethod = defineMethod(
  'getMyCommands',
  commandsTarget,
  ({ scope: given, language_code }, { profile }) => success(profile.commands(scopeKey(given), language_code ?? '')),
);

export const deleteMyCommands: BotMethod = defineMethod(
  'deleteMyCommands',
  commandsTarget,
  ({ scope: given, language_code }, { profile }) => {
    profile.setCommands(scopeKey(given), language_code ?? '', undefined);
    return success(true);
  },
);

export const setMyName: BotMethod = defineMethod(
  'setMyName',
  { name: optionalText, language_code: optionalText },
  (parameters, { profile }) => {
    if ((parameters.name ?? '').length > NAME_UNITS_MAX) return badRequest('name is too long');
    profile.set('names', parameters.language_code ?? '', parameters.name ?? '');
    return success(true);
  },
);

export const getMyName: BotMethod = defineMethod(
  'getMyName',
  { language_code: optionalText },
  ({ language_code }, { profile, world }) =>
    success({ name: profile.get('names', language_code ?? '') || world.bot.first_name }),
);

export const setMyDescription: BotMethod = defineMethod(
  'setMyDescription',
  { description: optionalText, language_code: optionalText },
  ({ description = '', language_code }, { profile }) => {
    if (description.length > DESCRIPTION_UNITS_MAX) return badRequest('description is too long');
    profile.set('descriptions', language_code ?? '', description);
    return success(true);
  },
);

export const getMyDescription: BotMethod = defineMethod(
  'getMyDescription',
  { language_code: optionalText },
  ({ language_code }, { profile }) => success({ description: profile.get('descriptions', language_code ?? '') }),
);

export const setMyShortDescription: BotMethod = defineMethod(
  'setMyShortDescription',
  { short_description: optionalText, language_code: optionalText },
  ({ short_description = '', language_code }, { profile }) => {
    if (short_description.length > SHORT_DESCRIPTION_UNITS_MAX) return badRequest('short description is too long');
    profile.set('shortDescriptions', language_code ?? '', short_description);
    return success(true);
  },
);

export const getMyShortDescription: BotMethod = defineMethod(
  'getMyShortDescription',
  { language_code: optionalText },
  ({ language_code }, { profile }) =>
    success({ short_description: profile.get('shortDescriptions', language_code ?? '') }),
);

function scopeKey(given: Scope): string {
  if (!given) return 'default';
  if (!('chat_id' in given)) return given.type;
  return 'user_id' in given ? `${given.type} ${given.chat_id} ${given.user_id}` : `${given.type} ${given.chat_id}`;
}
