import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadCatalogue } from '../../src/adapters/catalogue/load-catalogue.ts';
import { readTrackerMap } from '../../src/adapters/openproject/tracker-map.ts';
import { missingFromMap } from '../../src/adapters/trackers/read-map.ts';
import { composeTrackerDesk } from '../../src/compose/compose-tracker-desk.ts';
import { parseTrackerCommandConfig } from '../../src/config.ts';
import type { TrackerDesk } from '../../src/edge/cli/tracker-commands.ts';
import { aNewTicket } from '../conformance/tracker-under-test.ts';
import { anOpenProjectMap } from '../fixtures/openproject-map.ts';
import { specsFolder } from '../jira/config.ts';
import { readSpecs } from '../jira/hold-against-specs.ts';
import { asInstalled } from './as-installed.ts';
import { type SimulatedOpenProject, type StartOptions, startSimulatedOpenProject } from './start-simulator.ts';

type Settings = Readonly<Record<string, string>>;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'desk-first-run-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What an operator has of settings before there are keys, a catalogue and a map. */
function deskAt(url: string, settings: Settings = {}): TrackerDesk {
  const usual = { TRACKER: 'openproject', OPENPROJECT_URL: url, OPENPROJECT_API_KEY: 'fixture-key' };
  const read = parseTrackerCommandConfig({ ...usual, ...settings });
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  return composeTrackerDesk(read.config);
}

async function mapFile(change: Record<string, unknown> = {}): Promise<Settings> {
  const TRACKER_MAP_FILE = join(root, `${crypto.randomUUID()}.yaml`);
  await writeFile(TRACKER_MAP_FILE, stringify(anOpenProjectMap(change)));
  return { TRACKER_MAP_FILE };
}

async function check(desk: TrackerDesk) {
  const findings = (await desk.check()).parts.flatMap((part) => part.findings);
  const lines = (wanted: 'wrong' | 'note') =>
    findings.filter(({ weight }) => weight === wanted).map(({ what, remedy }) => `${what}. ${remedy}`);
  return { wrong: lines('wrong'), notes: lines('note') };
}

async function withSite(run: (site: SimulatedOpenProject) => Promise<void>, options: StartOptions = {}): Promise<void> {
  const site = await startSimulatedOpenProject(options);
  try {
    await run(site);
  } finally {
    await site.simulator.close();
  }
}

