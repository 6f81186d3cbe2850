import { element, fill } from './element.js';
import { icon } from './icons.js';
import { words } from './words.js';

/** Jira's bound on a comment. */
const textCharsMax = 32_767;

/**
 * Where a comment is written. Its colour and its button say who will read it.
 *
 * @param {(text: string, isPublic: boolean) => Promise<boolean>} submit resolves with whether it was taken
 */
export function makeComposer(submit) {
  const form = element('form', { className: 'composer', onSubmit: onSubmit });
  const text = element('textarea', { rows: 2, maxLength: textCharsMax, onInput: refresh, onKeydown: onKey });
  const button = element('button', { type: 'submit', className: 'button' });
  const choices = element('div', { className: 'segments', role: 'group' });
  let isPublic = true;
  let isBusy = false;

  /** @param {boolean} value @param {string} label @param {'eye' | 'lock'} picture */
  const choice = (value, label, picture) =>
    element(
      'button',
      {
        type: 'button',
        className: 'segment',
        'aria-pressed': String(isPublic === value),
        onClick: () => {
          isPublic = value;
          refresh();
          text.focus();
        },
      },
      icon(picture),
      label,
    );

  function refresh() {
    form.classList.toggle('composer-internal', !isPublic);
    fill(choices, choice(true, words().replyPublicly, 'eye'), choice(false, words().noteInternally, 'lock'));
    text.placeholder = isPublic ? words().replyHint : words().noteHint;
    text.setAttribute('aria-label', text.placeholder);
    button.textContent = isPublic ? words().send : words().addNote;
    button.disabled = isBusy || text.value.trim() === '';
  }

  /** @param {Event} event */
  async function onSubmit(event) {
    event.preventDefault();
    if (isBusy || text.value.trim() === '') return;
    isBusy = true;
    refresh();
    if (await submit(text.value, isPublic)) text.value = '';
    isBusy = false;
    refresh();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  }

  form.append(choices, element('div', { className: 'composer-row' }, text, button));
  refresh();
  return form;
}
