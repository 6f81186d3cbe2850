import { describe, expect, it } from 'vitest';
import { type Catalogue, type Field, findRequestType, findTeam, type RequestType, teamOf } from './catalogue.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { mostUsed, typesByDepartment } from './most-used.ts';

const title = { uk: 'Назва', en: 'Title' };
const nineToSix = [{ from: '09:00', to: '18:00' }];
const hours = {
  timeZone: 'Europe/Kyiv',
  week: { mon: nineToSix, tue: nineToSix, wed: nineToSix, thu: nineToSix, fri: nineToSix, sat: [], sun: [] },
  holidays: [],
};

function type(id: string, change: Partial<RequestType> = {}): RequestType {
  return {
    id,
    title,
    hint: null,
    department: 'network',
    team: 'infrastructure',
    popularity: 0,
    quick: false,
    fields: [],
    ...change,
  };
}

function field(change: Partial<Field>): Field {
  return { id: 'room', title, hint: null, required: true, kind: 'text', choices: [], ...change };
}

const good: Catalogue = {
  name: 'it-desk',
  teams: [
    { id: 'infrastructure', title, hours },
    { id: 'it-support', title, hours },
  ],
  departments: [
    { id: 'network', title },
    { id: 'empty', title },
    { id: 'printing', title },
  ],
  requestTypes: [
    type('internet-problem', { popularity: 5 }),
    type('printer-problem', { department: 'printing', team: 'it-support', popularity: 9 }),
    type('toner', { department: 'printing', team: 'it-support', popularity: 5 }),
    type('other', { popularity: 100 }),
  ],
  defaultTeam: 'it-support',
};

function withType(change: Partial<RequestType>): Catalogue {
  return { ...good, requestTypes: [type('changed', change), ...good.requestTypes] };
}

describe('checking a catalogue', () => {
  it('finds nothing wrong with one that can be used', () => {
    expect(checkCatalogue(good)).toEqual([]);
  });

  const choice = (id: string) => ({ id, title });
  it.each<{ catalogue: Catalogue; problem: object }>([
    { catalogue: { ...good, defaultTeam: 'nobody' }, problem: { code: 'unknown-team', where: 'defaultTeam' } },
    { catalogue: withType({ team: 'nobody' }), problem: { code: 'unknown-team', where: 'requestTypes.changed.team' } },
    {
      catalogue: withType({ department: 'nowhere' }),
      problem: { code: 'unknown-department', where: 'requestTypes.changed.department', value: 'nowhere' },
    },
    { catalogue: withType({ id: 'Тонер' }), problem: { code: 'id-malformed', where: 'requestTypes', value: 'Тонер' } },
    { catalogue: withType({ id: 'a'.repeat(41) }), problem: { code: 'id-malformed' } },
    { catalogue: withType({ id: 'toner' }), problem: { code: 'id-repeated', where: 'requestTypes', value: 'toner' } },
    {
      catalogue: withType({ title: { uk: ' ', en: 'Title' } }),
      problem: { code: 'text-empty', where: 'requestTypes.changed.title.uk' },
    },
    {
      catalogue: withType({ hint: { uk: 'Підказка', en: 'x'.repeat(201) } }),
      problem: { code: 'text-too-long', where: 'requestTypes.changed.hint.en' },
    },
    { catalogue: withType({ popularity: Number.NaN }), problem: { code: 'popularity-invalid' } },
    {
      catalogue: withType({ fields: [field({ kind: 'choice', choices: [choice('one')] })] }),
      problem: { code: 'choices-too-few', where: 'requestTypes.changed.fields.room.choices' },
    },
    {
      catalogue: withType({ fields: [field({ choices: [choice('one'), choice('two')] })] }),
      problem: { code: 'choices-not-expected', where: 'requestTypes.changed.fields.room.choices' },
    },
    {
      catalogue: withType({ fields: [field({}), field({})] }),
      problem: { code: 'id-repeated', where: 'requestTypes.changed.fields', value: 'room' },
    },
    {
      catalogue: withType({ fields: Array.from({ length: 11 }, (_, at) => field({ id: `field-${at}` })) }),
      problem: { code: 'too-many', where: 'requestTypes.changed.fields', value: '11' },
    },
    {
      catalogue: { ...good, requestTypes: good.requestTypes.slice(0, 3) },
      problem: { code: 'other-type-missing', where: 'requestTypes', value: 'other' },
    },
    {
      catalogue: { ...good, teams: [...good.teams, { id: 'late', title, hours: { ...hours, timeZone: 'Kyiv' } }] },
      problem: { code: 'time-zone-unknown', where: 'teams.late.hours.timeZone', value: 'Kyiv' },
    },
  ])('names what is wrong: $problem', ({ catalogue, problem }) => {
    const problems = checkCatalogue(catalogue);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(problem);
  });

  it('names everything at once', () => {
    const codes = checkCatalogue(withType({ team: 'nobody', department: 'nowhere' })).map(({ code }) => code);
    expect(codes).toEqual(['unknown-team', 'unknown-department']);
  });
});

describe('the types shown first', () => {
  const ids = (types: readonly RequestType[]) => types.map(({ id }) => id);

  it('are the most filed, then the popular, then in the order of the catalogue; never "other"', () => {
    expect(ids(mostUsed(good, new Map(), 8))).toEqual(['printer-problem', 'internet-problem', 'toner']);
    const counts = new Map([
      ['toner', 3],
      ['other', 50],
      ['gone', 9],
    ]);
    expect(ids(mostUsed(good, counts, 8))).toEqual(['toner', 'printer-problem', 'internet-problem']);
  });

  it('are no more than asked for', () => {
    expect(ids(mostUsed(good, new Map(), 2))).toEqual(['printer-problem', 'internet-problem']);
  });

  it('leave the catalogue as it was', () => {
    const before = ids(good.requestTypes);
    mostUsed(good, new Map([['toner', 1]]), 8);
    expect(ids(good.requestTypes)).toEqual(before);
  });
});

it('all types stand under their departments, in order, without empty headings', () => {
  const listed = typesByDepartment(good).map(({ department, requestTypes }) => [
    department.id,
    requestTypes.map(({ id }) => id),
  ]);
  expect(listed).toEqual([
    ['network', ['internet-problem', 'other']],
    ['printing', ['printer-problem', 'toner']],
  ]);
});

it('the team of a type that left the catalogue is the default team', () => {
  expect(teamOf(good, 'internet-problem')).toBe('infrastructure');
  expect(teamOf(good, 'gone')).toBe('it-support');
  expect(findRequestType(good, 'gone')).toBeNull();
  expect(findTeam(good, 'it-support')?.id).toBe('it-support');
  expect(findTeam(good, 'gone')).toBeNull();
});
