import type { Localised } from '../person/profile.ts';
import { checkWorkingHours } from '../schedule/check-working-hours.ts';
import { type Catalogue, type Field, otherTypeId, type RequestType, type Team } from './catalogue.ts';

/** Buttons show titles and carry ids: both have to fit a phone and a callback. */
const idCharsMax = 40;
const titleCharsMax = 60;
const hintCharsMax = 200;
const requestTypesMax = 200;
const fieldsMax = 10;
const choicesMax = 20;

export type CatalogueProblemCode =
  | 'id-malformed'
  | 'id-repeated'
  | 'text-empty'
  | 'text-too-long'
  | 'unknown-team'
  | 'unknown-department'
  | 'other-type-missing'
  | 'too-many'
  | 'popularity-invalid'
  | 'choices-too-few'
  | 'choices-not-expected'
  | 'no-working-hours'
  | 'time-zone-unknown'
  | 'time-malformed'
  | 'spans-out-of-order'
  | 'holiday-malformed';

/** `where` is a path into the catalogue, for instance 'requestTypes.vpn.team'; `value` is what stands there. */
export interface CatalogueProblem {
  readonly code: CatalogueProblemCode;
  readonly where: string;
  readonly value: string;
}

/** Everything that is wrong with a catalogue, at once; empty when it can be used. */
export function checkCatalogue(catalogue: Catalogue): readonly CatalogueProblem[] {
  const teamIds = new Set(catalogue.teams.map((team) => team.id));
  const departmentIds = new Set(catalogue.departments.map((department) => department.id));
  return [
    ...checkIds('teams', catalogue.teams),
    ...checkIds('departments', catalogue.departments),
    ...checkIds('requestTypes', catalogue.requestTypes),
    ...catalogue.teams.flatMap(checkTeam),
    ...catalogue.departments.flatMap((department) =>
      checkText(`departments.${department.id}.title`, department.title, titleCharsMax),
    ),
    ...catalogue.requestTypes.flatMap((type) => checkRequestType(type, teamIds, departmentIds)),
    ...found(!teamIds.has(catalogue.defaultTeam), 'unknown-team', 'defaultTeam', catalogue.defaultTeam),
    ...found(
      !catalogue.requestTypes.some((type) => type.id === otherTypeId),
      'other-type-missing',
      'requestTypes',
      otherTypeId,
    ),
    ...checkCount('requestTypes', catalogue.requestTypes, requestTypesMax),
  ];
}

function checkTeam(team: Team): CatalogueProblem[] {
  const where = `teams.${team.id}`;
  return [
    ...checkText(`${where}.title`, team.title, titleCharsMax),
    ...checkWorkingHours(team.hours).map((problem) => ({ ...problem, where: `${where}.hours.${problem.where}` })),
  ];
}

function checkRequestType(
  type: RequestType,
  teamIds: ReadonlySet<string>,
  departmentIds: ReadonlySet<string>,
): CatalogueProblem[] {
  const where = `requestTypes.${type.id}`;
  const popular = Number.isFinite(type.popularity) && type.popularity >= 0;
  return [
    ...checkText(`${where}.title`, type.title, titleCharsMax),
    ...checkHint(where, type.hint),
    ...found(!teamIds.has(type.team), 'unknown-team', `${where}.team`, type.team),
    ...found(!departmentIds.has(type.department), 'unknown-department', `${where}.department`, type.department),
    ...found(!popular, 'popularity-invalid', `${where}.popularity`, String(type.popularity)),
    ...checkIds(`${where}.fields`, type.fields),
    ...checkCount(`${where}.fields`, type.fields, fieldsMax),
    ...type.fields.flatMap((field) => checkField(`${where}.fields.${field.id}`, field)),
  ];
}

function checkField(where: string, field: Field): CatalogueProblem[] {
  const isChoice = field.kind === 'choice';
  const count = field.choices.length;
  return [
    ...checkText(`${where}.title`, field.title, titleCharsMax),
    ...checkHint(where, field.hint),
    ...found(isChoice && count < 2, 'choices-too-few', `${where}.choices`, String(count)),
    ...found(!isChoice && count > 0, 'choices-not-expected', `${where}.choices`, String(count)),
    ...checkIds(`${where}.choices`, field.choices),
    ...checkCount(`${where}.choices`, field.choices, choicesMax),
    ...field.choices.flatMap((choice) => checkText(`${where}.choices.${choice.id}.title`, choice.title, titleCharsMax)),
  ];
}

function checkIds(where: string, things: readonly { readonly id: string }[]): CatalogueProblem[] {
  const seen = new Set<string>();
  return things.flatMap(({ id }) => {
    const repeated = seen.has(id);
    seen.add(id);
    const wellFormed = id.length <= idCharsMax && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);
    return [...found(!wellFormed, 'id-malformed', where, id), ...found(repeated, 'id-repeated', where, id)];
  });
}

function checkHint(where: string, hint: Localised | null): CatalogueProblem[] {
  return hint === null ? [] : checkText(`${where}.hint`, hint, hintCharsMax);
}

function checkText(where: string, text: Localised, charsMax: number): CatalogueProblem[] {
  return Object.entries(text).flatMap(([language, words]) => [
    ...found(words.trim() === '', 'text-empty', `${where}.${language}`, words),
    ...found(words.length > charsMax, 'text-too-long', `${where}.${language}`, words),
  ]);
}

function checkCount(where: string, things: readonly unknown[], max: number): CatalogueProblem[] {
  return found(things.length > max, 'too-many', where, String(things.length));
}

function found(wrong: boolean, code: CatalogueProblemCode, where: string, value: string): CatalogueProblem[] {
  return wrong ? [{ code, where, value }] : [];
}
