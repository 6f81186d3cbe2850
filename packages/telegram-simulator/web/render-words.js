/** @import { ChatMessage } from '../src/people/chat-message.ts' */
import { build } from './build-element.js';

/** @typedef {ChatMessage['entities'][number]} Entity */

/**
 * @typedef {object} WordsContext
 * @property {(command: string) => void} onCommand
 * @property {string} spoilerLabel
 */

/**
 * A text with its entities as nodes. Entities nest; one that would cross another is cut at the border.
 *
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {WordsContext} context
 */
export function renderWords(text, entities, context) {
  const words = build('span', { class: 'words' });
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(words, text, 0, text.length, ordered, context);
  return words;
}

/**
 * @param {Node} parent
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Entity[]} entities
 * @param {WordsContext} context
 */
function fill(parent, text, from, to, entities, context) {
  let position = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    if (!entity || entity.offset >= to) break;
    const start = Math.max(entity.offset, position);
    const end = Math.min(entity.offset + entity.length, to);
    let next = index + 1;
    while (next < entities.length && (entities[next]?.offset ?? 0) < end) next += 1;
    if (end > start) {
      parent.appendChild(document.createTextNode(text.slice(position, start)));
      const element = elementFor(entity, text.slice(start, end), context);
      fill(element, text, start, end, entities.slice(index + 1, next), context);
      parent.appendChild(element);
      position = end;
    }
    index = next;
  }
  parent.appendChild(document.createTextNode(text.slice(position, to)));
}

/**
 * @param {Entity} entity
 * @param {string} covered
 * @param {WordsContext} context
 * @returns {HTMLElement}
 */
function elementFor(entity, covered, { onCommand, spoilerLabel }) {
  switch (entity.type) {
    case 'bold':
      return build('strong');
    case 'italic':
      return build('em');
    case 'underline':
      return build('u');
    case 'strikethrough':
      return build('s');
    case 'code':
      return build('code');
    case 'pre':
      return build('pre');
    case 'blockquote':
    case 'expandable_blockquote':
      return build('blockquote');
    case 'spoiler':
      return spoiler(spoilerLabel);
    case 'text_link':
      return link(entity.url ?? '');
    case 'url':
      return link(/^[a-z]+:/i.test(covered) ? covered : `https://${covered}`);
    case 'email':
      return link(`mailto:${covered}`);
    case 'phone_number':
      return link(`tel:${covered.replace(/[^\d+]/g, '')}`);
    case 'bot_command':
      return build('button', { type: 'button', class: 'link-button', onclick: () => onCommand(covered) });
    case 'mention':
    case 'hashtag':
    case 'text_mention':
      return build('span', { class: 'link-button' });
    default:
      return build('span');
  }
}

/** @param {string} label */
function spoiler(label) {
  const hidden = build('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': label });
  const open = () => {
    hidden.classList.add('open');
    for (const attribute of ['role', 'tabindex', 'aria-label']) hidden.removeAttribute(attribute);
  };
  hidden.addEventListener('click', open);
  hidden.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') open();
  });
  return hidden;
}

/**
 * Only addresses a person may follow become links: a "javascript:" address never does.
 *
 * @param {string} url
 */
function link(url) {
  const parsed = URL.parse(url);
  if (!parsed || !['http:', 'https:', 'mailto:', 'tel:', 'tg:'].includes(parsed.protocol)) return build('span');
  return build('a', { href: parsed.href, target: '_blank', rel: 'noopener noreferrer' });
}
