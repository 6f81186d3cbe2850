import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';

const danylo = { employeeId: 'e-2999', displayName: 'Данило Ткач', phones: ['+380500000299'] } as const;

test('what a specialist had who has left goes to a colleague, in the tracker as well', async () => {
  const newcomers = [{ ...danylo, role: 'specialist', teams: ['it-support'] }] as const;
  await using world = await createDeskWorld({ newcomers });
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  const leaver = world.meetOther({ name: danylo.displayName, phone: danylo.phones[0] });
  await leaver.comesOnShift();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await leaver.sees(`Нова заявка ${number}`);
  await leaver.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  await iryna.comesOnShift();

  const { directoryFile } = world.organisation;
  const people = await readFile(directoryFile, 'utf8');
  const [before, entry] = people.split(`- employeeId: ${danylo.employeeId}`);
  await writeFile(
    directoryFile,
    `${before}- employeeId: ${danylo.employeeId}${entry?.replace('active: true', 'active: false')}`,
  );
  world.clock.passMinutes(6);
  await iryna.sees(`Нова заявка ${number}`);
  await olena.sees('Спеціаліст — Ірина Бондар');
  const [ticket] = await world.tracker.shows(([first]) => first?.assignee === world.accountOf('iryna'));
  expect(ticket?.status).toBe('in-progress');
});
