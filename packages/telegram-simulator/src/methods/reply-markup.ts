import { z } from 'zod';
import type { InlineKeyboardButton, KeyboardButton, ReplyMarkup } from '../wire/markup.ts';
import { flag, optionalJson } from './parameters.ts';

export const CALLBACK_DATA_BYTES_MAX = 64;
const INLINE_BUTTONS_MAX = 100;
const PLACEHOLDER_UNITS_MAX = 64;

const optionalFlag = flag.optional();

const InlineButton = z.object(
  {
    text: z.string({ error: 'can\'t parse inline keyboard button: Field "text" must be of type String' }),
    callback_data: z.string().optional(),
    url: z.string().optional(),
    web_app: z.object({ url: z.string() }).optional(),
    copy_text: z.object({ text: z.string() }).optional(),
    switch_inline_query: z.string().optional(),
    switch_inline_query_current_chat: z.string().optional(),
  },
  { error: "can't parse inline keyboard button: InlineKeyboardButton must be an Object" },
);

const ReplyButton = z.union(
  [
    z.string().transform((text) => ({ text, request_contact: undefined, request_location: undefined })),
    z.object({ text: z.string(), request_contact: optionalFlag, request_location: optionalFlag }),
  ],
  { error: "can't parse keyboard button: KeyboardButton must be a String or an Object" },
);

const keyboardRows = <Button extends z.ZodType>(button: Button, error: string) =>
  z.array(z.array(button, { error }), { error });

const Markup = z.object(
  {
    inline_keyboard: keyboardRows(
      InlineButton,
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ).optional(),
    keyboard: keyboardRows(
      ReplyButton,
      'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays',
    ).optional(),
    remove_keyboard: optionalFlag,
    force_reply: optionalFlag,
    is_persistent: optionalFlag,
    resize_keyboard: optionalFlag,
    one_time_keyboard: optionalFlag,
    selective: optionalFlag,
    input_field_placeholder: z.string().optional(),
  },
  { error: 'object expected as reply markup' },
);
type Markup = z.infer<typeof Markup>;

export const replyMarkup = optionalJson(Markup);

export type MarkupOutcome =
  | { kind: 'none' }
  | { kind: 'markup'; markup: ReplyMarkup }
  | { kind: 'wrong'; reason: string };

/** Judges a keyboard by the rules of the chat it is for. */
export function readReplyMarkup(markup: Markup | undefined, chatKind: 'private' | 'group'): MarkupOutcome {
  if (!markup) return { kind: 'none' };
  if (markup.inline_keyboard) return readInlineKeyboard(markup.inline_keyboard);
  if (markup.keyboard) return readReplyKeyboard(markup, markup.keyboard, chatKind);
  if (markup.remove_keyboard) return { kind: 'markup', markup: { remove_keyboard: true } };
  if (markup.force_reply) {
    const placeholder = markup.input_field_placeholder;
    return {
      kind: 'markup',
      markup: { force_reply: true, ...(placeholder ? { input_field_placeholder: placeholder } : {}) },
    };
  }
  return { kind: 'none' };
}

function readInlineKeyboard(rows: z.infer<typeof InlineButton>[][]): MarkupOutcome {
  const inline_keyboard: InlineKeyboardButton[][] = [];
  let count = 0;
  for (const row of rows) {
    const buttons: InlineKeyboardButton[] = [];
    for (const button of row) {
      const reason = findWrongInlineButton(button);
      if (reason) return { kind: 'wrong', reason };
      buttons.push(inlineButton(button));
    }
    count += buttons.length;
    if (buttons.length > 0) inline_keyboard.push(buttons);
  }
  if (count > INLINE_BUTTONS_MAX) return { kind: 'wrong', reason: 'REPLY_MARKUP_TOO_LONG' };
  return { kind: 'markup', markup: { inline_keyboard } };
}

function findWrongInlineButton(button: z.infer<typeof InlineButton>): string | undefined {
  if (button.text.trim() === '') return 'inline keyboard button text must be non-empty';
  const { callback_data, url } = button;
  const actions = [
    callback_data,
    url,
    button.web_app,
    button.copy_text,
    button.switch_inline_query,
    button.switch_inline_query_current_chat,
  ];
  const given = actions.filter((action) => action !== undefined).length;
  if (given === 0) return "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
  if (given > 1)
    return "can't parse inline keyboard button: exactly one of the optional fields must be used to specify type of the button";
  if (callback_data !== undefined) {
    const bytes = Buffer.byteLength(callback_data);
    if (bytes < 1 || bytes > CALLBACK_DATA_BYTES_MAX) return 'BUTTON_DATA_INVALID';
  }
  if (url !== undefined && !isButtonUrl(url)) return `inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`;
  return undefined;
}

function isButtonUrl(url: string): boolean {
  const parsed = URL.parse(/^[a-z]+:/i.test(url) ? url : `http://${url}`);
  return parsed !== null && ['http:', 'https:', 'tg:'].includes(parsed.protocol);
}

function inlineButton(button: z.infer<typeof InlineButton>): InlineKeyboardButton {
  const { text, callback_data, url, web_app, copy_text, switch_inline_query, switch_inline_query_current_chat } =
    button;
  return {
    text,
    ...(callback_data === undefined ? {} : { callback_data }),
    ...(url === undefined ? {} : { url: URL.parse(url)?.href ?? `http://${url}/` }),
    ...(web_app === undefined ? {} : { web_app }),
    ...(copy_text === undefined ? {} : { copy_text }),
    ...(switch_inline_query === undefined ? {} : { switch_inline_query }),
    ...(switch_inline_query_current_chat === undefined ? {} : { switch_inline_query_current_chat }),
  };
}

function readReplyKeyboard(
  markup: Markup,
  rows: z.infer<typeof ReplyButton>[][],
  chatKind: 'private' | 'group',
): MarkupOutcome {
  const keyboard: KeyboardButton[][] = [];
  for (const row of rows) {
    const buttons: KeyboardButton[] = [];
    for (const { text, request_contact, request_location } of row) {
      if (text.trim() === '') return { kind: 'wrong', reason: 'keyboard button text must be non-empty' };
      if (request_contact && chatKind !== 'private')
        return { kind: 'wrong', reason: 'phone number can be requested in private chats only' };
      if (request_location && chatKind !== 'private')
        return { kind: 'wrong', reason: 'location can be requested in private chats only' };
      buttons.push({
        text,
        ...(request_contact ? { request_contact } : {}),
        ...(request_location ? { request_location } : {}),
      });
    }
    if (buttons.length > 0) keyboard.push(buttons);
  }
  const placeholder = markup.input_field_placeholder;
  if (placeholder && placeholder.length > PLACEHOLDER_UNITS_MAX)
    return { kind: 'wrong', reason: 'INPUT_FIELD_PLACEHOLDER_TOO_LONG' };
  return {
    kind: 'markup',
    markup: {
      keyboard,
      ...(markup.is_persistent ? { is_persistent: true } : {}),
      ...(markup.resize_keyboard ? { resize_keyboard: true } : {}),
      ...(markup.one_time_keyboard ? { one_time_keyboard: true } : {}),
      ...(placeholder ? { input_field_placeholder: placeholder } : {}),
    },
  };
}
