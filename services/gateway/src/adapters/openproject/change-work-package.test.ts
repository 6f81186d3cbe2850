import { afterEach, beforeEach, expect, test } from 'vitest';
import { aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { anOpenProjectMap } from '../../../test/fixtures/openproject-map.ts';
import {
  people,
  type SimulatedOpenProject,
  startSimulatedOpenProject,
} from '../../../test/openproject/start-simulator.ts';

let openProject: SimulatedOpenProject;
const number = '1';
beforeEach(async () => {
  const map = anOpenProjectMap();
  const closed = { ...map.statuses, closed: ['New', 'Closed'], new: ['Fresh'] };
  openProject = await startSimulatedOpenProject({ tracker: { map: { ...map, statuses: closed } } });
  await openProject.tracker.writer.create(aNewTicket());
});
afterEach(() => openProject.simulator.close());

const patches = () => openProject.simulator.requests().filter(({ method }) => method === 'PATCH');
const conflict = { kind: '409', method: 'PATCH' } as const;

test('a change that another came before is read again and repeated', async () => {
  const { simulator, tracker } = openProject;
  simulator.faults.add({ ...conflict, times: 2 });
  expect(await tracker.writer.assign(number, people.specialist.id)).toEqual({ kind: 'assigned' });
  expect(simulator.workPackage(number)?.assignee).toMatchObject({ id: people.specialist.id });
  expect(patches().map(({ status }) => status)).toEqual([409, 409, 200]);
});

test('five conflicts in a row are enough for one attempt', async () => {
  const { simulator, tracker } = openProject;
  simulator.faults.add({ ...conflict, times: 'always' });
  expect(await tracker.writer.prioritise(number, 'low')).toEqual({ kind: 'down', retryAfterMs: null });
  expect(patches()).toHaveLength(5);
});

test('a real version in between is seen, and nothing of it is undone', async () => {
  const { simulator, tracker } = openProject;
  simulator.faults.add({ ...conflict, times: 1 });
  const assigning = tracker.writer.assign(number, people.second.id);
  simulator.agent(people.specialist.id).setPriority(number, 'Low');
  expect(await assigning).toEqual({ kind: 'assigned' });
  expect(simulator.workPackage(number)).toMatchObject({ priority: 'Low', assignee: { id: people.second.id } });
});

test('what is so already is not written', async () => {
  const { tracker } = openProject;
  expect(await tracker.writer.assign(number, null)).toEqual({ kind: 'assigned' });
  expect(await tracker.writer.prioritise(number, 'high')).toEqual({ kind: 'prioritised' });
  expect(patches()).toEqual([]);
});

test('of several statuses with one meaning the first that can be reached is taken', async () => {
  const { simulator, tracker } = openProject;
  simulator.agent(people.specialist.id).move(number, 'In progress');
  expect(await tracker.writer.move(number, 'closed')).toEqual({ kind: 'moved' });
  expect(simulator.workPackage(number)?.status).toBe('Closed');
});

test('a status that OpenProject has not is a mistake of the configuration', async () => {
  openProject.simulator.agent(people.specialist.id).move(number, 'In progress');
  expect(await openProject.tracker.writer.move(number, 'new')).toEqual({ kind: 'refused', reason: 'misconfigured' });
});

test.each([
  ['503', { kind: 'unknown' }],
  ['timeout-after-commit', { kind: 'unknown' }],
  ['429', { kind: 'down', retryAfterMs: 30_000 }],
] as const)('a write that meets %s is told from one that arrived', async (kind, trouble) => {
  const { simulator, tracker } = openProject;
  simulator.faults.add({ kind, method: 'PATCH', times: 1, retryAfterSeconds: 30 });
  expect(await tracker.writer.assign(number, people.specialist.id)).toEqual(trouble);
  expect(await tracker.writer.assign(number, people.specialist.id)).toEqual({ kind: 'assigned' });
});

test('an account that may not be given work, or is none, is refused', async () => {
  const refused = { kind: 'refused', reason: 'invalid' };
  expect(await openProject.tracker.writer.assign(number, people.outsider.id)).toEqual(refused);
  expect(await openProject.tracker.writer.assign(number, '../admin')).toEqual(refused);
  expect(await openProject.tracker.writer.addParticipant(number, people.outsider.id)).toEqual(refused);
});
