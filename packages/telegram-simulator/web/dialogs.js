/** @import { Texts } from './texts.js' */
import { build, find } from './build-element.js';
import { icon } from './icons.js';

const TOAST_SHOWN_MS = 3500;

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {boolean} [danger]
 */

/**
 * Asks and resolves with the value of the chosen action, or with '' when the dialog is dismissed.
 *
 * @param {string} title
 * @param {(Node | string)[]} content
 * @param {readonly Choice[]} actions
 * @returns {Promise<string>}
 */
export function ask(title, content, actions) {
  // One of its own: an alert of the bot may come while another dialog is open.
  const dialog = build('dialog', { class: 'dialog' });
  const row = build('div', { class: 'dialog-actions' });
  for (const { value, label, danger } of actions) {
    row.append(
      build('button', { type: 'button', class: danger ? 'danger' : '', onclick: () => dialog.close(value) }, label),
    );
  }
  const heading = title ? [build('h2', {}, title)] : [];
  const body = content.map((part) => (typeof part === 'string' ? build('p', {}, part) : part));
  dialog.replaceChildren(...heading, ...body, row);
  if (title) dialog.setAttribute('aria-label', title);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastTimer;

/** @param {string} text */
export function showToast(text) {
  const toast = find('toast', HTMLElement);
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, TOAST_SHOWN_MS);
}

/**
 * @param {string} url
 * @param {Texts} texts
 */
export function showPhoto(url, texts) {
  const viewer = find('viewer', HTMLDialogElement);
  const close = build(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': texts.close, onclick: () => viewer.close() },
    icon('close'),
  );
  const picture = build('img', { src: url, alt: texts.photo, onclick: () => viewer.close() });
  viewer.replaceChildren(picture, close);
  viewer.showModal();
}

/**
 * @typedef {object} MenuItem
 * @property {Parameters<typeof icon>[0]} icon
 * @property {string} label
 * @property {boolean} [danger]
 * @property {() => void} run
 */

/**
 * Fills a popover with actions.
 *
 * @param {HTMLElement} menu
 * @param {readonly MenuItem[]} items
 */
export function fillMenu(menu, items) {
  menu.replaceChildren(
    ...items.map(({ icon: name, label, danger, run }) =>
      build(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          class: danger ? 'danger' : '',
          onclick: () => {
            menu.hidePopover();
            run();
          },
        },
        icon(name),
        label,
      ),
    ),
  );
}

/**
 * Shows a menu next to an element, within the window.
 *
 * @param {HTMLElement} menu
 * @param {HTMLElement} anchor
 */
export function showMenuAt(menu, anchor) {
  menu.showPopover();
  const around = anchor.getBoundingClientRect();
  const own = menu.getBoundingClientRect();
  const below = around.bottom + 6 + own.height < window.innerHeight;
  const top = below ? around.bottom + 6 : Math.max(8, around.top - own.height - 6);
  const left = Math.min(Math.max(8, around.left), window.innerWidth - own.width - 8);
  menu.style.top = `${Math.max(8, Math.min(top, window.innerHeight - own.height - 8))}px`;
  menu.style.left = `${left}px`;
  menu.querySelector('button')?.focus();
}
