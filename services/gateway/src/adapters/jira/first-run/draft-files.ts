import type { Catalogue, TicketStatus } from '@desk/domain';
import { otherTypeId } from '@desk/domain';
import type { TrackerMap } from '../tracker-map.ts';
import {
  type DraftRequestType,
  type DraftRequestTypes,
  draftRequestTypes,
  inBoth,
  titleCharsMax,
} from './draft-request-types.ts';
import { matchPriorities, matchStatuses } from './match-words.ts';
import { nameIds } from './name-ids.ts';
import type { JiraInstance } from './read-instance.ts';

/** Words for the operator, beside the place in a file that they are about. */
export interface Mark {
  readonly path: readonly (string | number)[];
  readonly words: string;
}

export interface Draft<Content> {
  readonly content: Content;
  readonly marks: readonly Mark[];
}

export type DraftedFiles =
  | {
      readonly kind: 'drafted';
      readonly catalogue: Draft<Catalogue>;
      readonly map: Draft<Omit<TrackerMap, 'wording' | 'requestTypes'> & { readonly requestTypes: object }>;
      readonly leftOut: DraftRequestTypes['leftOut'];
    }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** What a catalogue and a tracker map for this Jira could be; whatever was guessed is marked. `timeZone` is IANA's. */
export function draftFiles(instance: JiraInstance, timeZone: string): DraftedFiles {
  const { types, leftOut } = draftRequestTypes(instance);
  const priorities = matchPriorities(instance.priorities);
  const reasons = [
    ...leftOut.map(({ name, why }) => `request type ${name}: ${why}`),
    ...(priorities === null ? ['Jira has no priorities: add some under Settings > Issues > Priorities'] : []),
    ...(types.length === 0 ? ['no request type can be filed by the desk'] : []),
  ];
  const [least] = [...types].sort((left, right) => fitForOther(right) - fitForOther(left));
  if (!least || priorities === null) return { kind: 'refused', reasons };
  const named = types.map((draft) => (draft === least ? asOther(draft) : draft));
  return {
    kind: 'drafted',
    catalogue: draftCatalogue(instance, named, timeZone),
    map: draftMap(instance, named, priorities),
    leftOut,
  };
}

const otherName = /other|general|misc|get help|help|інш|загальн|допомог/i;

/** Whatever fits nothing else goes to the type that sounds like it and asks for least. */
function fitForOther({ type }: DraftRequestType): number {
  const demanded = type.fields.filter(({ required }) => required).length;
  return (otherName.test(type.title.en) ? 100 : 0) - demanded * 10 - type.fields.length;
}

function asOther(draft: DraftRequestType): DraftRequestType {
  const isNamedSo = otherName.test(draft.type.title.en);
  const mark = 'DECIDE: is this the type for whatever fits no other? One type must be, and has the id other.';
  return {
    ...draft,
    type: { ...draft.type, id: otherTypeId, popularity: 0 },
    remarks: isNamedSo ? draft.remarks : [mark, ...draft.remarks],
  };
}

const team = 'support';

function draftCatalogue(
  { desk, groups }: JiraInstance,
  types: readonly DraftRequestType[],
  timeZone: string,
): Draft<Catalogue> {
  const nameDepartment = nameIds();
  const wanted = new Set(types.map(({ groupId }) => groupId));
  const known = groups
    .filter(({ id }) => wanted.has(id))
    .map(({ id, name }) => ({
      groupId: id,
      id: nameDepartment(name, `group-${id}`),
      title: inBoth(name, titleCharsMax),
    }));
  const rest = {
    groupId: null,
    id: nameDepartment('requests', 'requests'),
    title: { uk: 'Звернення', en: 'Requests' },
  };
  const isGrouped = ({ groupId }: DraftRequestType) => known.some((department) => department.groupId === groupId);
  const departments = types.every(isGrouped) ? known : [...known, rest];
  const day = [{ from: '09:00', to: '18:00' }];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  return {
    content: {
      name: nameIds()(desk.projectName, desk.projectKey.toLowerCase().replaceAll('_', '-')),
      defaultTeam: team,
      teams: [{ id: team, title: { uk: 'Підтримка', en: 'Support' }, hours: { timeZone, week, holidays: [] } }],
      departments: departments.map(({ id, title: words }) => ({ id, title: words })),
      requestTypes: types.map((draft) => ({
        ...draft.type,
        department: departments.find(({ groupId }) => groupId === draft.groupId)?.id ?? rest.id,
        team,
      })),
    },
    marks: [
      {
        path: ['teams'],
        words:
          'DECIDE: who answers, and when. Jira knows no teams: these names are what the directory says of specialists.',
      },
      ...types.flatMap(({ remarks }, at) => remarks.map((words) => ({ path: ['requestTypes', at], words }))),
    ],
  };
}

function draftMap(
  { desk, statuses, requestTypeField }: JiraInstance,
  types: readonly DraftRequestType[],
  priorities: NonNullable<ReturnType<typeof matchPriorities>>,
) {
  const matched = matchStatuses(statuses);
  const idsOf = (status: TicketStatus) => ({ ids: matched[status].map(({ id }) => id) });
  const guessed = (isGuess: boolean, name: string) => (isGuess ? `DECIDE: ${name}` : name);
  return {
    content: {
      projectKey: desk.projectKey,
      marker: types.every(({ hasLabels }) => hasLabels) ? { in: 'label' as const } : { in: 'description' as const },
      requestTypeField,
      priorities: {
        critical: priorities.critical.id,
        high: priorities.high.id,
        medium: priorities.medium.id,
        low: priorities.low.id,
      },
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
    marks: [
      ...Object.entries(priorities).map(([key, { name, isGuess }]) => ({
        path: ['priorities', key],
        words: guessed(isGuess, name),
      })),
      ...Object.entries(matched).map(([key, matches]) => ({
        path: ['statuses', key],
        words:
          matches.length === 0
            ? 'DECIDE: no status of this workflow was taken for it'
            : matches.map(({ name, isGuess }) => guessed(isGuess, name)).join(', '),
      })),
    ],
  };
}
