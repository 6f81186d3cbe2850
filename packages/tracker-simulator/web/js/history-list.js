import { element } from './element.js';
import { avatar, priorityMark, stamp, statusMark } from './pieces.js';
import { translate, words } from './words.js';

/** @import { Change, Site } from './types.js' */

/**
 * @param {Change[]} history
 * @param {Site} site
 */
export function historyList(history, site) {
  if (history.length === 0) return element('p', { className: 'muted' }, words().noHistory);
  return element('ol', { className: 'history' }, ...[...history].reverse().map((change) => changeView(change, site)));
}

/**
 * @param {Change} change
 * @param {Site} site
 */
function changeView({ actor, at, field, from, to }, site) {
  return element(
    'li',
    { className: 'change' },
    avatar(actor),
    element(
      'div',
      {},
      element('div', { className: 'comment-head' }, element('b', {}, actor.displayName), stamp(at)),
      from === undefined || to === undefined
        ? element('div', { className: 'change-line' }, translate('fieldNames', field))
        : element(
            'div',
            { className: 'change-line' },
            element('span', { className: 'muted' }, `${translate('fieldNames', field)}:`),
            changeValue(field, from, site),
            '→',
            changeValue(field, to, site),
          ),
    ),
  );
}

/**
 * @param {string} field
 * @param {string | null} value
 * @param {Site} site
 */
function changeValue(field, value, site) {
  if (value === null || value === '') return element('span', { className: 'muted' }, words().empty);
  if (field === 'status') return statusMark(value, site.statuses.find(({ name }) => name === value)?.category ?? 'new');
  if (field === 'priority') return priorityMark(value);
  if (field === 'resolution') return translate('resolutionNames', value);
  return element('span', { className: 'change-value' }, value);
}
