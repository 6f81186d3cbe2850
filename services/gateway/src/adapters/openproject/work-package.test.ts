import { expect, test } from 'vitest';
import { anOpenProjectMap } from '../../../test/fixtures/openproject-map.ts';
import type { OpenProjectContext } from './context.ts';
import type { InstanceNames } from './instance-names.ts';
import { readWorkPackage, toTicket, type WorkPackage } from './work-package.ts';

const names: InstanceNames = {
  projectId: 3,
  types: new Map(),
  statuses: new Map([['Archived', { id: 99, isClosed: true }]]),
  priorities: new Map(),
  fieldsOf: new Map(),
  fields: new Map([
    [
      'Desk reference',
      { key: 'customField1', type: 'String', isLink: false, isLongText: false, isRequired: false, options: new Map() },
    ],
    [
      'Desk team',
      { key: 'customField2', type: 'String', isLink: false, isLongText: false, isRequired: false, options: new Map() },
    ],
  ]),
};

function aWorkPackage(change: object = {}) {
  const at = '2026-11-23T08:00:00.000Z';
  const link = (path: string, title: string) => ({ href: `/api/v3/${path}`, title });
  return {
    ...{ id: 7, lockVersion: 1, subject: 'words', createdAt: at, updatedAt: at },
    _links: {
      project: link('projects/3', 'Desk'),
      type: link('types/1', 'Incident'),
      status: link('statuses/1', 'New'),
    },
    ...change,
  };
}

function contextThatAnswers(json: unknown): OpenProjectContext {
  return {
    map: anOpenProjectMap(),
    baseUrl: 'https://op.example.test',
    timeZone: 'Europe/Kyiv',
    readNames: async () => ({ kind: 'answered', value: names }),
    readOwnAccount: async () => ({ kind: 'answered', value: '4' }),
    transport: {
      send: async ({ answer }) => ({ kind: 'answered', value: answer.parse(json) }),
      sendVersioned: async () => ({ kind: 'conflict' }),
      upload: async () => ({ kind: 'down', retryAfterMs: null }),
      download: async () => ({ kind: 'down', retryAfterMs: null }),
    },
  };
}

async function read(change: object = {}): Promise<WorkPackage> {
  const outcome = await readWorkPackage(contextThatAnswers(aWorkPackage(change)), '7');
  if (outcome.kind !== 'answered') throw new Error(`Not read: ${JSON.stringify(outcome)}.`);
  return outcome.value.workPackage;
}

test('a work package of another project is not there', async () => {
  const links = { ...aWorkPackage()._links, project: { href: '/api/v3/projects/9', title: 'Secrets' } };
  const context = contextThatAnswers(aWorkPackage({ _links: links }));
  expect(await readWorkPackage(context, '7')).toEqual({ kind: 'refused', reason: 'not-found' });
});

test.each(['SD-7', '7/activities', '07x', '0', ''])(
  '%j is no number of a work package, and nothing is asked',
  async (number) => {
    expect(await readWorkPackage(contextThatAnswers('unasked'), number)).toEqual({
      kind: 'refused',
      reason: 'not-found',
    });
  },
);

const status = (title: string) => ({
  _links: { ...aWorkPackage()._links, status: { href: '/api/v3/statuses/9', title } },
});

test.each([
  ['a status outside the map', status('Tested'), { status: 'in-progress' }],
  ['one that OpenProject calls closed', status('Archived'), { status: 'closed' }],
  ['no priority of ours', {}, { priority: 'medium' }],
  [
    'a marker of ours',
    { customField1: `desk-${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}` },
    { reference: '00000000-0000-4000-8000-000000000000' },
  ],
  ['somebody’s words in its place', { customField1: 'desk-ish' }, { reference: null }],
  ['a team', { customField2: 'network' }, { team: 'network' }],
  ['somebody’s words for a team', { customField2: 'The best team' }, { team: null }],
])('%s is read for what it is', async (_, change, ticket) => {
  const context = contextThatAnswers(null);
  expect(toTicket(context, names, await read(change))).toMatchObject({
    number: '7',
    url: 'https://op.example.test/work_packages/7',
    ...ticket,
  });
});
