import { element } from './element.js';
import { words } from './words.js';

/** Of a comment. */
const textCharsMax = 32_767;

/**
 * A comment's text being changed in its place. Ctrl+Enter saves, Escape leaves it as it was.
 *
 * @param {string} text
 * @param {{ onSave: (text: string) => void, onCancel: () => void }} options
 */
export function editForm(text, { onSave, onCancel }) {
  const input = element('textarea', { value: text, rows: 3, maxLength: textCharsMax, 'aria-label': words().editHint });
  const save = element('button', { type: 'submit', className: 'button button-small' }, words().save);
  const cancel = element('button', { type: 'button', className: 'link', onClick: onCancel }, words().cancel);
  const form = element(
    'form',
    { className: 'comment-edit', onSubmit, onKeydown },
    input,
    element('div', { className: 'form-buttons' }, save, cancel),
  );

  /** @param {Event} event */
  function onSubmit(event) {
    event.preventDefault();
    if (input.value.trim() !== '') onSave(input.value);
  }

  /** @param {KeyboardEvent} event */
  function onKeydown(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  }

  return { node: form, focus: () => input.focus() };
}
