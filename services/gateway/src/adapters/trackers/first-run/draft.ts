import type { Catalogue, RequestType } from '@desk/domain';
import { otherTypeId } from '@desk/domain';
import { nameIds } from './name-ids.ts';

/** Words for the operator, beside the place in a file that they are about. */
export interface Mark {
  readonly path: readonly (string | number)[];
  readonly words: string;
}

export interface Draft<Content> {
  readonly content: Content;
  readonly marks: readonly Mark[];
}

/** What a tracker has and the desk cannot file, with the reason. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** A request type as the desk would offer it. */
export interface DraftedType {
  readonly type: Omit<RequestType, 'department' | 'team'>;
  /** The tracker's group of request types; null where it is in none. */
  readonly groupId: string | null;
  /** What the operator should look at; each a sentence. */
  readonly remarks: readonly string[];
}

/** The bounds of a catalogue: what is longer does not fit a phone. */
export const titleCharsMax = 60;
export const hintCharsMax = 200;
export const fieldsMax = 10;
export const choicesMax = 20;
export const requestTypesMax = 200;

/** A tracker has one language; the operator translates. */
export function inBoth(words: string, charsMax: number): { readonly uk: string; readonly en: string } {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > charsMax ? `${line.slice(0, charsMax - 1).trimEnd()}…` : line || '—';
  return { uk: short, en: short };
}

export function hintOf(description: string | null | undefined): { readonly uk: string; readonly en: string } | null {
  return description?.trim() ? inBoth(description, hintCharsMax) : null;
}

const otherName = /other|general|misc|get help|help|інш|загальн|допомог/i;

/** One type takes whatever fits no other: that which sounds like it and asks for least. Empty where there is none. */
export function withOther<Type extends DraftedType>(types: readonly Type[]): readonly Type[] {
  const [least] = types.toSorted((left, right) => fitForOther(right) - fitForOther(left));
  return types.map((draft) => (draft === least ? asOther(draft) : draft));
}

function fitForOther({ type }: DraftedType): number {
  const demanded = type.fields.filter(({ required }) => required).length;
  return (otherName.test(type.title.en) ? 100 : 0) - demanded * 10 - type.fields.length;
}

function asOther<Type extends DraftedType>(draft: Type): Type {
  const isNamedSo = otherName.test(draft.type.title.en);
  const mark = 'DECIDE: is this the type for whatever fits no other? One type must be, and has the id other.';
  return {
    ...draft,
    type: { ...draft.type, id: otherTypeId, popularity: 0 },
    remarks: isNamedSo ? draft.remarks : [mark, ...draft.remarks],
  };
}

const team = 'support';

export interface CatalogueSource {
  /** What the catalogue is called, and what it is called where nothing is left of that. */
  readonly name: string;
  readonly fallback: string;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** IANA's. */
  readonly timeZone: string;
  /** `Jira`, for the words to the operator. */
  readonly tracker: string;
}

export function draftCatalogue(
  { name, fallback, groups, timeZone, tracker }: CatalogueSource,
  types: readonly DraftedType[],
): Draft<Catalogue> {
  const departments = departmentsOf(groups, types);
  const rest = departments.at(-1)?.id ?? '';
  const day = [{ from: '09:00', to: '18:00' }];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  return {
    content: {
      name: nameIds()(name, fallback),
      defaultTeam: team,
      teams: [{ id: team, title: { uk: 'Підтримка', en: 'Support' }, hours: { timeZone, week, holidays: [] } }],
      departments: departments.map(({ id, title }) => ({ id, title })),
      requestTypes: types.map((draft) => ({
        ...draft.type,
        department: departments.find(({ groupId }) => groupId === draft.groupId)?.id ?? rest,
        team,
      })),
    },
    marks: [
      {
        path: ['teams'],
        words: `DECIDE: who answers, and when. ${tracker} knows no teams: these names are what the directory says of specialists.`,
      },
      ...types.flatMap(({ remarks }, at) => remarks.map((words) => ({ path: ['requestTypes', at], words }))),
    ],
  };
}

/** One for each group that is wanted, and a last one for what is in none. */
function departmentsOf(groups: CatalogueSource['groups'], types: readonly DraftedType[]) {
  const nameDepartment = nameIds();
  const wanted = new Set(types.map(({ groupId }) => groupId));
  const known = groups
    .filter(({ id }) => wanted.has(id))
    .map(({ id, name }) => ({
      groupId: id,
      id: nameDepartment(name, `group-${id}`),
      title: inBoth(name, titleCharsMax),
    }));
  const isGrouped = ({ groupId }: DraftedType) => known.some((department) => department.groupId === groupId);
  if (types.every(isGrouped)) return known;
  const title = { uk: 'Звернення', en: 'Requests' };
  return [...known, { groupId: null, id: nameDepartment('requests', 'requests'), title }];
}
