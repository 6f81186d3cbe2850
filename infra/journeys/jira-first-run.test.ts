import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { alwaysAtWork } from '../stack/sample-organisation.ts';
import { gatewayEnvironment, type StackPlace } from '../stack/stack-environment.ts';
import { createDeskWorld } from './desk-world.ts';
import { flavours } from './world/journey-tracker.ts';
import { runDeskCommand } from './world/run-desk-command.ts';

const Staff = z.object({ people: z.array(z.looseObject({ role: z.string().optional() })) });

/** The only thing to edit: which team the specialists are of. Jira does not know. */
async function putIntoTeam(directoryFile: string, team: string, to: string): Promise<void> {
  const { people } = Staff.parse(parse(await readFile(directoryFile, 'utf8')));
  const placed = people.map((person) =>
    person.role && person.role !== 'employee' ? { ...person, teams: [team] } : person,
  );
  await writeFile(to, stringify({ people: placed }, { aliasDuplicateObjects: false }));
}

/** As docs/first-run.md walks: check, pull, check again. */
async function setUp(place: StackPlace, jiraUrl: string): Promise<StackPlace> {
  const folder = join(place.folder, 'pulled');
  // An empty setting is none: there is neither file yet.
  const environment = {
    ...gatewayEnvironment(place),
    JIRA_BASE_URL: jiraUrl,
    TRACKER_MAP_FILE: '',
    CATALOGUE_FILE: '',
  };
  const first = await runDeskCommand(['tracker', 'check'], environment);
  expect(first).toMatchObject({ exitCode: 0, said: expect.stringContaining('`pnpm desk tracker pull --to <folder>`') });
  const pulled = await runDeskCommand(['tracker', 'pull', '--to', folder], environment);
  expect(pulled).toMatchObject({ exitCode: 0, said: expect.stringContaining('16 request types') });
  const files = { CATALOGUE_FILE: join(folder, 'catalogue.yaml'), TRACKER_MAP_FILE: join(folder, 'tracker-map.yaml') };
  const second = await runDeskCommand(['tracker', 'check'], { ...environment, ...files });
  expect(second).toMatchObject({ exitCode: 0, said: expect.stringContaining('Tickets can be filed and followed.') });

  // Journeys run at any hour of the day.
  await writeFile(files.CATALOGUE_FILE, alwaysAtWork(await readFile(files.CATALOGUE_FILE, 'utf8')));
  const DIRECTORY_FILE = join(folder, 'people.yaml');
  await putIntoTeam(place.organisation.directoryFile, 'support', DIRECTORY_FILE);
  return { ...place, more: { ...place.more, ...files, DIRECTORY_FILE } };
}

test.each(flavours)('from a Jira (%s) and nothing else to the first ticket', async (flavour) => {
  await using world = await createDeskWorld({ tracker: 'jira', flavour, prepare: setUp });
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await olena.sees('Спеціаліст — Ірина Бондар');
  await iryna.sees('Нова заявка SD-1');
  await iryna.presses('Узяти в роботу');

  const [issue] = await world.jira.waitFor(([first]) => first?.status === 'In Progress');
  expect(issue).toMatchObject({ key: 'SD-1', requestTypeId: '107', reporter: { displayName: 'Олена Коваль' } });
});
