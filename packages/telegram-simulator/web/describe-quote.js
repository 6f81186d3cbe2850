/** @import { ChatMessage } from '../src/people/chat-message.ts' */
/** @import { Quote } from '../src/people/quote-message.ts' */
/** @import { Texts } from './texts.js' */

/**
 * A line that stands for a message where it is answered: its words, or what it is.
 *
 * @param {Pick<Quote, 'kind' | 'excerpt'>} quote
 * @param {Texts} texts
 */
export function describeQuote({ kind, excerpt }, texts) {
  if (kind === 'sticker') return `${excerpt} ${texts.sticker}`.trim();
  return excerpt || kindWord(kind, texts);
}

/**
 * The same for a message of this chat.
 *
 * @param {ChatMessage} message
 * @param {Texts} texts
 */
export function describeMessage(message, texts) {
  const { text, caption, files, contact, location } = message;
  const words = text || caption || message.sticker || message.dice;
  const [file] = files;
  if (file?.kind === 'sticker' || words) {
    return describeQuote({ kind: file?.kind === 'sticker' ? 'sticker' : 'text', excerpt: words ?? '' }, texts);
  }
  if (contact) return [contact.first_name, contact.last_name].filter(Boolean).join(' ');
  if (location) return texts.place;
  return file?.name ?? kindWord(file?.kind ?? 'other', texts);
}

/**
 * @param {Quote['kind']} kind
 * @param {Texts} texts
 */
function kindWord(kind, texts) {
  switch (kind) {
    case 'photo':
      return texts.photo;
    case 'video':
      return texts.video;
    case 'animation':
      return texts.animation;
    case 'audio':
      return texts.audio;
    case 'voice':
      return texts.voice;
    case 'video_note':
      return texts.videoNote;
    case 'sticker':
      return texts.sticker;
    case 'location':
      return texts.place;
    case 'document':
      return texts.file;
    default:
      return texts.message;
  }
}
