import type { TicketStatus } from '@desk/domain';
import { type Draft, draftCatalogue, withOther } from '../../trackers/first-run/draft.ts';
import { markWords, matchPriorities, matchStatuses } from '../../trackers/first-run/match-words.ts';
import type { Drafted } from '../../trackers/first-run/write-drafts.ts';
import { type DraftedOwnFields, draftOwnFields } from './draft-own-fields.ts';
import { type DraftRequestType, draftRequestTypes } from './draft-request-types.ts';
import type { OpenProjectInstance } from './read-instance.ts';

/** What a catalogue and a tracker map for this project could be; whatever was guessed is marked. `timeZone` is IANA's. */
export function draftFiles(instance: OpenProjectInstance, timeZone: string): Drafted {
  const { project, types: theirs } = instance;
  const own = draftOwnFields(theirs);
  const { types, leftOut } = draftRequestTypes(theirs, own.fields);
  const priorities = matchPriorities(instance.priorities.toReversed().map((name) => ({ id: name, name })));
  if (types.length === 0 || priorities === null) {
    const reasons = [
      ...leftOut.map(({ name, why }) => `type ${name}: ${why}`),
      ...(priorities === null ? ['OpenProject has no priorities: Administration > Work packages > Priorities'] : []),
      ...(types.length === 0 ? ['no type of the project can be filed by the desk: Project settings > Types'] : []),
    ];
    return { kind: 'refused', reasons };
  }
  const named = withOther(types);
  const groups = theirs.map(({ name }) => ({ id: name, name }));
  const source = { name: project.name, fallback: 'service-desk', groups, timeZone, tracker: 'OpenProject' };
  return {
    kind: 'drafted',
    catalogue: draftCatalogue(source, named),
    map: draftMap(instance, named, priorities, own),
    leftOut,
  };
}

function draftMap(
  { project, statuses }: OpenProjectInstance,
  types: readonly DraftRequestType[],
  priorities: NonNullable<ReturnType<typeof matchPriorities>>,
  own: DraftedOwnFields,
): Draft<object> {
  const matched = matchStatuses(
    statuses.map(({ name, isClosed, isDefault }) => ({
      ...{ id: name, name, category: isClosed ? 'done' : isDefault ? 'new' : null },
    })),
  );
  const namesOf = (status: TicketStatus) => matched[status].map(({ name }) => name);
  const { critical, high, medium, low } = priorities;
  return {
    content: {
      project: project.identifier,
      customFields: own.fields,
      priorities: { critical: critical.name, high: high.name, medium: medium.name, low: low.name },
      statuses: {
        new: namesOf('new'),
        'in-progress': namesOf('in-progress'),
        'waiting-for-customer': namesOf('waiting-for-customer'),
        'waiting-for-support': namesOf('waiting-for-support'),
        resolved: namesOf('resolved'),
        closed: namesOf('closed'),
      },
      requestTypes: Object.fromEntries(types.map(({ type, map }) => [type.id, map])),
    },
    // Here the names stand in the map themselves.
    marks: [...own.marks, ...markWords(priorities, matched).filter(({ words }) => words.includes('DECIDE'))],
  };
}
