import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { alwaysAtWork } from '../../stack/sample-organisation.ts';
import { gatewayEnvironment, type StackPlace } from '../../stack/stack-environment.ts';
import { runDeskCommand } from './run-desk-command.ts';

/**
 * As docs/first-run.md walks: check, pull, check again, with a tracker and nothing else. `address`: the setting of where
 * it is; `pulled`: what the operator is told of it.
 */
export function setUpPulled({ address, pulled }: { readonly address: string; readonly pulled: string }) {
  return async (place: StackPlace, trackerUrl: string): Promise<StackPlace> => {
    const folder = join(place.folder, 'pulled');
    // An empty setting is none: there is neither file yet.
    const environment = {
      ...gatewayEnvironment(place),
      [address]: trackerUrl,
      TRACKER_MAP_FILE: '',
      CATALOGUE_FILE: '',
    };
    const first = await runDeskCommand(['tracker', 'check'], environment);
    expect(first).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('`pnpm desk tracker pull --to <folder>`'),
    });
    const drafted = await runDeskCommand(['tracker', 'pull', '--to', folder], environment);
    expect(drafted).toMatchObject({ exitCode: 0, said: expect.stringContaining(pulled) });
    const files = {
      CATALOGUE_FILE: join(folder, 'catalogue.yaml'),
      TRACKER_MAP_FILE: join(folder, 'tracker-map.yaml'),
    };
    const second = await runDeskCommand(['tracker', 'check'], { ...environment, ...files });
    expect(second).toMatchObject({ exitCode: 0, said: expect.stringContaining('Tickets can be filed and followed.') });

    // Journeys run at any hour of the day.
    await writeFile(files.CATALOGUE_FILE, alwaysAtWork(await readFile(files.CATALOGUE_FILE, 'utf8')));
    const DIRECTORY_FILE = join(folder, 'people.yaml');
    await putIntoTeam(place.organisation.directoryFile, 'support', DIRECTORY_FILE);
    return { ...place, more: { ...place.more, ...files, DIRECTORY_FILE } };
  };
}

const Staff = z.object({ people: z.array(z.looseObject({ role: z.string().optional() })) });

/** The only thing to edit: which team the specialists are of. No tracker knows. */
async function putIntoTeam(directoryFile: string, team: string, to: string): Promise<void> {
  const { people } = Staff.parse(parse(await readFile(directoryFile, 'utf8')));
  const placed = people.map((person) =>
    person.role && person.role !== 'employee' ? { ...person, teams: [team] } : person,
  );
  await writeFile(to, stringify({ people: placed }, { aliasDuplicateObjects: false }));
}
