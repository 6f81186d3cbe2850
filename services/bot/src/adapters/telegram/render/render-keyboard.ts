import { disarmLine } from '@desk/domain';
import { menuRows, menuWord } from '../../../locales/menu-words.ts';
import type { Action } from '../../../ports/action.ts';
import type { Button, Keyboard } from '../../../ports/screen.ts';
import type { Rendering } from './rendering.ts';
import { shortenText } from './rich-text.ts';

/** Longer labels are cut by the app at an arbitrary place. */
const labelUnitsMax = 60;

export type TelegramKeyboard =
  | { readonly inline_keyboard: readonly (readonly InlineButton[])[] }
  | {
      readonly keyboard: readonly (readonly { readonly text: string; readonly request_contact?: true }[])[];
      readonly resize_keyboard: true;
      readonly is_persistent: true;
      readonly input_field_placeholder?: string;
    }
  | { readonly remove_keyboard: true };

type InlineButton =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string };

/** The n-th `press` button carries `<keyboardId>.<n>`: an opaque address of the action kept at the server. */
export function renderKeyboard(keyboard: Keyboard, keyboardId: string, to: Rendering): TelegramKeyboard {
  switch (keyboard.kind) {
    case 'buttons':
      return { inline_keyboard: renderButtons(keyboard.rows, keyboardId, to) };
    case 'share-phone': {
      const text = to.say(keyboard.again ? 'buttons.share-phone-again' : 'buttons.share-phone').text;
      return { keyboard: [[{ text, request_contact: true }]], resize_keyboard: true, is_persistent: true };
    }
    case 'menu':
      return {
        keyboard: menuRows(keyboard.role).map((row) => row.map((item) => ({ text: menuWord(item, to.language) }))),
        resize_keyboard: true,
        is_persistent: true,
        input_field_placeholder: to.say('placeholder').text,
      };
    case 'remove':
      return { remove_keyboard: true };
  }
}

function renderButtons(rows: readonly (readonly Button[])[], keyboardId: string, to: Rendering): InlineButton[][] {
  let index = 0;
  return rows.map((row) =>
    row.map((button) => {
      if (button.kind === 'link') {
        return { text: to.say(`buttons.${button.label}`, { tracker: to.tracker }).text, url: button.url };
      }
      const text = shortenText(labelOf(button, to), labelUnitsMax);
      return { text, callback_data: `${keyboardId}.${index++}` };
    }),
  );
}

function labelOf({ label, caption, action, about }: Extract<Button, { kind: 'press' }>, to: Rendering): string {
  if (label) return to.title(label);
  if (caption) return to.say(`buttons.${caption}`).text;
  const words = actionLabel(action, to);
  return about === undefined ? words : `${words}: ${disarmLine(about)}`;
}

function actionLabel(action: Action, { say, language }: Rendering): string {
  const capitalised = (word: string) => word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
  switch (action.kind) {
    case 'choose-priority':
    case 'set-priority':
      return capitalised(say(`words.priority.${action.priority}`).text);
    case 'choose-language':
      return capitalised(say(`words.language.${action.language}`).text);
    case 'write':
      return say(`buttons.write-${action.what}`).text;
    case 'move-ticket':
      return say(`buttons.move-${action.to}`).text;
    case 'transfer':
      return say(`buttons.transfer-${action.to}`).text;
    case 'end-writing':
      return say(`buttons.writing-${action.how}`).text;
    case 'go-wordless':
      return say(`buttons.wordless-${action.what}`).text;
    case 'set-duty':
      return say(`buttons.to-${action.state}`).text;
    case 'team-list':
      return say(`buttons.${action.which}`).text;
    case 'report':
    case 'own-figures':
      return capitalised(say(`report.days.${action.days}`).text);
    case 'judge-confirmation':
      return say(`buttons.verdict-${action.verdict}`).text;
    default:
      return say(`buttons.${action.kind}`).text;
  }
}
