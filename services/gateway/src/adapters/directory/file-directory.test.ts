import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileDirectory } from './file-directory.ts';
import type { DirectoryProblem } from './person-row.ts';

const fixtures = join(import.meta.dirname, '../../../test/fixtures');
const hourMs = 3_600_000;

let folder: string;
let now: number;
let problems: DirectoryProblem[];
let readings: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-directory-'));
  now = 1_000_000;
  problems = [];
  readings = [];
});

afterEach(() => rm(folder, { recursive: true }));

function open(path: string) {
  return createFileDirectory({
    path,
    defaultCountry: 'UA',
    now: () => now,
    onProblems: (found) => problems.push(...found),
    onLoaded: (people) => readings.push(people),
  });
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

const onePerson = (id: string) => `people:\n  - { employeeId: ${id}, displayName: Someone, active: true }\n`;

test('every wrong row of a YAML file is named by its line with its remedy, and all others are kept', async () => {
  const directory = open(join(fixtures, 'people.yaml'));

  expect(await directory.findByPhone('+380500000002')).toMatchObject({
    kind: 'one',
    entry: { employeeId: '0001', email: 'olena@example.test', role: 'employee', active: true },
  });
  expect(await directory.findById('e-3')).toEqual({ kind: 'none' });
  expect(await directory.findById('e-4')).toMatchObject({ kind: 'found', entry: { phones: ['+380500000005'] } });
  expect(await directory.findById('e-5')).toEqual({ kind: 'none' });
  expect(await directory.findById('e-6')).toEqual({ kind: 'none' });
  expect(await directory.findByPhone('+380500000003')).toEqual({ kind: 'several' });

  expect(problems.map(({ where, field }) => [where, field])).toEqual([
    ['line 35', null],
    ['line 17', 'active'],
    ['line 20', 'phones'],
    ['line 24', 'role'],
    ['line 28', null],
    ['line 29 and line 32', 'employeeId'],
    ['line 10 and line 35', 'phones'],
  ]);
  expect(problems.every((problem) => problem.remedy.length > 20)).toBe(true);
});

test('a row of a CSV file with too many cells is named and left out', async () => {
  const directory = open(join(fixtures, 'people.csv'));

  expect(await directory.findByPhone('+380500000002')).toMatchObject({
    kind: 'one',
    entry: { department: 'Продаж, Львів', trackerAccount: null, teams: [] },
  });
  expect(await directory.findById('e-2')).toMatchObject({ entry: { teams: ['network', 'repair'], email: null } });
  expect(await directory.findById('e-3')).toEqual({ kind: 'none' });
  expect(problems.map(({ where, field }) => [where, field])).toEqual([
    ['line 4', null],
    ['line 5', 'email'],
  ]);
});

test('problems carry no word of a person', async () => {
  await open(join(fixtures, 'people.yaml')).findById('e-1');
  await open(join(fixtures, 'people.csv')).findById('e-1');
  expect(JSON.stringify(problems)).not.toMatch(/\+38050\d|Олена|Ірина|example\.test|зайве|director/);
});

test('a phone without quotes keeps its plus and its zeros in YAML', async () => {
  const path = join(folder, 'people.yaml');
  await replace(path, 'people:\n  - { employeeId: 007, displayName: Someone, phones: [+48512000001], active: true }\n');
  expect(await open(path).findByPhone('+48512000001')).toMatchObject({ kind: 'one', entry: { employeeId: '007' } });
});

test('a list that one person shares with another by a YAML alias counts for both', async () => {
  const path = join(folder, 'people.yaml');
  const person = (id: string, teams: string) =>
    `  - { employeeId: ${id}, displayName: Someone, active: true, role: specialist, teams: ${teams} }\n`;
  await replace(path, `people:\n${person('e-1', '&t [network]')}${person('e-2', '*t')}`);
  expect(await open(path).listTeam('network')).toMatchObject({
    entries: [{ employeeId: 'e-1' }, { employeeId: 'e-2' }],
  });
});

test('the file is looked at every two seconds at most, and read only when it changed', async () => {
  const path = join(folder, 'people.yaml');
  await replace(path, onePerson('e-1'));
  const directory = open(path);
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });

  await replace(path, onePerson('e-2'));
  now += 1_999;
  expect(await directory.findById('e-2')).toEqual({ kind: 'none' });
  now += 1;
  expect(await directory.findById('e-2')).toMatchObject({ kind: 'found' });
  now += 10_000;
  expect(await directory.findById('e-2')).toMatchObject({ kind: 'found' });
  expect(readings).toEqual([1, 1]);
});

test.each([
  ['broken YAML', 'people.yaml', 'people: [', 'line 1'],
  ['YAML without people', 'people.yaml', 'persons: []', 'line 1'],
  ['an open quote', 'people.csv', 'employeeId,displayName\n"e-1,Someone\n', 'line 2'],
])('%s leaves the last good reading in force for an hour', async (_, name, broken, line) => {
  const path = join(folder, name);
  const good = name.endsWith('.csv') ? 'employeeId,displayName,active\ne-1,Someone,true\n' : onePerson('e-1');
  await replace(path, good);
  const directory = open(path);
  await directory.findById('e-1');
  const confirmedAt = directory.snapshotAt();

  await replace(path, broken);
  now += hourMs;
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });
  expect(directory.snapshotAt()).toBe(confirmedAt);
  expect(problems.map((problem) => problem.where)).toEqual([line]);

  now += 2_000;
  expect(await directory.findById('e-1')).toEqual({ kind: 'down' });

  await replace(path, good);
  now += 2_000;
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });
});

test('a file that was never there answers nothing and says what to do', async () => {
  const directory = open(join(folder, 'people.csv'));
  expect(await directory.findById('e-1')).toEqual({ kind: 'down' });
  expect(directory.snapshotAt()).toBeNull();
  expect(problems).toMatchObject([{ where: 'the directory file' }]);
});

test('a file larger than its bound is not read', async () => {
  const path = join(folder, 'people.csv');
  await copyFile(join(fixtures, 'people.csv'), path);
  const fileBytesMax = (await readFile(path)).length - 1;
  const directory = createFileDirectory({
    path,
    defaultCountry: 'UA',
    now: () => now,
    onProblems: (found) => problems.push(...found),
    fileBytesMax,
  });
  expect(await directory.findById('e-1')).toEqual({ kind: 'down' });
  expect(problems[0]?.remedy).toContain(String(fileBytesMax));
});

test('questions at one moment share one reading', async () => {
  const path = join(folder, 'people.yaml');
  await replace(path, onePerson('e-1'));
  const directory = open(path);
  const answers = await Promise.all([1, 2, 3].map(() => directory.findById('e-1')));
  expect(answers.map((answer) => answer.kind)).toEqual(['found', 'found', 'found']);
  expect(readings).toEqual([1]);
});

test('a name that is neither YAML nor CSV is a mistake of the configuration', () => {
  expect(() => open('/people.xlsx')).toThrow('must end in .yaml, .yml or .csv');
});
