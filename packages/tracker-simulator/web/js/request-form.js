import { element, fill } from './element.js';
import { icon } from './icons.js';
import { control, select } from './pieces.js';
import { translate, words } from './words.js';

/** @import { Site } from './types.js' */

const summaryCharsMax = 254;
const textCharsMax = 32_767;

/**
 * A form of the tracker itself: a ticket that is born there.
 *
 * @param {{ site: Site, onClose: () => void, raise: (request: Record<string, unknown>) => Promise<boolean> }} options
 */
export function makeRequestForm({ site, onClose, raise }) {
  const choice = { actorId: site.customers[0]?.id ?? '', requestTypeId: site.requestTypes[0]?.id ?? '' };
  const optional = makeOptionalFields(site);
  const summary = element('input', { type: 'text', maxLength: summaryCharsMax, onInput: refresh });
  const button = element('button', { type: 'submit', className: 'button' }, words().raise);
  let isBusy = false;

  function refresh() {
    button.disabled = isBusy || summary.value.trim() === '';
  }

  /** @param {string} id */
  function chooseType(id) {
    choice.requestTypeId = id;
    optional.show(id);
  }

  /** @param {Event} event */
  async function onSubmit(event) {
    event.preventDefault();
    if (isBusy || summary.value.trim() === '') return;
    isBusy = true;
    refresh();
    await raise({ ...choice, summary: summary.value, ...optional.values() });
    isBusy = false;
    refresh();
  }

  summary.className = 'input';
  summary.setAttribute('aria-label', words().summary);
  const fields = element(
    'div',
    { className: 'panel-scroll form-fields' },
    element('p', { className: 'muted' }, words().raiseHint),
    control(words().raiseAs, customerSelect(site, choice)),
    control(words().requestType, typeSelect(site, choice.requestTypeId, chooseType)),
    control(words().summary, summary),
    optional.node,
  );
  const foot = element('div', { className: 'form-foot' }, button);
  const form = element('form', { className: 'form', onSubmit }, fields, foot);
  chooseType(choice.requestTypeId);
  refresh();
  return {
    node: element('aside', { className: 'panel', 'aria-label': words().newRequest }, formHead(onClose), form),
    focus: () => summary.focus(),
  };
}

/**
 * Description and priority, where the request type has them.
 *
 * @param {Site} site
 */
function makeOptionalFields(site) {
  const node = element('div', { className: 'form-part' });
  const label = words().description;
  const description = element('textarea', {
    className: 'input',
    rows: 5,
    maxLength: textCharsMax,
    'aria-label': label,
  });
  const priorities = site.priorities.map((name) => ({ value: name, label: translate('priorityNames', name) }));
  let priority = site.usualPriority;
  /** @type {string[]} */
  let fieldIds = [];
  /** @param {string} name */
  const onChoose = (name) => {
    priority = name;
  };

  return {
    node,
    /** @param {string} requestTypeId */
    show(requestTypeId) {
      fieldIds = site.requestTypes.find(({ id }) => id === requestTypeId)?.fieldIds ?? [];
      fill(
        node,
        fieldIds.includes('description') && control(label, description),
        fieldIds.includes('priority') &&
          control(words().priority, select(priorities, priority, { label: words().priority, onChoose })),
      );
    },
    values: () => ({
      ...(fieldIds.includes('description') && description.value.trim() !== '' && { description: description.value }),
      ...(fieldIds.includes('priority') && { priority }),
    }),
  };
}

/** @param {() => void} onClose */
function formHead(onClose) {
  return element(
    'header',
    { className: 'panel-head' },
    element('h2', { className: 'form-title' }, words().newRequest),
    element(
      'button',
      { type: 'button', className: 'icon-button', 'aria-label': words().close, title: words().close, onClick: onClose },
      icon('close'),
    ),
  );
}

/** @param {Site} site @param {{ actorId: string }} choice */
function customerSelect(site, choice) {
  const people = site.customers.map(({ id, displayName }) => ({ value: id, label: displayName }));
  return select(people, choice.actorId, {
    label: words().raiseAs,
    onChoose: (id) => {
      choice.actorId = id;
    },
  });
}

/** @param {Site} site @param {string} chosen @param {(id: string) => void} onChoose */
function typeSelect(site, chosen, onChoose) {
  const types = site.requestTypes.map(({ id, name }) => ({ value: id, label: name }));
  return select(types, chosen, { label: words().requestType, onChoose });
}
