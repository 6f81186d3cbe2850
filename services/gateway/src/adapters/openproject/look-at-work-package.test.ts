import { expect, test } from 'vitest';
import { aFile, aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { people, startSimulatedOpenProject } from '../../../test/openproject/start-simulator.ts';
import { endOfDay } from './look-at-work-package.ts';

test.each([
  ['a winter day', '2026-11-23', '2026-11-23T22:00:00Z'],
  ['a summer day', '2026-07-01', '2026-07-01T21:00:00Z'],
  ['the day on which clocks go forward', '2026-03-29', '2026-03-29T21:00:00Z'],
  ['the day on which they go back', '2026-10-25', '2026-10-25T22:00:00Z'],
])('a finish date ends where the desk is: %s', (_, date, end) => {
  expect(endOfDay(date, 'Europe/Kyiv')).toBe(Date.parse(end));
});

test('no date promises nothing', () => {
  expect(endOfDay(null, 'Europe/Kyiv')).toBeNull();
  expect(endOfDay('soon', 'Europe/Kyiv')).toBeNull();
});

test('an open ticket is due at the end of its finish date, a resolved one is not', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject();
  try {
    await tracker.writer.create(aNewTicket());
    const agent = simulator.agent(people.specialist.id);
    agent.setDueDate('1', '2026-11-25');
    const slaDueAt = Date.parse('2026-11-25T22:00:00Z');
    expect(await tracker.looks.look('1')).toMatchObject({ around: { slaDueAt } });
    agent.move('1', 'Resolved');
    expect(await tracker.looks.look('1')).toMatchObject({ around: { slaDueAt: null } });
  } finally {
    await simulator.close();
  }
});

test('what colleagues attach to the ticket itself is theirs, until a public comment shows it', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject();
  try {
    await tracker.writer.create(aNewTicket());
    await tracker.writer.attach('1', aFile('заявка.png', 3));
    const agent = simulator.agent(people.specialist.id);
    const { id } = agent.attach('1', { fileName: 'план.png', content: 'plan' });
    const shown = async () => {
      const read = await tracker.looks.readShown('1');
      if (read.kind !== 'read') throw new Error(`Not read: ${read.kind}.`);
      return read.text.files.filter((file) => read.fileIds.has(file.id)).map(({ name }) => name);
    };
    expect(await shown()).toEqual(['заявка.png']);
    agent.comment('1', `Між нами: ![](/api/v3/attachments/${id}/content)`, { internal: true });
    expect(await shown()).toEqual(['заявка.png']);
    agent.comment('1', `Ось план: ![](/api/v3/attachments/${id}/content)`);
    expect(await shown()).toEqual(['заявка.png', 'план.png']);
  } finally {
    await simulator.close();
  }
});
