import { element } from './element.js';
import { fileTiles } from './file-view.js';
import { formatTime } from './format.js';
import { participantList } from './participants.js';
import { avatar, control, select } from './pieces.js';
import { translate, words } from './words.js';

/** @import { Attachment, DoAct, Issue, Site } from './types.js' */

/**
 * What an issue says and what may be changed about it.
 *
 * @param {Issue} issue
 * @param {Site} site
 * @param {DoAct} doAct
 */
export function issueBody(issue, site, doAct) {
  const text =
    issue.description === ''
      ? element('p', { className: 'muted' }, words().noDescription)
      : element('p', { className: 'prose' }, issue.description);
  return [
    element('h2', { className: 'panel-summary' }, issue.summary),
    controls(issue, site, doAct),
    element('section', {}, element('h3', {}, words().description), text),
    issue.attachments.length > 0 && fileSection(issue.attachments),
    factList(issue, site, doAct),
  ];
}

/**
 * @param {Issue} issue
 * @param {Site} site
 * @param {DoAct} doAct
 */
function controls(issue, site, doAct) {
  const statuses = [issue.status, ...issue.nextStatuses.map(({ status }) => status)].map((name) => ({
    value: name,
    label: translate('statusNames', name),
  }));
  const people = [
    { value: '', label: words().unassigned },
    ...site.agents.map(({ id, displayName }) => ({ value: id, label: displayName })),
  ];
  const priorities = site.priorities.map((name) => ({ value: name, label: translate('priorityNames', name) }));
  return element(
    'div',
    { className: 'controls' },
    control(
      words().status,
      select(statuses, issue.status, {
        label: words().status,
        className: `select select-status select-${issue.statusCategory}`,
        onChoose: (status) => doAct('transition', { status }),
      }),
    ),
    control(
      words().assignee,
      select(people, issue.assignee?.id ?? '', {
        label: words().assignee,
        onChoose: (id) => doAct('assign', { personId: id === '' ? null : id }),
      }),
    ),
    control(
      words().priority,
      select(priorities, issue.priority, {
        label: words().priority,
        onChoose: (priority) => doAct('set-priority', { priority }),
      }),
    ),
  );
}

/** @param {Attachment[]} attachments */
function fileSection(attachments) {
  const title = element('h3', {}, `${words().files} · ${attachments.length}`);
  return element('section', {}, title, fileTiles(attachments));
}

/**
 * @param {Issue} issue
 * @param {Site} site
 * @param {DoAct} doAct
 */
function factList(issue, site, doAct) {
  const facts = [
    fact(
      words().reporter,
      element('span', { className: 'person' }, avatar(issue.reporter), issue.reporter.displayName),
    ),
    (issue.participants.length > 0 || site.abilities.includes('participants')) &&
      fact(words().participants, participantList(issue, site, doAct)),
    issue.labels.length > 0 &&
      fact(
        words().labels,
        element(
          'span',
          { className: 'labels' },
          ...issue.labels.map((label) => element('span', { className: 'label' }, label)),
        ),
      ),
    typeof issue.dueDate === 'string' && fact(words().dueDate, issue.dueDate),
    issue.resolution !== null && fact(words().resolution, translate('resolutionNames', issue.resolution)),
    ...issue.links.map(({ type, direction, key }) =>
      fact(
        words().links,
        element(
          'span',
          {},
          `${translate('linkNames', `${type} ${direction}`)} `,
          element('a', { href: `#${key}` }, key),
        ),
      ),
    ),
    ...Object.entries(issue.customFields).flatMap(([id, value]) =>
      value === null ? [] : [fact(site.fieldNames[id] ?? id, describe(value, site))],
    ),
    fact(words().created, element('time', { title: formatTime(issue.createdAt) }, formatTime(issue.createdAt))),
    fact(words().updated, element('time', { title: formatTime(issue.updatedAt) }, formatTime(issue.updatedAt))),
  ];
  return element('dl', { className: 'facts' }, ...facts.filter((each) => each !== false).flat());
}

/**
 * @param {string} name
 * @param {Node | string} value
 */
function fact(name, value) {
  return [element('dt', {}, name), element('dd', {}, value)];
}

/**
 * A custom field's value for people: an option's label, a person's name, or what it is.
 *
 * @param {unknown} value
 * @param {Site} site
 * @returns {string}
 */
function describe(value, site) {
  if (Array.isArray(value)) return value.map((item) => describe(item, site)).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('value' in value) return String(value.value);
  const id = 'accountId' in value ? value.accountId : 'name' in value ? value.name : undefined;
  return site.agents.find((agent) => agent.id === id)?.displayName ?? String(id ?? JSON.stringify(value));
}
