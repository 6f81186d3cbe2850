import { type BotMethod, badRequest, defineMethod, success } from './method.ts';
import { optionalFlag, optionalInteger, optionalText, text } from './parameters.ts';

const ANSWER_UNITS_MAX = 200;

export const answerCallbackQuery: BotMethod = defineMethod(
  'answerCallbackQuery',
  {
    callback_query_id: text('callback query identifier is not specified'),
    text: optionalText,
    show_alert: optionalFlag,
    url: optionalText,
    cache_time: optionalInteger(),
  },
  (parameters, { callbacks, world }) => {
    if (parameters.text && parameters.text.length > ANSWER_UNITS_MAX) return badRequest('MESSAGE_TOO_LONG');
    const press = callbacks.answer(parameters.callback_query_id);
    if (!press) return badRequest('query is too old and response timeout expired or query ID is invalid');
    const chat = world.chat(press.chatId);
    if (chat) {
      world.announce(chat, {
        kind: 'answer',
        personId: press.personId,
        answer: {
          callbackQueryId: press.callbackQueryId,
          showAlert: parameters.show_alert ?? false,
          ...(parameters.text ? { text: parameters.text } : {}),
          ...(parameters.url ? { url: parameters.url } : {}),
        },
      });
    }
    return success(true);
  },
);
