import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { setUpPulled } from './world/set-up-pulled.ts';

const prepare = setUpPulled({ address: 'OPENPROJECT_URL', pulled: '16 request types' });

test('from an OpenProject and nothing else to the first ticket', async () => {
  await using world = await createDeskWorld({ tracker: 'openproject', prepare });
  const { iryna, olena } = await fileWithIryna(world);
  await iryna.presses('Узяти в роботу');
  const [ticket] = await world.tracker.shows(([first]) => first?.status === 'in-progress');
  expect(ticket).toMatchObject({ requestType: 'Компʼютер не працює', requester: 'Олена Коваль' });
  expect(ticket?.fields).toContain(String(olena.account.id));
});