describe('a first look at OpenProject', () => {
  test('finds nothing amiss where nothing is, and changes nothing', () =>
    withSite(async ({ simulator, tracker }) => {
      await tracker.writer.create(aNewTicket());
      const before = JSON.stringify(simulator.workPackages());
      const asked = simulator.requests().length;
      expect(await check(deskAt(simulator.baseUrl, await mapFile()))).toEqual({
        wrong: [],
        notes: [
          expect.stringContaining('CATALOGUE_FILE is not set'),
          expect.stringContaining('OpenProject does not tell of its webhooks'),
        ],
      });
      const requests = simulator.requests().slice(asked);
      expect(requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/form'))).toEqual([]);
      expect(JSON.stringify(simulator.workPackages())).toBe(before);
    }));

  test.each<[string, Settings, RegExp]>([
    ['a wrong key', { OPENPROJECT_API_KEY: 'wrong' }, /does not take OPENPROJECT_API_KEY\. .*Access tokens/],
    ['an address where nobody is', { OPENPROJECT_URL: 'http://127.0.0.1:1' }, /nothing answers at .*firewalls/],
    [
      'a wrong application',
      { OPENPROJECT_API_KEY: '', OPENPROJECT_CLIENT_ID: 'desk', OPENPROJECT_CLIENT_SECRET: 'wrong-secret' },
      /gives no token.*client credentials/,
    ],
  ])('names the remedy for %s', (_, settings, words) =>
    withSite(async ({ simulator }) => {
      const { wrong } = await check(deskAt(simulator.baseUrl, settings));
      expect(wrong).toEqual([expect.stringMatching(words)]);
      expect(wrong.join()).not.toMatch(/fixture-key|wrong-secret/);
    }),
  );

  test('names the remedy for an address with something else behind it', () =>
    withSite(async ({ simulator }) => {
      const { wrong } = await check(deskAt(`${simulator.baseUrl}/wrong/root`));
      expect(wrong).toEqual([expect.stringMatching(/not as OpenProject does\. .*relative root/)]);
    }));

  test('names the projects there are, where the map has another', () =>
    withSite(async ({ simulator }) => {
      const { wrong } = await check(deskAt(simulator.baseUrl, await mapFile({ project: 'elsewhere' })));
      expect(wrong).toEqual([expect.stringMatching(/no project elsewhere.*service-desk \(Service desk\)/)]);
    }));

  test.each([
    ['add', /"Add work packages" is missing: no ticket can be filed\. .*Roles and permissions/],
    ['edit', /"Edit work packages" is missing: nobody can be assigned/],
    ['comment', /"Add comments" is missing/],
    ['watchers', /"Add watchers" is missing/],
    ['relations', /"Manage work package relations" is missing/],
  ] as const)('names the remedy for a missing permission: %s', (withheld, words) =>
    withSite(
      async ({ simulator }) => {
        simulator.agent('201').create({ subject: 'No Wi-Fi' });
        const { wrong } = await check(deskAt(simulator.baseUrl, await mapFile()));
        expect(wrong[0]).toMatch(words);
      },
      { simulator: { withheld: [withheld] } },
    ),
  );

  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'priority',
      { priorities: { ...anOpenProjectMap().priorities, low: 'Later' } },
      /low: OpenProject has no priority "Later"\. .*exactly/,
    ],
    [
      'type',
      { requestTypes: { other: { type: 'Wish' } } },
      /the project has no type "Wish"\. Project settings > Types/,
    ],
    [
      'custom field',
      { customFields: { reference: 'Reference', team: 'Desk team' }, requestTypes: { other: { type: 'Request' } } },
      /has no custom field "Reference"\. Administration > Custom fields/,
    ],
  ])('names the remedy for a wrong %s of the map', (_, change, words) =>
    withSite(async ({ simulator }) => {
      expect((await check(deskAt(simulator.baseUrl, await mapFile(change)))).wrong).toEqual([
        expect.stringMatching(words),
      ]);
    }),
  );

  test('tells a status that the map forgot, and one that the workflow lacks', () =>
    withSite(async ({ simulator }) => {
      const statuses = { ...anOpenProjectMap().statuses, resolved: [], 'waiting-for-support': [] };
      const { wrong, notes } = await check(deskAt(simulator.baseUrl, await mapFile({ statuses })));
      expect(wrong).toEqual([]);
      expect(notes).toEqual(
        expect.arrayContaining([
          expect.stringContaining('"Resolved" is not in the map and is taken for in-progress'),
          expect.stringContaining('nothing for waiting-for-support: tickets go to new instead'),
        ]),
      );
    }));

  test('notes what is hidden or switched off: tickets can be filed all the same', () =>
    withSite(
      async ({ simulator }) => {
        const { wrong, notes } = await check(deskAt(simulator.baseUrl, await mapFile()));
        expect(wrong).toEqual([]);
        expect(notes).toContainEqual(expect.stringMatching(/^internal comments are off in this project/));
        expect(notes).toContainEqual(expect.stringContaining('no work package yet'));
      },
      { simulator: { internalComments: false } },
    ));
});

