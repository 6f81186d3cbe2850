import type { TicketStatus } from '@desk/domain';
import { type Draft, draftCatalogue, withOther } from '../../trackers/first-run/draft.ts';
import { markWords, matchPriorities, matchStatuses } from '../../trackers/first-run/match-words.ts';
import type { Drafted } from '../../trackers/first-run/write-drafts.ts';
import { type DraftRequestType, draftRequestTypes } from './draft-request-types.ts';
import type { JiraInstance } from './read-instance.ts';

/** What a catalogue and a tracker map for this Jira could be; whatever was guessed is marked. `timeZone` is IANA's. */
export function draftFiles(instance: JiraInstance, timeZone: string): Drafted {
  const { types, leftOut } = draftRequestTypes(instance);
  const priorities = matchPriorities(instance.priorities);
  if (types.length === 0 || priorities === null) {
    const reasons = [
      ...leftOut.map(({ name, why }) => `request type ${name}: ${why}`),
      ...(priorities === null ? ['Jira has no priorities: add some under Settings > Issues > Priorities'] : []),
      ...(types.length === 0 ? ['no request type can be filed by the desk'] : []),
    ];
    return { kind: 'refused', reasons };
  }
  const { desk, groups } = instance;
  const named = withOther(types);
  const source = { name: desk.projectName, fallback: desk.projectKey.toLowerCase().replaceAll('_', '-'), groups };
  return {
    kind: 'drafted',
    catalogue: draftCatalogue({ ...source, timeZone, tracker: 'Jira' }, named),
    map: draftMap(instance, named, priorities),
    leftOut,
  };
}

function draftMap(
  { desk, statuses, requestTypeField }: JiraInstance,
  types: readonly DraftRequestType[],
  priorities: NonNullable<ReturnType<typeof matchPriorities>>,
): Draft<object> {
  const matched = matchStatuses(
    statuses.map(({ id, name, statusCategory }) => ({ id, name, category: statusCategory.key })),
  );
  const idsOf = (status: TicketStatus) => ({ ids: matched[status].map(({ id }) => id) });
  const { critical, high, medium, low } = priorities;
  return {
    content: {
      projectKey: desk.projectKey,
      marker: types.every(({ hasLabels }) => hasLabels) ? { in: 'label' } : { in: 'description' },
      requestTypeField,
      priorities: { critical: critical.id, high: high.id, medium: medium.id, low: low.id },
      statuses: {
        new: idsOf('new'),
        'in-progress': idsOf('in-progress'),
        'waiting-for-customer': idsOf('waiting-for-customer'),
        'waiting-for-support': idsOf('waiting-for-support'),
        resolved: idsOf('resolved'),
        closed: idsOf('closed'),
      },
      requestTypes: Object.fromEntries(
        types.map(({ jiraId, type, fields, hasPriority }) => [
          type.id,
          { id: jiraId, ...(hasPriority ? {} : { priority: 'after' }), fields },
        ]),
      ),
    },
    marks: markWords(priorities, matched),
  };
}
