import { element, fill } from './element.js';
import { makeFilePicker } from './file-picker.js';
import { icon } from './icons.js';
import { words } from './words.js';

/** @import { IconName } from './icons.js' */
/** @import { Site } from './types.js' */

/** Of a comment. */
const textCharsMax = 32_767;

/**
 * Where a comment is written. Its colour and its button say who will read it.
 *
 * @param {Site} site
 * @param {(text: string, options: { isPublic: boolean, files: File[] }) => Promise<boolean>} submit resolves with
 *   whether it was taken
 */
export function makeComposer({ abilities }, submit) {
  const text = element('textarea', { rows: 2, maxLength: textCharsMax, onInput: refresh });
  const button = element('button', { type: 'submit', className: 'button' });
  const choices = element('div', { className: 'segments', role: 'group' });
  const picker = makeFilePicker(refresh);
  const row = element('div', { className: 'composer-row' }, text, button);
  const form = element('form', { className: 'composer', onSubmit }, choices, picker.input, picker.chips, row);
  let isPublic = true;
  let isBusy = false;

  /** @param {boolean} value */
  function choose(value) {
    isPublic = value;
    refresh();
    text.focus();
  }

  function refresh() {
    form.classList.toggle('composer-internal', !isPublic);
    fill(
      choices,
      segment('eye', words().replyPublicly, isPublic, () => choose(true)),
      abilities.includes('internal-notes') && segment('lock', words().noteInternally, !isPublic, () => choose(false)),
      filesButton(() => picker.input.click()),
    );
    text.placeholder = isPublic ? words().replyHint : words().noteHint;
    text.setAttribute('aria-label', text.placeholder);
    button.textContent = isPublic ? words().send : words().addNote;
    button.disabled = isBusy || isEmpty();
  }

  function isEmpty() {
    return text.value.trim() === '' && picker.files().length === 0;
  }

  /** @param {Event} event */
  async function onSubmit(event) {
    event.preventDefault();
    if (isBusy || isEmpty()) return;
    isBusy = true;
    refresh();
    const isTaken = await submit(text.value, { isPublic, files: picker.files() });
    isBusy = false;
    if (isTaken) {
      text.value = '';
      picker.clear();
    }
    refresh();
  }

  listenForMore(form, text, picker);
  refresh();
  return form;
}

/**
 * Ctrl+Enter sends; files may be dropped or pasted.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {ReturnType<typeof makeFilePicker>} picker
 */
function listenForMore(form, text, picker) {
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  text.addEventListener('paste', (event) => picker.take(event, event.clipboardData));
  form.addEventListener('drop', (event) => picker.take(event, event.dataTransfer));
  form.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
}

/**
 * @param {IconName} picture
 * @param {string} label
 * @param {boolean} isPressed
 * @param {() => void} onClick
 */
function segment(picture, label, isPressed, onClick) {
  return element(
    'button',
    { type: 'button', className: 'segment', 'aria-pressed': String(isPressed), onClick },
    icon(picture),
    label,
  );
}

/** @param {() => void} onClick */
function filesButton(onClick) {
  const label = words().addFiles;
  return element(
    'button',
    { type: 'button', className: 'segment segment-files', 'aria-label': label, title: label, onClick },
    icon('file'),
  );
}
