import { element } from './element.js';
import { icon } from './icons.js';
import { avatar, select } from './pieces.js';
import { words } from './words.js';

/** @import { DoAct, Issue, Site } from './types.js' */

/**
 * Who follows the request beside its reporter; where the tracker lets agents do it, more can be added, and anyone taken
 * away.
 *
 * @param {Issue} issue
 * @param {Site} site
 * @param {DoAct} doAct
 */
export function participantList(issue, site, doAct) {
  const isOpen = site.abilities.includes('participants');
  const taken = new Set([issue.reporter.id, ...issue.participants.map(({ id }) => id)]);
  const others = site.customers.filter(({ id }) => !taken.has(id));
  const choices = [
    { value: '', label: words().addParticipant },
    ...others.map(({ id, displayName }) => ({ value: id, label: displayName })),
  ];
  return element(
    'div',
    { className: 'participants' },
    ...issue.participants.map((person) => participant(person, isOpen ? doAct : null)),
    isOpen &&
      others.length > 0 &&
      select(choices, '', {
        label: words().addParticipant,
        className: 'select select-small',
        onChoose: (personId) => personId !== '' && void doAct('add-participant', { personId }),
      }),
  );
}

/**
 * @param {Issue['participants'][number]} person
 * @param {DoAct | null} doAct
 */
function participant(person, doAct) {
  const label = `${words().removeParticipant}: ${person.displayName}`;
  return element(
    'span',
    { className: 'chip' },
    avatar(person),
    person.displayName,
    doAct &&
      element(
        'button',
        {
          type: 'button',
          className: 'chip-button',
          'aria-label': label,
          title: label,
          onClick: () => void doAct('remove-participant', { personId: person.id }),
        },
        icon('close'),
      ),
  );
}
