import type { Mark } from '../../trackers/first-run/draft.ts';
import type { CustomField } from '../instance-names.ts';
import type { TrackerMap } from '../tracker-map.ts';
import type { InstanceType } from './read-instance.ts';

/** The custom fields that every ticket has, by the names they stand under; and what is to be decided about them. */
export interface DraftedOwnFields {
  readonly fields: TrackerMap['customFields'];
  readonly marks: readonly Mark[];
}

interface OwnField {
  readonly words: RegExp;
  readonly fits: (field: CustomField) => boolean;
}

const isText = ({ type }: CustomField) => type === 'String';

const wanted: Readonly<Record<keyof TrackerMap['customFields'], OwnField>> = {
  reference: { words: /desk.*(ref|code|код|id)|(ref|code|код).*desk/i, fits: isText },
  team: { words: /desk.*team|team|команда|підрозділ|група/i, fits: isText },
  requestType: {
    words: /request type|kind of request|service|тип (заявки|звернення)|вид (заявки|звернення)|послуга/i,
    fits: ({ type, options }) => type === 'CustomOption' && options.size >= 2,
  },
  requester: {
    words: /request(er|ed)|reporter|customer|заявник|замовник|ініціатор/i,
    fits: ({ type }) => type === 'User',
  },
  telegramId: { words: /telegram|телеграм/i, fits: isText },
};

/** What a field is called where it has to be made first. */
const toBeMade = { reference: 'Desk reference', team: 'Desk team' } as const;

/** Only fields that every type has: a ticket without its reference could not be found again. */
export function draftOwnFields(types: readonly InstanceType[]): DraftedOwnFields {
  const found = (which: keyof TrackerMap['customFields']): string | null => {
    const { words, fits } = wanted[which];
    const [first, ...others] = types;
    const names = [...(first?.fields ?? [])].filter(([name, field]) => words.test(name) && fits(field));
    const shared = names.find(([name]) =>
      others.every(({ fields }) => {
        const field = fields.get(name);
        return field !== undefined && fits(field);
      }),
    );
    return shared?.[0] ?? null;
  };
  const [reference, team] = [found('reference'), found('team')];
  const [requestType, requester, telegramId] = [found('requestType'), found('requester'), found('telegramId')];
  return {
    fields: {
      reference: reference ?? toBeMade.reference,
      team: team ?? toBeMade.team,
      ...(requestType !== null && { requestType }),
      ...(requester !== null && { requester }),
      ...(telegramId !== null && { telegramId }),
    },
    marks: [
      { path: ['customFields', 'reference'], words: reference === null ? makeIt : onlyDesks },
      { path: ['customFields', 'team'], words: team === null ? makeIt : onlyDesks },
    ],
  };
}

const makeIt =
  'DECIDE: there is no such field yet. Administration > Custom fields > Work packages: a text field, on the form of each type, active in the project.';
const onlyDesks = "DECIDE: is this a text field that only the desk writes? People's own words there would be lost.";
