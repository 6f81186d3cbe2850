/** @import { ChatMessage } from '../src/people/chat-message.ts' */
/** @import { RenderContext } from './render-message.js' */
import { build } from './build-element.js';
import { dayKey, formatDay } from './format-values.js';
import { renderMessage } from './render-message.js';

const NEAR_END_PX = 60;
const TOGETHER_WITHIN_SECONDS = 300;

/**
 * @typedef {object} Unit A bubble: one message, or the messages of an album.
 * @property {ChatMessage[]} messages
 * @property {HTMLElement} row
 */

/**
 * @typedef {object} LogOptions
 * @property {HTMLElement} log
 * @property {RenderContext} context
 * @property {(unread: number, atEnd: boolean) => void} onScroll
 */

/** The messages on the screen, in bubbles by day. */
export class ChatLog {
  /** @type {Unit[]} */
  #units = [];
  /** @type {Map<number, Unit>} */
  #byId = new Map();
  #unread = 0;
  #options;

  /** @param {LogOptions} options */
  constructor(options) {
    this.#options = options;
    options.log.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#keepEnd()).observe(options.log);
  }

  /** @param {readonly ChatMessage[]} messages */
  show(messages) {
    this.#units = [];
    this.#byId.clear();
    for (const message of messages) this.#place(message);
    this.#layOut();
    this.toEnd('instant');
  }

  /** @param {ChatMessage} message */
  add(message) {
    const wasAtEnd = this.#isAtEnd();
    const unit = this.#place(message);
    unit.row.classList.add('fresh');
    this.#layOut();
    if (wasAtEnd || message.from === 'me') this.toEnd('smooth');
    else this.#unread += 1;
    this.#tellScroll();
  }

  /** @param {ChatMessage} message */
  change(message) {
    const unit = this.#byId.get(message.id);
    if (!unit) return;
    unit.messages = unit.messages.map((one) => (one.id === message.id ? message : one));
    this.#redraw(unit);
  }

  /** @param {number} messageId */
  markSeen(messageId) {
    const message = this.find(messageId);
    if (message && !message.seen) this.change({ ...message, seen: true });
  }

  /** @param {readonly number[]} messageIds */
  remove(messageIds) {
    for (const id of messageIds) {
      const unit = this.#byId.get(id);
      this.#byId.delete(id);
      if (!unit) continue;
      unit.messages = unit.messages.filter((message) => message.id !== id);
      if (unit.messages.length === 0) this.#units = this.#units.filter((other) => other !== unit);
      else this.#redraw(unit);
    }
    this.#layOut();
  }

  /** @param {number} messageId */
  find(messageId) {
    return this.#byId.get(messageId)?.messages.find((message) => message.id === messageId);
  }

  isEmpty() {
    return this.#units.length === 0;
  }

  /** @param {number} messageId */
  jumpTo(messageId) {
    const row = this.#byId.get(messageId)?.row;
    if (!row) return;
    row.scrollIntoView({ block: 'center', behavior: 'smooth' });
    row.classList.remove('flash');
    requestAnimationFrame(() => row.classList.add('flash'));
  }

  /** @param {ScrollBehavior} behavior */
  toEnd(behavior) {
    const { log } = this.#options;
    this.#unread = 0;
    log.scrollTo({ top: log.scrollHeight, behavior });
    this.#tellScroll();
  }

  /** Whatever changed its height: a reader at the end stays there. */
  #keepEnd() {
    if (this.#wasAtEnd) this.toEnd('instant');
  }

  #wasAtEnd = true;

  /**
   * @param {ChatMessage} message
   * @returns {Unit}
   */
  #place(message) {
    const last = this.#units[this.#units.length - 1];
    const joins = message.mediaGroupId !== undefined && last?.messages[0]?.mediaGroupId === message.mediaGroupId;
    if (joins && last) {
      last.messages.push(message);
      this.#byId.set(message.id, last);
      this.#redraw(last);
      return last;
    }
    const unit = { messages: [message], row: renderMessage([message], this.#options.context) };
    this.#units.push(unit);
    this.#byId.set(message.id, unit);
    return unit;
  }

  /** @param {Unit} unit */
  #redraw(unit) {
    const row = renderMessage(unit.messages, this.#options.context);
    for (const name of ['follows', 'last']) row.classList.toggle(name, unit.row.classList.contains(name));
    unit.row.replaceWith(row);
    unit.row = row;
    this.#keepEnd();
  }

  /** Brings the page in line with the units: rows in order, a separator before each day, tails where they belong. */
  #layOut() {
    const { log } = this.#options;
    /** @type {HTMLElement[]} */
    const wanted = [];
    for (const [index, unit] of this.#units.entries()) {
      const previous = this.#units[index - 1];
      const next = this.#units[index + 1];
      const date = unit.messages[0]?.date ?? 0;
      if (!previous || dayKey(previous.messages[0]?.date ?? 0) !== dayKey(date)) wanted.push(this.#day(date));
      unit.row.classList.toggle('follows', belongTogether(previous, unit));
      unit.row.classList.toggle('last', !belongTogether(unit, next));
      wanted.push(unit.row);
    }
    for (const [index, element] of wanted.entries()) {
      if (log.children[index] !== element) log.insertBefore(element, log.children[index] ?? null);
    }
    while (log.children.length > wanted.length) log.lastElementChild?.remove();
    this.#keepEnd();
  }

  /** @type {Map<string, HTMLElement>} */
  #days = new Map();

  /** @param {number} date */
  #day(date) {
    const { language, texts } = this.#options.context;
    const key = dayKey(date);
    const known = this.#days.get(key) ?? build('div', { class: 'day' }, formatDay(date, language, texts));
    this.#days.set(key, known);
    return known;
  }

  /** A chat that has become shorter (a keyboard has unfolded) scrolls by itself: that is not the reader's doing. */
  #scrolled() {
    const { clientHeight } = this.#options.log;
    if (clientHeight !== this.#height) this.#keepEnd();
    else this.#tellScroll();
    this.#height = clientHeight;
  }

  #height = 0;

  #isAtEnd() {
    const { log } = this.#options;
    return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
  }

  #tellScroll() {
    this.#wasAtEnd = this.#isAtEnd();
    if (this.#wasAtEnd) this.#unread = 0;
    this.#options.onScroll(this.#unread, this.#wasAtEnd);
  }
}

/**
 * @param {Unit | undefined} first
 * @param {Unit | undefined} second
 */
function belongTogether(first, second) {
  const one = first?.messages[0];
  const other = second?.messages[0];
  if (!one || !other || one.from !== other.from) return false;
  return other.date - one.date < TOGETHER_WITHIN_SECONDS && dayKey(one.date) === dayKey(other.date);
}
