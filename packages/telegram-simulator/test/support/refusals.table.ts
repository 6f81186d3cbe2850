import type { Group, Person, TelegramSimulator } from '../../src/index.ts';

/** What the rows refer to. */
export interface RefusalWorld {
  telegram: TelegramSimulator;
  olena: Person;
  stranger: Person;
  group: Group;
  /** A text of the bot's with one inline button. */
  cardId: number;
  /** A text of the bot's that came with a reply keyboard. */
  keyboardId: number;
  /** A message of the person's. */
  herId: number;
}

/** The call that breaks the rule, and how it is refused. */
export type RefusalRow = [
  rule: string,
  method: string,
  parameters: (world: RefusalWorld) => Record<string, unknown>,
  code: number,
  description: string | RegExp,
];

/** An inline keyboard of one button. */
export const oneButton = (fields: Record<string, unknown>) => ({ inline_keyboard: [[{ text: 'Так', ...fields }]] });

export const REFUSALS: readonly RefusalRow[] = [
  ['a chat is named', 'sendMessage', () => ({ text: 'x' }), 400, 'Bad Request: chat_id is empty'],
  ['the chat exists', 'sendMessage', () => ({ chat_id: 5, text: 'x' }), 400, 'Bad Request: chat not found'],
  [
    'a user name is no chat here',
    'sendMessage',
    () => ({ chat_id: '@olena', text: 'x' }),
    400,
    'Bad Request: chat not found',
  ],
  [
    'the person has written first',
    'sendMessage',
    ({ stranger }) => ({ chat_id: stranger.id, text: 'x' }),
    403,
    "Forbidden: bot can't initiate conversation with a user",
  ],
  ['a text is given', 'sendMessage', ({ olena }) => ({ chat_id: olena.id }), 400, 'Bad Request: message text is empty'],
  [
    'spaces are no text',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: ' \n ' }),
    400,
    'Bad Request: message text is empty',
  ],
  [
    'a text has at most 4096 UTF-16 units, so 2049 emoji are too long',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: '🙂'.repeat(2049) }),
    400,
    'Bad Request: message is too long',
  ],
  [
    'a copied message exists',
    'copyMessage',
    ({ olena, herId }) => ({ chat_id: olena.id, from_chat_id: olena.id, message_id: herId + 1000 }),
    400,
    'Bad Request: message to copy not found',
  ],
  [
    'entities lie within the text',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'abc', entities: [{ type: 'bold', offset: 1, length: 9 }] }),
    400,
    'Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10',
  ],
  [
    'entities do not cut an emoji in two',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: '🙂', entities: [{ type: 'bold', offset: 1, length: 1 }] }),
    400,
    /^Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset/,
  ],
  [
    'broken HTML is named',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: '<b>x', parse_mode: 'HTML' }),
    400,
    `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
  ],
  [
    'Markdown is not simulated, and says so',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: '*x*', parse_mode: 'MarkdownV2' }),
    400,
    'Bad Request: unsupported parse_mode: the simulator reads entities and HTML only',
  ],
  [
    'callback data has at most 64 bytes of UTF-8',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'x', reply_markup: oneButton({ callback_data: 'ї'.repeat(33) }) }),
    400,
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  [
    'callback data is not empty',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'x', reply_markup: oneButton({ callback_data: '' }) }),
    400,
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  [
    'an inline button does something',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'x', reply_markup: oneButton({}) }),
    400,
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'an inline button does one thing',
    'sendMessage',
    ({ olena }) => ({
      chat_id: olena.id,
      text: 'x',
      reply_markup: oneButton({ callback_data: 'a', url: 'https://example.org' }),
    }),
    400,
    /exactly one of the optional fields/,
  ],
  [
    'a button links to a web address',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'x', reply_markup: oneButton({ url: 'ftp://example.org' }) }),
    400,
    "Bad Request: inline keyboard button URL 'ftp://example.org' is invalid: Wrong HTTP URL",
  ],
  [
    'a keyboard is an object',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'x', reply_markup: '{' }),
    400,
    'Bad Request: object expected as reply markup',
  ],
  [
    'a phone number is asked for in private chats only',
    'sendMessage',
    ({ group }) => ({
      chat_id: group.id,
      text: 'x',
      reply_markup: { keyboard: [[{ text: 'Номер', request_contact: true }]] },
    }),
    400,
    'Bad Request: phone number can be requested in private chats only',
  ],
  [
    'a reply has a target',
    'sendMessage',
    ({ olena }) => ({ chat_id: olena.id, text: 'x', reply_parameters: { message_id: 99_999 } }),
    400,
    'Bad Request: message to be replied not found',
  ],
  [
    'an edited message exists',
    'editMessageText',
    ({ olena }) => ({ chat_id: olena.id, message_id: 99_999, text: 'x' }),
    400,
    'Bad Request: message to edit not found',
  ],
  [
    'an edit names its message',
    'editMessageText',
    ({ olena }) => ({ chat_id: olena.id, text: 'x' }),
    400,
    'Bad Request: message identifier is not specified',
  ],
  [
    "a person's message is not the bot's to edit",
    'editMessageText',
    ({ olena, herId }) => ({ chat_id: olena.id, message_id: herId, text: 'x' }),
    400,
    "Bad Request: message can't be edited",
  ],
  [
    'a message that came with a reply keyboard cannot be edited',
    'editMessageText',
    ({ olena, keyboardId }) => ({ chat_id: olena.id, message_id: keyboardId, text: 'x' }),
    400,
    "Bad Request: message can't be edited",
  ],
  [
    'an edit changes something',
    'editMessageText',
    ({ olena, cardId }) => ({
      chat_id: olena.id,
      message_id: cardId,
      text: 'Картка',
      reply_markup: oneButton({ callback_data: 'yes' }),
    }),
    400,
    /^Bad Request: message is not modified/,
  ],
  [
    'an edit takes inline keyboards only',
    'editMessageReplyMarkup',
    ({ olena, cardId }) => ({ chat_id: olena.id, message_id: cardId, reply_markup: { keyboard: [['x']] } }),
    400,
    'Bad Request: inline keyboard expected',
  ],
  [
    'a text has no caption to edit',
    'editMessageCaption',
    ({ olena, cardId }) => ({ chat_id: olena.id, message_id: cardId, caption: 'x' }),
    400,
    'Bad Request: there is no caption in the message to edit',
  ],
  [
    'a deleted message exists',
    'deleteMessage',
    ({ olena }) => ({ chat_id: olena.id, message_id: 99_999 }),
    400,
    'Bad Request: message to delete not found',
  ],
  [
    'a press is known',
    'answerCallbackQuery',
    () => ({ callback_query_id: '123' }),
    400,
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  ['a file is known', 'getFile', () => ({ file_id: 'x' }), 400, /^Bad Request: wrong file_id/],
  [
    'a chat action is one of Telegram’s',
    'sendChatAction',
    ({ olena }) => ({ chat_id: olena.id, action: 'dancing' }),
    400,
    'Bad Request: wrong parameter action in request',
  ],
  [
    'files are not fetched from the web',
    'sendDocument',
    ({ olena }) => ({ chat_id: olena.id, document: 'https://example.org/a.pdf' }),
    400,
    'Bad Request: failed to get HTTP URL content',
  ],
  [
    'a document is given',
    'sendDocument',
    ({ olena }) => ({ chat_id: olena.id }),
    400,
    'Bad Request: there is no document in the request',
  ],
  [
    'an album has several items',
    'sendMediaGroup',
    ({ olena }) => ({ chat_id: olena.id, media: [{ type: 'photo', media: 'x' }] }),
    400,
    'Bad Request: group send failed: expected 2-10 items',
  ],
  [
    'a bot reacts with one emoji',
    'setMessageReaction',
    ({ olena, herId }) => ({
      chat_id: olena.id,
      message_id: herId,
      reaction: [
        { type: 'emoji', emoji: '👍' },
        { type: 'emoji', emoji: '🔥' },
      ],
    }),
    400,
    'Bad Request: REACTIONS_TOO_MANY',
  ],
  [
    'a command is lower case',
    'setMyCommands',
    () => ({ commands: [{ command: 'Start', description: 'x' }] }),
    400,
    'Bad Request: BOT_COMMAND_INVALID',
  ],
  [
    'a place is on Earth',
    'sendLocation',
    ({ olena }) => ({ chat_id: olena.id, latitude: 91, longitude: 0 }),
    400,
    /wrong latitude/,
  ],
  [
    'in a group others’ messages stay',
    'deleteMessage',
    ({ group }) => ({ chat_id: group.id, message_id: group.messages()[0]?.id }),
    400,
    "Bad Request: message can't be deleted",
  ],
  [
    'a webhook outside this machine is HTTPS',
    'setWebhook',
    () => ({ url: 'http://example.org/' }),
    400,
    /An HTTPS URL must be provided/,
  ],
  [
    'a webhook has one of four ports',
    'setWebhook',
    () => ({ url: 'https://example.org:9443/' }),
    400,
    /ports 80, 88, 443 or 8443/,
  ],
  [
    'a webhook secret is plain',
    'setWebhook',
    () => ({ url: 'https://example.org/', secret_token: 'a b' }),
    400,
    'Bad Request: secret token contains unallowed characters',
  ],
];
