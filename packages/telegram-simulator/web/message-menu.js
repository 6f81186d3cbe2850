/** @import { ChatMessage } from '../src/people/chat-message.ts' */
/** @import { MenuItem } from './dialogs.js' */
/** @import { Texts } from './texts.js' */

/**
 * What can be done with a message.
 *
 * @param {ChatMessage} message
 * @param {boolean} mayWrite
 * @param {Texts} texts
 * @param {{ reply: () => void, edit: () => void, copy: (words: string) => void }} actions
 * @returns {MenuItem[]}
 */
export function messageMenu(message, mayWrite, texts, actions) {
  const words = message.text || message.caption;
  /** @type {MenuItem[]} */
  const items = [];
  if (mayWrite) items.push({ icon: 'reply', label: texts.reply, run: actions.reply });
  if (mayWrite && isEditable(message)) items.push({ icon: 'edit', label: texts.edit, run: actions.edit });
  if (words) items.push({ icon: 'copy', label: texts.copy, run: () => actions.copy(words) });
  return items;
}

/**
 * Own words, and the captions of own files.
 *
 * @param {ChatMessage} message
 */
function isEditable({ from, forwardedFrom, sticker, text, files }) {
  return from === 'me' && !forwardedFrom && !sticker && (text !== '' || files.length > 0);
}
