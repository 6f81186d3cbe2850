import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatorConfig } from '@desk/jira-simulator';
import { expect, test } from 'vitest';
import { simulatedRequestTypes } from './simulated-request-types.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

function requestTypes(name: string) {
  return simulatedRequestTypes(read(`../catalogue/${name}.yaml`), read(`../demo/tracker-map.${name}.yaml`));
}

test.each(['it-desk', 'university'])('the simulator takes the request types of %s', (name) => {
  const config = SimulatorConfig.safeParse({
    flavour: 'cloud',
    credentials: { email: 'desk@example.test', apiToken: 'fixture-token' },
    people: [],
    projectKey: 'SD',
    serviceDeskId: '1',
    requestTypes: requestTypes(name),
  });
  expect(config.error?.issues).toBeUndefined();
});

test('a type has its title, the fields every type has, and those of the map with their choices', () => {
  const type = requestTypes('it-desk').find(({ id }) => id === '105');
  expect(type).toMatchObject({ id: '105', groupIds: [] });
  expect(type?.fields.map(({ fieldId, required }) => [fieldId, required])).toEqual([
    ['summary', true],
    ['description', false],
    ['priority', false],
    ['labels', false],
    ['customfield_10102', true],
    ['customfield_10103', true],
  ]);
  expect(type?.fields.at(-1)?.validValues?.map(({ value }) => value)).toEqual(['10501', '10502']);
});

test('a field that the description takes is no field of Jira', () => {
  const type = requestTypes('it-desk').find(({ id }) => id === '108');
  expect(type?.fields).toHaveLength(4);
});

test('a type the map does not have is named', () => {
  expect(() => simulatedRequestTypes(read('../catalogue/it-desk.yaml'), 'requestTypes: {}')).toThrow(
    'The tracker map has no request type internet-problem.',
  );
});
