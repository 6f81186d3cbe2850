import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/adapters/catalogue/load-catalogue.ts';
import { readTrackerMap } from '../../src/adapters/jira/tracker-map.ts';
import { missingFromMap } from '../../src/adapters/trackers/read-map.ts';
import { aNewTicket } from '../conformance/tracker-under-test.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';
import { specsFolder } from '../jira/config.ts';
import { readSpecs } from '../jira/hold-against-specs.ts';
import { startSimulatedJira } from '../jira/start-simulator.ts';
import { administrator, check, credentials, flavours, type Settings, startFirstRun } from './start-first-run.ts';

describe.each(flavours)('a first look at Jira %s', (flavour) => {
  test('finds nothing amiss where nothing is, and changes nothing', async () => {
    await using site = await startFirstRun(flavour, administrator);
    await site.tracker.writer.create(aNewTicket());
    const before = JSON.stringify(site.simulator.issue('SD-1'));
    const asked = site.simulator.requests().length;
    expect(await check(await site.withMap())).toEqual({
      wrong: [],
      notes: [
        expect.stringContaining('CATALOGUE_FILE is not set'),
        expect.stringContaining('there is none that leads to a desk. `pnpm desk tracker webhook register'),
      ],
    });
    const requests = site.simulator.requests().slice(asked);
    expect(requests.filter(({ method, path }) => method !== 'GET' && !path.includes('/search'))).toEqual([]);
    expect(JSON.stringify(site.simulator.issue('SD-1'))).toBe(before);
  });

  test.each<[string, Settings, RegExp]>([
    ['a wrong token', { JIRA_API_TOKEN: 'wrong', JIRA_PERSONAL_ACCESS_TOKEN: 'wrong' }, /does not take JIRA_.*token/i],
    [
      'an address where nobody is',
      { JIRA_BASE_URL: 'http://127.0.0.1:1' },
      /nothing answers at JIRA_BASE_URL\. .*firewalls/,
    ],
    ['a wrong service desk', { JIRA_SERVICE_DESK_ID: '77' }, /no service desk 77.*: 10 \(SD, /],
  ])('names the remedy for %s', async (_, settings, words) => {
    await using site = await startFirstRun(flavour);
    const { wrong } = await check(site.desk(settings));
    expect(wrong).toEqual([expect.stringMatching(words)]);
    expect(wrong.join()).not.toContain('fixture-token');
  });

  test('names the remedy for an address with something else behind it', async () => {
    await using site = await startFirstRun(flavour);
    const { wrong } = await check(site.desk({ JIRA_BASE_URL: `${site.simulator.baseUrl}/wrong/context` }));
    expect(wrong).toEqual([expect.stringMatching(/not as Jira does\. .*context path/)]);
  });

  test('names credentials of the other kind', async () => {
    await using site = await startFirstRun(flavour);
    const other = flavour === 'cloud' ? 'data-center' : 'cloud';
    const shared = { JIRA_EMAIL: '', JIRA_API_TOKEN: '', JIRA_PERSONAL_ACCESS_TOKEN: '' };
    const { wrong } = await check(site.desk({ ...shared, ...credentials[other] }));
    // Each takes credentials of its own kind alone.
    expect(wrong).toEqual([expect.stringMatching(/does not take JIRA_/)]);
  });

  test.each([
    ['SERVICEDESK_AGENT', /"Service project agent" is missing.*Service Desk Team/],
    ['ASSIGN_ISSUES', /"Assign issues" is missing: nobody can be assigned\. Grant .* Project settings > Permissions/],
    ['USER_PICKER', /"Browse users and groups" is missing.*Global permissions/],
  ])('names the remedy for a missing permission: %s', async (permission, words) => {
    await using site = await startFirstRun(flavour, { withheldPermissions: [permission] });
    const { wrong } = await check(await site.withMap());
    expect(wrong[0]).toMatch(words);
    const raising = wrong.filter((line) => line.includes('may not raise requests for others'));
    expect(raising).toHaveLength(permission === 'SERVICEDESK_AGENT' ? 3 : 0);
  });

  test('names what cannot be edited, asked of a ticket that there is', async () => {
    await using site = await startFirstRun(flavour, { notOnEditScreen: ['labels'] });
    expect((await check(await site.withMap())).notes).toContainEqual(expect.stringContaining('no open ticket'));
    await site.tracker.writer.create(aNewTicket());
    const { wrong } = await check(await site.withMap());
    expect(wrong).toEqual([expect.stringMatching(/"Labels" cannot be edited.*add Labels to the screen/)]);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['project', { projectKey: 'HR' }, /projectKey: .* is SD.*Write `projectKey: SD`/],
    ['field of request types', { requestTypeField: 'customfield_7' }, /Write `requestTypeField: customfield_10010`/],
    [
      'priority',
      { priorities: { critical: '77', high: '2', medium: '3', low: '4' } },
      /critical: Jira has no priority 77.*1 \(Highest\)/,
    ],
    ['request type', { requestTypes: { internet: { id: '999' } } }, /no request type 999.*`tracker pull` lists them/],
    [
      'kind of field',
      { requestTypes: { internet: { id: '101', fields: { since: { kind: 'text', field: 'customfield_10062' } } } } },
      /customfield_10062 is no field of kind text\. Write `kind: date`/,
    ],
  ])('names the remedy for a wrong %s of the map', async (_, change, words) => {
    await using site = await startFirstRun(flavour);
    expect((await check(await site.withMap(change))).wrong).toEqual([expect.stringMatching(words)]);
  });

  test('tells a status that is not there, and one that the map forgot', async () => {
    await using site = await startFirstRun(flavour);
    const statuses = { ...aTrackerMap().statuses, resolved: { ids: ['55'] }, 'waiting-for-support': { ids: [] } };
    const { wrong, notes } = await check(await site.withMap({ statuses }));
    expect(wrong).toEqual([expect.stringMatching(/statuses\.resolved: the project has no status 55.*5 \(Resolved\)/)]);
    expect(notes).toEqual(
      expect.arrayContaining([
        expect.stringContaining('status 5 (Resolved) is not in the map and is taken for closed'),
        expect.stringContaining('nothing for waiting-for-support: tickets go to new instead'),
      ]),
    );
  });

  test('names a map that cannot be read or does not parse', async () => {
    await using site = await startFirstRun(flavour);
    const absent = await check(site.desk({ TRACKER_MAP_FILE: '/nowhere/map.yaml' }));
    expect(absent.wrong).toEqual([expect.stringContaining('TRACKER_MAP_FILE cannot be read. `pnpm desk tracker pull')]);
    const file = join(site.folder, 'half.yaml');
    await writeFile(file, 'projectKey: SD\n');
    const half = await check(site.desk({ TRACKER_MAP_FILE: file }));
    expect(half.wrong).toContainEqual(expect.stringMatching(/TRACKER_MAP_FILE priorities.*docs\/tracker-map\.md/));
  });
});

describe.each(flavours)('what is pulled from Jira %s', (flavour) => {
  test('loads as it is, and fits the Jira it is from', async () => {
    await using site = await startFirstRun(flavour);
    const folder = join(site.folder, 'new', 'folder');
    const pulled = await site.desk().pull(folder);
    expect(pulled).toMatchObject({
      kind: 'done',
      lines: expect.arrayContaining([expect.stringContaining('3 request')]),
    });
    const map = readTrackerMap(await readFile(join(folder, 'tracker-map.yaml'), 'utf8'));
    const catalogue = await loadCatalogue(join(folder, 'catalogue.yaml'));
    if (map.kind === 'wrong' || catalogue.kind === 'wrong') throw new Error(JSON.stringify([map, catalogue]));
    expect(missingFromMap(map.map, catalogue.requestTypes)).toEqual([]);
    expect(map.map).toMatchObject({
      projectKey: 'SD',
      marker: { in: 'label' },
      requestTypeField: 'customfield_10010',
      priorities: aTrackerMap().priorities,
      statuses: aTrackerMap().statuses,
      requestTypes: {
        internet: {
          id: '101',
          priority: 'on-request',
          fields: {
            room: { kind: 'text' },
            since: { kind: 'date' },
            device: { kind: 'option', choices: { laptop: '10201', phone: '10202' } },
            details: { kind: 'rich-text' },
          },
        },
        other: { id: '102', priority: 'after' },
        repair: { id: '103' },
      },
    });
    const files = {
      TRACKER_MAP_FILE: join(folder, 'tracker-map.yaml'),
      CATALOGUE_FILE: join(folder, 'catalogue.yaml'),
    };
    expect((await check(site.desk(files))).wrong).toEqual([]);
  });

  test('is written over nothing', async () => {
    await using site = await startFirstRun(flavour);
    const file = join(site.folder, 'tracker-map.yaml');
    await writeFile(file, 'mine');
    expect(await site.desk().pull(site.folder)).toEqual({
      kind: 'refused',
      lines: [`${file} is there and stays as it is. Pull into another folder, compare, and carry over what you want.`],
    });
    expect([await readFile(file, 'utf8'), await readdir(site.folder)]).toEqual(['mine', ['tracker-map.yaml']]);
  });
});

test.each(flavours)(
  'in a workflow of Jira %s without one of ours a ticket goes where it comes nearest',
  async (flavour) => {
    const statuses = { ...aTrackerMap().statuses, closed: { ids: [] } };
    const { simulator, tracker } = await startSimulatedJira({ flavour, tracker: { map: aTrackerMap({ statuses }) } });
    try {
      await tracker.writer.create(aNewTicket());
      for (const _ of ['once', 'again']) expect(await tracker.writer.move('SD-1', 'closed')).toEqual({ kind: 'moved' });
      expect(simulator.issue('SD-1')?.status).toBe('Resolved');
    } finally {
      await simulator.close();
    }
  },
);

describe.each(flavours)('requests of a first run to Jira %s', (flavour) => {
  test('keep to the vendor’s description, but for the webhooks, which it leaves out', async (context) => {
    if (specsFolder === null)
      return context.skip('the vendors’ API descriptions are not on this machine (API_SPECS_DIR)');
    const hold = readSpecs(specsFolder);
    await using site = await startFirstRun(flavour, administrator);
    await site.tracker.writer.create(aNewTicket());
    const asked = site.simulator.requests().length;
    await check(await site.withMap());
    await check(site.desk({ JIRA_SERVICE_DESK_ID: '77' }));
    await site.desk().pull(join(site.folder, 'pulled'));
    const requests = site.simulator.requests().slice(asked);
    const problems = requests.flatMap(hold);
    expect(
      problems.filter((problem) => !/^GET \/rest\/(jira-webhook|webhooks)\/1\.0\/webhooks? is described/.test(problem)),
    ).toEqual([]);
    expect(new Set(requests.map(({ path }) => path)).size).toBeGreaterThan(12);
  });
});
