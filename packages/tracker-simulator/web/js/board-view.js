import { element, fill } from './element.js';
import { formatAge } from './format.js';
import { icon } from './icons.js';
import { avatar, priorityMark } from './pieces.js';
import { translate, words } from './words.js';

/** @import { Card, Category, Site } from './types.js' */

/** A column shows no more; the rest is a number. */
const cardsPerColumnMax = 200;

/**
 * The columns. `highlight` is the card that has just changed, `openKey` the one opened.
 *
 * @param {Element} place
 * @param {{ site: Site, cards: Card[], filter: string, openKey: string | undefined, highlight: string | undefined,
 *   onNew: () => void }} board
 */
export function showBoard(place, { site, cards, filter, openKey, highlight, onNew }) {
  if (cards.length === 0) {
    fill(place, emptyBoard(onNew));
    return;
  }
  const shown = cards.filter((card) => matches(card, filter));
  const columns = site.statuses.map(({ name, category }, index) => {
    const own = shown.filter(({ status }) => status === name).sort((left, right) => right.updatedAt - left.updatedAt);
    return column(
      name,
      category,
      own.map((card) => cardView(card, { isOpen: card.key === openKey, isFresh: card.key === highlight })),
      index === 0 && newButton(onNew),
    );
  });
  const scrolled = rememberScroll(place);
  fill(
    place,
    shown.length === 0 && element('p', { className: 'no-matches', role: 'status' }, words().noMatches),
    element('div', { className: 'columns' }, ...columns),
  );
  scrolled();
}

/**
 * @param {string} name
 * @param {Category} category
 * @param {HTMLElement[]} cards
 * @param {HTMLElement | false} extra
 */
function column(name, category, cards, extra) {
  const title = translate('statusNames', name);
  const shown = cards.slice(0, cardsPerColumnMax);
  return element(
    'section',
    { className: 'column', 'aria-label': title, 'data-status': name },
    element(
      'h2',
      { className: 'column-title' },
      element('span', { className: `dot dot-${category}`, 'aria-hidden': 'true' }),
      element('span', { className: 'column-name', title }, title),
      element('span', { className: 'count' }, String(cards.length)),
      extra,
    ),
    shown.length === 0
      ? element('p', { className: 'column-empty' }, words().emptyColumn)
      : element('ol', { className: 'cards' }, ...shown.map((card) => element('li', {}, card))),
    cards.length > shown.length && element('p', { className: 'column-rest' }, `+ ${cards.length - shown.length}`),
  );
}

/**
 * @param {Card} card
 * @param {{ isOpen: boolean, isFresh: boolean }} state
 */
function cardView(card, { isOpen, isFresh }) {
  const type = card.requestTypeName ?? '—';
  const classes = ['card', isOpen && 'card-open', isFresh && 'card-fresh'].filter(Boolean).join(' ');
  return element(
    'a',
    { className: classes, href: `#${card.key}`, 'data-key': card.key },
    element(
      'span',
      { className: 'card-top' },
      element('span', { className: 'card-type', title: type }, type),
      element('time', { className: 'age', 'data-at': String(card.createdAt) }, formatAge(card.createdAt)),
    ),
    element('span', { className: 'card-summary' }, card.summary),
    element(
      'span',
      { className: 'card-foot' },
      priorityMark(card.priority),
      element(
        'span',
        { className: 'card-facts' },
        element('span', { className: 'card-key' }, card.key),
        tally('comment', card.commentCount, words().comments),
        tally('file', card.attachmentCount, words().files),
      ),
      avatar(card.assignee),
    ),
  );
}

/**
 * @param {'comment' | 'file'} picture
 * @param {number} count
 * @param {string} title
 */
function tally(picture, count, title) {
  return count > 0 && element('span', { className: 'tally', title }, icon(picture), String(count));
}

/**
 * Where the board and each of its columns are scrolled to; the function given puts them back there.
 *
 * @param {Element} place
 */
function rememberScroll(place) {
  const left = place.querySelector('.columns')?.scrollLeft ?? 0;
  const tops = new Map(
    [...place.querySelectorAll('.column')].map((each) => [
      each.getAttribute('data-status'),
      each.querySelector('.cards')?.scrollTop ?? 0,
    ]),
  );
  return () => {
    place.querySelector('.columns')?.scrollTo({ left });
    for (const each of place.querySelectorAll('.column'))
      each.querySelector('.cards')?.scrollTo({ top: tops.get(each.getAttribute('data-status')) ?? 0 });
  };
}

/** @param {() => void} onNew */
function newButton(onNew) {
  const label = words().newRequest;
  return element(
    'button',
    { type: 'button', className: 'icon-button new-button', 'aria-label': label, title: label, onClick: onNew },
    icon('plus'),
  );
}

/** @param {() => void} onNew */
function emptyBoard(onNew) {
  const tray = element(
    'div',
    { className: 'empty-picture', 'aria-hidden': 'true' },
    element('i'),
    element('i'),
    element('i'),
  );
  return element(
    'div',
    { className: 'empty-board' },
    tray,
    element('p', { className: 'empty-title' }, words().emptyBoard),
    element('p', {}, words().emptyBoardHint),
    element('button', { type: 'button', className: 'button', onClick: onNew }, words().newRequest),
  );
}

/**
 * @param {Card} card
 * @param {string} filter
 */
function matches(card, filter) {
  const text = `${card.key} ${card.summary} ${card.requestTypeName} ${card.reporter.displayName} ${card.assignee?.displayName}`;
  return text.toLowerCase().includes(filter.trim().toLowerCase());
}
