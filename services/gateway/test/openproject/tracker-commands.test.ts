import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { composeTrackerDesk } from '../../src/compose/compose-tracker-desk.ts';
import { parseTrackerCommandConfig } from '../../src/config.ts';
import { anOpenProjectMap } from '../fixtures/openproject-map.ts';
import { type StartOptions, startSimulatedOpenProject } from './start-simulator.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-tracker-commands-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What an operator has of settings before there are keys and a catalogue. */
async function openDesk(url: string, change: Record<string, unknown> = {}) {
  const mapFile = join(folder, `${crypto.randomUUID()}.yaml`);
  await writeFile(mapFile, stringify(anOpenProjectMap(change)));
  const read = parseTrackerCommandConfig({
    ...{ TRACKER: 'openproject', TRACKER_MAP_FILE: mapFile },
    ...{ OPENPROJECT_URL: url, OPENPROJECT_API_KEY: 'fixture-key' },
  });
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  return composeTrackerDesk(read.config);
}

async function check(change: Record<string, unknown> = {}, options: StartOptions = {}) {
  const { simulator } = await startSimulatedOpenProject(options);
  try {
    const desk = await openDesk(simulator.baseUrl, change);
    const { parts } = await desk.check();
    return parts.map(({ name, findings }) => ({ name, findings: findings.map(({ weight, what }) => [weight, what]) }));
  } finally {
    await simulator.close();
  }
}

const files = {
  name: 'files',
  findings: [['note', 'CATALOGUE_FILE is not set, so the map was not held against it']],
};

describe('tracker check, where the tracker is OpenProject', () => {
  it('finds nothing wrong with a map that fits', async () => {
    expect(await check()).toEqual([files, { name: 'OpenProject', findings: [] }]);
  });

  it('names what the map has and OpenProject has not', async () => {
    const priorities = { ...anOpenProjectMap().priorities, low: 'Later' };
    const problem = 'priorities.low: OpenProject has no priority "Later"';
    expect(await check({ priorities })).toEqual([files, { name: 'OpenProject', findings: [['wrong', problem]] }]);
  });

  it('notes that internal comments are off: tickets can be filed all the same', async () => {
    const what = expect.stringMatching(/^internal comments are off in this project/);
    const [, found] = await check({}, { simulator: { internalComments: false } });
    expect(found?.findings).toEqual([['note', what]]);
  });

  it('says that OpenProject gives no answer', async () => {
    const { parts } = await (await openDesk('http://127.0.0.1:1')).check();
    expect(parts.at(-1)?.findings).toMatchObject([{ weight: 'wrong', what: 'OpenProject gives no answer' }]);
  });
});

it('tracker pull and tracker webhook say that they are for Jira', async () => {
  const desk = await openDesk('http://127.0.0.1:1');
  const answers = [
    await desk.pull(folder),
    await desk.showWebhooks(),
    await desk.registerWebhook('https://desk.example.test/hooks/tracker'),
    await desk.removeWebhook(null),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ kind: 'refused', lines: [expect.stringContaining('is for Jira')] });
  }
});
