/** @import { PhoneState } from '../src/client/phone-state.ts' */
/** @import { ChatMessage } from '../src/people/chat-message.ts' */
/** @import { ChatLog } from './chat-log.js' */
/** @import { Texts } from './texts.js' */
import { build, find } from './build-element.js';
import { describeMessage } from './describe-quote.js';
import { initials } from './format-values.js';
import { icon } from './icons.js';

const ACTION_SHOWN_MS = 5000;

/**
 * The line under the bot's name: what it is doing just now.
 *
 * @param {Texts} texts
 */
export function createStatus(texts) {
  const line = find('bot-status', HTMLElement);
  let connected = true;
  /** @type {string | undefined} */
  let action;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const show = () => {
    const doing = action === 'typing' ? texts.typing : texts.sending;
    line.textContent = connected ? (action ? doing : texts.bot) : texts.offline;
    line.classList.toggle('busy', connected && action !== undefined);
  };
  show();

  return {
    /** @param {boolean} value */
    setConnected(value) {
      connected = value;
      show();
    },
    /** @param {string | undefined} value */
    setAction(value) {
      action = value;
      clearTimeout(timer);
      if (value) {
        timer = setTimeout(() => {
          action = undefined;
          show();
        }, ACTION_SHOWN_MS);
      }
      show();
    },
  };
}

/**
 * Labels, icons and listeners that stay as they are.
 *
 * @param {Texts} texts
 * @param {'uk' | 'en'} language
 * @param {ChatLog} log
 * @param {(files: File[]) => void} onDrop
 */
export function prepareFrame(texts, language, log, onDrop) {
  document.documentElement.lang = language;
  const menuButton = find('menu-button', HTMLButtonElement);
  menuButton.setAttribute('aria-label', texts.options);
  menuButton.append(icon('more'));
  const toEnd = find('to-end', HTMLButtonElement);
  toEnd.setAttribute('aria-label', texts.toEnd);
  toEnd.prepend(icon('down'));
  toEnd.addEventListener('click', () => log.toEnd('smooth'));
  find('log', HTMLElement).setAttribute('aria-label', texts.chat);

  const phone = find('phone', HTMLElement);
  phone.addEventListener('dragover', (event) => event.preventDefault());
  phone.addEventListener('drop', (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onDrop(files);
  });
  phone.hidden = false;
}

/**
 * @param {number} unread
 * @param {boolean} atEnd
 */
export function showScroll(unread, atEnd) {
  find('to-end', HTMLButtonElement).hidden = atEnd;
  const count = find('to-end-count', HTMLElement);
  count.hidden = unread === 0;
  count.textContent = String(unread);
}

/**
 * @param {PhoneState['bot']} bot
 * @param {string} personName
 */
export function showBot(bot, personName) {
  document.title = `${personName} — ${bot.name}`;
  find('bot-name', HTMLElement).textContent = bot.name;
  find('bot-avatar', HTMLElement).textContent = initials(bot.name);
}

/**
 * In an empty chat: what the bot is for. Without a bot the card goes away.
 *
 * @param {PhoneState['bot'] | undefined} bot
 * @param {Texts} texts
 */
export function showWelcome(bot, texts) {
  const area = find('log', HTMLElement);
  area.querySelector('.welcome')?.remove();
  if (!bot) return;
  const heading = bot.description ? [build('b', {}, texts.whatCanItDo)] : [];
  const card = build('div', { class: 'welcome-card' }, ...heading, bot.description || texts.emptyChat);
  area.append(build('div', { class: 'welcome' }, card));
}

/**
 * @param {ChatMessage | undefined} message
 * @param {Texts} texts
 * @param {() => void} onOpen
 */
export function showPinned(message, texts, onOpen) {
  const pinned = find('pinned', HTMLButtonElement);
  pinned.hidden = !message;
  if (!message) return;
  const said = describeMessage(message, texts);
  pinned.replaceChildren(build('span', {}, build('b', {}, texts.pinned), said));
  pinned.onclick = onOpen;
}
