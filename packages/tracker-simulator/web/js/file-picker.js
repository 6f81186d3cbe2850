import { element, fill } from './element.js';
import { formatSize } from './format.js';
import { icon } from './icons.js';
import { words } from './words.js';

const filesMax = 10;

/**
 * Files chosen, dropped or pasted, waiting to be sent: a hidden input and a chip for each.
 *
 * @param {() => void} onChange
 */
export function makeFilePicker(onChange) {
  const input = element('input', { type: 'file', multiple: true, hidden: true, onChange: onPick });
  const chips = element('div', { className: 'composer-files' });
  /** @type {File[]} */
  let files = [];

  /** @param {File[]} next */
  function set(next) {
    files = next.slice(0, filesMax);
    draw();
    onChange();
  }

  function draw() {
    input.setAttribute('aria-label', words().addFiles);
    fill(chips, ...files.map((file) => fileChip(file, () => set(files.filter((other) => other !== file)))));
  }

  function onPick() {
    set([...files, ...(input.files ?? [])]);
    input.value = '';
  }

  draw();
  return {
    input,
    chips,
    files: () => files,
    clear: () => set([]),
    /**
     * Takes the files of a drop or a paste; anything else of it goes its usual way.
     *
     * @param {Event} event
     * @param {DataTransfer | null} data
     */
    take(event, data) {
      const brought = [...(data?.files ?? [])];
      if (brought.length === 0) return;
      event.preventDefault();
      set([...files, ...brought]);
    },
  };
}

/**
 * @param {File} file
 * @param {() => void} onRemove
 */
function fileChip(file, onRemove) {
  const label = `${words().removeFile}: ${file.name}`;
  return element(
    'span',
    { className: 'chip' },
    icon('file'),
    element('span', { className: 'chip-name', title: file.name }, file.name),
    element('span', { className: 'muted' }, formatSize(file.size)),
    element(
      'button',
      { type: 'button', className: 'chip-button', 'aria-label': label, title: label, onClick: onRemove },
      icon('close'),
    ),
  );
}
