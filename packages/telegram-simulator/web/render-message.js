/** @import { ChatMessage, ShownButton } from '../src/people/chat-message.ts' */
/** @import { Texts } from './texts.js' */
import { build } from './build-element.js';
import { describeQuote } from './describe-quote.js';
import { formatTime } from './format-values.js';
import { icon } from './icons.js';
import { renderContact, renderFile, renderMedia, renderPlace } from './render-files.js';
import { renderWords } from './render-words.js';

/**
 * What a message needs of the phone around it.
 *
 * @typedef {object} RenderContext
 * @property {Texts} texts
 * @property {'uk' | 'en'} language
 * @property {(fileId: string) => string} fileUrl
 * @property {(command: string) => void} onCommand
 * @property {(message: ChatMessage, row: number, column: number, key: HTMLElement) => void} onPress
 * @property {(message: ChatMessage, anchor: HTMLElement) => void} onMenu
 * @property {(messageId: number) => void} onJump
 * @property {(url: string) => void} onOpenPhoto
 */

/**
 * One bubble: a message, or the messages of an album.
 *
 * @param {readonly ChatMessage[]} messages
 * @param {RenderContext} context
 */
export function renderMessage(messages, context) {
  const first = messages[0];
  const last = messages[messages.length - 1];
  if (!first || !last) throw new Error('A bubble needs a message.');
  const worded = messages.find((message) => message.text || message.caption) ?? first;
  const bubble = renderBubble(messages, worded, last, context);
  const row = build('article', {
    class: `row${first.from === 'me' ? ' out' : ''}${isBare(first) ? ' bare' : ''}`,
    'data-id': first.id,
    'aria-label': first.senderName,
  });
  row.append(bubble);
  if (last.inlineKeyboard.length > 0) row.append(renderKeys(last, context));
  const act = build('button', { type: 'button', class: 'act', 'aria-label': context.texts.actions }, icon('more'));
  act.addEventListener('click', () => context.onMenu(worded, act));
  row.append(act);
  row.addEventListener('contextmenu', (event) => {
    if (event.target instanceof Element && event.target.closest('a, video')) return;
    event.preventDefault();
    whenReleased(event, () => context.onMenu(worded, bubble));
  });
  return row;
}

/**
 * Some systems ask for the menu while the button is still down; to be let go of beside an open menu would close it.
 *
 * @param {MouseEvent} event
 * @param {() => void} open
 */
function whenReleased({ buttons }, open) {
  if (buttons === 0) open();
  else addEventListener('pointerup', () => setTimeout(open), { once: true });
}

/**
 * @param {readonly ChatMessage[]} messages
 * @param {ChatMessage} worded
 * @param {ChatMessage} last
 * @param {RenderContext} context
 */
function renderBubble(messages, worded, last, context) {
  const bubble = build('div', { class: 'bubble' });
  if (worded.forwardedFrom) {
    bubble.append(build('div', { class: 'forwarded' }, `${context.texts.forwarded} ${worded.forwardedFrom}`));
  }
  if (worded.replyTo) bubble.append(renderQuote(worded.replyTo, context));

  const files = messages.flatMap((message) => message.files);
  const media = files.filter(({ kind }) => kind === 'photo' || kind === 'video' || kind === 'animation');
  if (media.length > 0) bubble.append(renderMedia(media, context));
  for (const file of files) {
    if (!media.includes(file) && file.kind !== 'sticker') bubble.append(renderFile(file, context));
  }
  const emoji = worded.sticker ?? worded.dice;
  if (emoji) bubble.append(build('div', { class: 'sticker', role: 'img' }, emoji));
  if (worded.contact) bubble.append(renderContact(worded.contact));
  if (worded.location) bubble.append(renderPlace(worded.location, context));

  const words = worded.text || worded.caption;
  if (words)
    bubble.append(
      renderWords(words, worded.entities, { onCommand: context.onCommand, spoilerLabel: context.texts.spoiler }),
    );
  if (words && media.length > 0) bubble.classList.add('has-words');
  const place = words ? 'inline' : media.length > 0 || isBare(worded) ? 'over' : 'beside';
  if (place === 'beside') bubble.classList.add('tail-meta');
  const meta = renderMeta(worded, last, context, place);
  if (place === 'inline' && last.reactions.length > 0) {
    const reaction = build('span', { class: 'reaction' }, last.reactions.join(' '));
    bubble.append(build('div', { class: 'reactions' }, reaction, meta));
  } else bubble.append(meta);
  return bubble;
}

/**
 * Time, "edited" and ticks; over the picture where there are no words to stand beside.
 *
 * @param {ChatMessage} worded
 * @param {ChatMessage} last
 * @param {RenderContext} context
 * @param {'inline' | 'over' | 'beside'} place
 */
function renderMeta(worded, last, { texts, language }, place) {
  const meta = build('span', { class: `meta ${place}` });
  if (worded.edited) meta.append(texts.edited, ' ');
  meta.append(build('time', { datetime: new Date(last.date * 1000).toISOString() }, formatTime(last.date, language)));
  if (last.from === 'me') {
    const tick = build('span', {
      role: 'img',
      'aria-label': last.seen ? texts.seenTick : texts.sentTick,
      class: 'tick',
    });
    tick.append(icon(last.seen ? 'seen' : 'sent'));
    meta.append(tick);
  }
  return meta;
}

/**
 * @param {NonNullable<ChatMessage['replyTo']>} replyTo
 * @param {RenderContext} context
 */
function renderQuote(replyTo, { onJump, fileUrl, texts }) {
  const { id, senderName, photoId } = replyTo;
  const quote = build(
    'button',
    { type: 'button', class: 'quote', onclick: () => onJump(id) },
    build('b', {}, senderName),
    build('span', {}, describeQuote(replyTo, texts)),
  );
  if (photoId !== undefined) {
    quote.classList.add('pictured');
    quote.prepend(build('img', { src: fileUrl(photoId), alt: '' }));
  }
  return quote;
}

/**
 * @param {ChatMessage} message
 * @param {RenderContext} context
 */
function renderKeys(message, context) {
  const keys = build('div', { class: 'keys' });
  for (const [row, buttons] of message.inlineKeyboard.entries()) {
    const line = build('div', { class: 'keys-row' });
    for (const [column, button] of buttons.entries()) line.append(renderKey(message, button, row, column, context));
    keys.append(line);
  }
  return keys;
}

/**
 * @param {ChatMessage} message
 * @param {ShownButton} button
 * @param {number} row
 * @param {number} column
 * @param {RenderContext} context
 */
function renderKey(message, button, row, column, { onPress }) {
  if (button.url !== undefined) {
    const corner = icon('link');
    corner.classList.add('corner');
    return build(
      'a',
      { class: 'key', href: button.url, target: '_blank', rel: 'noopener noreferrer' },
      button.text,
      corner,
    );
  }
  const key = build('button', { type: 'button', class: 'key' }, button.text);
  key.addEventListener('click', () => onPress(message, row, column, key));
  return key;
}

/**
 * Shown without a bubble.
 *
 * @param {ChatMessage} message
 */
function isBare(message) {
  return message.sticker !== undefined || message.dice !== undefined || message.files[0]?.kind === 'video_note';
}
