import { act } from './api.js';
import { makeCommentList } from './comment-list.js';
import { makeComposer } from './composer.js';
import { element, fill } from './element.js';
import { historyList } from './history-list.js';
import { icon } from './icons.js';
import { issueBody } from './issue-body.js';
import { select } from './pieces.js';
import { chooseActor, preferences } from './preferences.js';
import { readFile } from './read-file.js';
import { words } from './words.js';

/** @import { DoAct, Issue, Site } from './types.js' */

/**
 * The panel of one opened issue. It stays while the issue changes, so a half-written comment is not lost.
 *
 * @param {{ key: string, site: Site, onClose: () => void, perform: (work: Promise<Issue>) => Promise<boolean> }} options
 */
export function makeIssuePanel({ key, site, onClose, perform }) {
  const head = element('header', { className: 'panel-head' });
  const body = element('div', { className: 'panel-body' });
  /** @type {DoAct} */
  const doAct = (kind, details) => perform(act({ kind, key, actorId: preferences.actorId, ...details }));
  const composer = makeComposer(site, async (text, { isPublic, files }) =>
    doAct('comment', { text, public: isPublic, files: await Promise.all(files.map(readFile)) }),
  );
  const activity = makeActivity(site, doAct);
  const scroll = element('div', { className: 'panel-scroll' }, body, activity.node);

  return {
    node: element('aside', { className: 'panel', 'aria-label': key }, head, scroll, composer),
    /** @param {Issue} issue */
    show(issue) {
      fill(head, ...headParts(issue, site, onClose));
      fill(body, ...issueBody(issue, site, doAct));
      activity.show(issue);
    },
  };
}

/**
 * Comments and history behind two tabs.
 *
 * @param {Site} site
 * @param {DoAct} doAct
 */
function makeActivity(site, doAct) {
  const comments = makeCommentList(site, doAct);
  const node = element('div', { className: 'activity' });
  let isHistory = false;

  /** @param {Issue} issue */
  function show(issue) {
    /** @param {boolean} value @param {string} label */
    const tab = (value, label) =>
      element(
        'button',
        { type: 'button', className: 'tab', 'aria-pressed': String(isHistory === value), onClick: () => choose(value) },
        label,
      );
    /** @param {boolean} value */
    const choose = (value) => {
      isHistory = value;
      show(issue);
    };
    const tabs = [tab(false, `${words().comments} · ${issue.comments.length}`), tab(true, words().history)];
    comments.show(issue);
    fill(
      node,
      element('div', { className: 'tabs' }, ...tabs),
      isHistory ? historyList(issue.history, site) : comments.node,
    );
  }

  return { node, show };
}

/**
 * @param {Issue} issue
 * @param {Site} site
 * @param {() => void} onClose
 */
function headParts(issue, site, onClose) {
  const agents = site.agents.map(({ id, displayName }) => ({ value: id, label: displayName }));
  return [
    element('span', { className: 'panel-key' }, issue.key),
    element('span', { className: 'panel-type' }, issue.requestTypeName ?? ''),
    element(
      'label',
      { className: 'acting' },
      element('span', {}, words().actingAs),
      select(agents, preferences.actorId, { label: words().actingAs, onChoose: chooseActor }),
    ),
    element(
      'button',
      { type: 'button', className: 'icon-button', 'aria-label': words().close, title: words().close, onClick: onClose },
      icon('close'),
    ),
  ];
}
