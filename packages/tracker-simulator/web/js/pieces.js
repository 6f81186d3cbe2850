import { element } from './element.js';
import { formatAge, formatTime, hueOf, initialsOf } from './format.js';
import { icon, levelOf } from './icons.js';
import { translate, words } from './words.js';

/** @import { Category, Person } from './types.js' */

/**
 * A person's initials in their colour; an empty ring for nobody.
 *
 * @param {Person | null} person
 */
export function avatar(person) {
  const name = person?.displayName ?? words().unassigned;
  const node = element('span', {
    className: person ? 'avatar' : 'avatar avatar-nobody',
    title: name,
    role: 'img',
    'aria-label': name,
  });
  if (!person) return node;
  node.textContent = initialsOf(person.displayName);
  node.style.setProperty('--hue', String(hueOf(person.id)));
  return node;
}

/** @param {string} priority */
export function priorityMark(priority) {
  return element(
    'span',
    { className: `priority priority-${levelOf(priority).toLowerCase()}` },
    icon(levelOf(priority)),
    translate('priorityNames', priority),
  );
}

/**
 * @param {string} status
 * @param {Category} category
 */
export function statusMark(status, category) {
  return element('span', { className: `lozenge lozenge-${category}` }, translate('statusNames', status));
}

/** @param {number} at */
export function stamp(at) {
  return element('time', { className: 'age', title: formatTime(at), 'data-at': String(at) }, formatAge(at));
}

/**
 * An input under its name.
 *
 * @param {string} label
 * @param {HTMLElement} input
 */
export function control(label, input) {
  return element('div', { className: 'control' }, element('span', { className: 'control-label' }, label), input);
}

/**
 * @param {{ value: string, label: string }[]} choices
 * @param {string} selected
 * @param {{ label: string, className?: string, onChoose: (value: string) => void }} options
 */
export function select(choices, selected, { label, className = 'select', onChoose }) {
  const options = choices.map(({ value, label: text }) =>
    element('option', { value, selected: value === selected }, text),
  );
  /** @param {Event} event */
  const onChange = ({ target }) => {
    if (target instanceof HTMLSelectElement) onChoose(target.value);
  };
  return element('select', { className, 'aria-label': label, onChange }, ...options);
}