describe('what is pulled from OpenProject', () => {
  test('loads as it is, and fits the OpenProject it is from', () =>
    withSite(async ({ simulator }) => {
      const folder = join(root, 'new', 'folder');
      const pulled = await deskAt(simulator.baseUrl).pull(folder);
      expect(pulled).toMatchObject({
        kind: 'done',
        lines: expect.arrayContaining([expect.stringContaining('6 request')]),
      });
      const map = readTrackerMap(await readFile(join(folder, 'tracker-map.yaml'), 'utf8'));
      const catalogue = await loadCatalogue(join(folder, 'catalogue.yaml'));
      if (map.kind === 'wrong' || catalogue.kind === 'wrong') throw new Error(JSON.stringify([map, catalogue]));
      expect(missingFromMap(map.map, catalogue.requestTypes)).toEqual([]);
      const { project, customFields, priorities, statuses } = anOpenProjectMap();
      expect(map.map).toMatchObject({ project, customFields, priorities, statuses });
      expect(map.map.requestTypes).toMatchObject({
        internet: { type: 'Incident', value: 'Internet', fields: {} },
        'internet-2': { type: 'Request', value: 'Internet' },
        other: { value: 'Other' },
      });
      const files = {
        TRACKER_MAP_FILE: join(folder, 'tracker-map.yaml'),
        CATALOGUE_FILE: join(folder, 'catalogue.yaml'),
      };
      expect((await check(deskAt(simulator.baseUrl, files))).wrong).toEqual([]);
    }));

  test('from an OpenProject as it is installed: what has to be made first is said, and nothing else is wrong', () =>
    withSite(
      async ({ simulator }) => {
        const folder = join(root, 'stock');
        const pulled = await deskAt(simulator.baseUrl).pull(folder);
        expect(pulled).toMatchObject({
          kind: 'done',
          lines: expect.arrayContaining([expect.stringContaining('3 request')]),
        });
        const map = await readFile(join(folder, 'tracker-map.yaml'), 'utf8');
        expect(map).toMatch(/reference: Desk reference # DECIDE: there is no such field yet/);
        const files = { TRACKER_MAP_FILE: join(folder, 'tracker-map.yaml') };
        const { wrong } = await check(deskAt(simulator.baseUrl, files));
        expect(new Set(wrong.map((line) => /no custom field "([^"]+)"/.exec(line)?.[1]))).toEqual(
          new Set(['Desk reference', 'Desk team']),
        );
      },
      { simulator: asInstalled },
    ));

  test('leaves out what demands more than a chat can ask for, and says why', () =>
    withSite(
      async ({ simulator }) => {
        const pulled = await deskAt(simulator.baseUrl).pull(join(root, 'demanding'));
        expect(pulled.lines).toContainEqual(
          expect.stringMatching(/^Left out: Bug: it demands "Found by", which cannot be asked for/),
        );
      },
      {
        simulator: {
          ...asInstalled,
          customFields: [{ id: 1, name: 'Found by', format: 'user', types: ['Bug'], required: true }],
        },
      },
    ));

  test('is written over nothing', () =>
    withSite(async ({ simulator }) => {
      const folder = await mkdtemp(join(root, 'mine-'));
      const file = join(folder, 'tracker-map.yaml');
      await writeFile(file, 'mine');
      expect(await deskAt(simulator.baseUrl).pull(folder)).toEqual({
        kind: 'refused',
        lines: [
          `${file} is there and stays as it is. Pull into another folder, compare, and carry over what you want.`,
        ],
      });
      expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['mine', ['tracker-map.yaml']]);
    }));

  test('is of the project that was named, if there is one', () =>
    withSite(async ({ simulator }) => {
      expect(await deskAt(simulator.baseUrl).pull(join(root, 'other'), 'elsewhere')).toEqual({
        kind: 'refused',
        lines: [expect.stringMatching(/^there is no project elsewhere/)],
      });
    }));
});

test('in a workflow without one of ours a ticket goes where it comes nearest', () =>
  withSite(
    async ({ simulator, tracker }) => {
      await tracker.writer.create(aNewTicket());
      for (const _ of ['once', 'again']) expect(await tracker.writer.move('1', 'resolved')).toEqual({ kind: 'moved' });
      expect(simulator.workPackage('1')?.status).toBe('Closed');
    },
    { tracker: { map: anOpenProjectMap({ statuses: { ...anOpenProjectMap().statuses, resolved: [] } }) } },
  ));

test('what to click for a webhook is said, with the address', async () => {
  const desk = deskAt('http://127.0.0.1:1');
  const url = 'http://gateway.internal.example:8091/hooks/tracker';
  expect(await desk.registerWebhook(url)).toMatchObject({
    kind: 'refused',
    lines: expect.arrayContaining([expect.stringContaining('API and webhooks'), `  Payload URL: ${url}`]),
  });
  const wrong = { kind: 'refused', lines: [expect.stringContaining('must end with /hooks/tracker')] };
  expect(await desk.registerWebhook('https://desk.example.test/elsewhere')).toEqual(wrong);
  for (const answer of [await desk.showWebhooks(), await desk.removeWebhook(null)]) expect(answer.kind).toBe('refused');
});

test('requests of a first run keep to the vendor’s description', (context) => {
  const folder = specsFolder;
  if (folder === null) return context.skip('the vendors’ API descriptions are not on this machine (API_SPECS_DIR)');
  return withSite(async ({ simulator, tracker }) => {
    await tracker.writer.create(aNewTicket());
    const asked = simulator.requests().length;
    await check(deskAt(simulator.baseUrl, await mapFile()));
    await check(deskAt(simulator.baseUrl, await mapFile({ project: 'elsewhere' })));
    await deskAt(simulator.baseUrl).pull(join(root, 'held'));
    const requests = simulator.requests().slice(asked);
    expect(requests.flatMap(readSpecs(folder))).toEqual([]);
    expect(new Set(requests.map(({ path }) => path)).size).toBeGreaterThan(8);
  });
});
