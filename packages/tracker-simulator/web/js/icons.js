const namespace = 'http://www.w3.org/2000/svg';

/** Outlines on a 16 × 16 grid, drawn with the text's colour. */
const outlines = {
  Highest: 'M3.5 8.5 8 4l4.5 4.5M3.5 12.5 8 8l4.5 4.5',
  High: 'M3.5 10.5 8 6l4.5 4.5',
  Medium: 'M3.5 6.2h9M3.5 9.8h9',
  Low: 'M3.5 5.5 8 10l4.5-4.5',
  Lowest: 'M3.5 3.5 8 8l4.5-4.5M3.5 7.5 8 12l4.5-4.5',
  comment: 'M2.5 3.5h11v7.5h-6l-3 2.5V11h-2z',
  file: 'M10.8 5.2 6.3 9.7a1.6 1.6 0 0 0 2.3 2.3l4.8-4.8a3 3 0 0 0-4.3-4.3L4.2 7.8a4.5 4.5 0 0 0 6.4 6.4l3-3',
  close: 'M4 4l8 8M12 4l-8 8',
  lock: 'M4.5 7.5h7v5.5h-7zM6 7.5V5.4a2 2 0 0 1 4 0v2.1',
  eye: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z',
  pencil: 'M3 13l.6-2.8 7.2-7.2a1.4 1.4 0 0 1 2 0l.2.2a1.4 1.4 0 0 1 0 2l-7.2 7.2zM9.6 4.2l2.2 2.2',
  bin: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5M6.8 7v3.8M9.2 7v3.8',
  plus: 'M8 3.5v9M3.5 8h9',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z',
};

/** @typedef {keyof typeof outlines} IconName */

/**
 * A decorative picture; the word beside it carries the meaning.
 *
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}

/**
 * How urgent a priority is, in the words of Jira's default scheme; OpenProject calls two of these levels by other names.
 *
 * @param {string} priority
 */
export function levelOf(priority) {
  if (priority === 'Immediate') return 'Highest';
  return isPriority(priority) ? priority : 'Medium';
}

/**
 * @param {string} name
 * @returns {name is 'Highest' | 'High' | 'Medium' | 'Low' | 'Lowest'}
 */
function isPriority(name) {
  return ['Highest', 'High', 'Medium', 'Low', 'Lowest'].includes(name);
}
