import { element } from './element.js';
import { formatAge, formatTime } from './format.js';
import { icon } from './icons.js';
import { avatar, priorityMark, statusMark } from './pieces.js';
import { translate, words } from './words.js';

/** @import { Change, Comment, Site } from './types.js' */

/** @param {Comment[]} comments */
export function commentList(comments) {
  if (comments.length === 0) return element('p', { className: 'muted' }, words().noComments);
  return element('ol', { className: 'comments' }, ...[...comments].reverse().map(commentView));
}

/** @param {Comment} comment */
function commentView(comment) {
  const mark = comment.public
    ? element('span', { className: 'mark mark-public' }, icon('eye'), words().publicMark)
    : element('span', { className: 'mark mark-internal' }, icon('lock'), words().internalMark);
  return element(
    'li',
    { className: `comment ${comment.public ? 'comment-public' : 'comment-internal'}` },
    avatar(comment.author),
    element(
      'div',
      { className: 'comment-main' },
      element(
        'div',
        { className: 'comment-head' },
        element('b', {}, comment.author.displayName),
        stamp(comment.createdAt),
        comment.updatedAt > comment.createdAt && element('span', { className: 'muted' }, words().edited),
        mark,
      ),
      element('p', { className: 'prose' }, comment.body),
    ),
  );
}

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
      element(
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

/** @param {number} at */
function stamp(at) {
  return element('time', { className: 'age', title: formatTime(at), 'data-at': String(at) }, formatAge(at));
}
