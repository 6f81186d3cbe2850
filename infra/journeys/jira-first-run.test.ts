import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { sampledFlavours } from './world/journey-tracker.ts';
import { answerWithinMs } from './world/person-in-chat.ts';
import { setUpPulled } from './world/set-up-pulled.ts';

const prepare = setUpPulled({ address: 'JIRA_BASE_URL', pulled: '16 request types' });

test.each(sampledFlavours())('from a Jira %s and nothing else to the first ticket', async (flavour) => {
  await using world = await createDeskWorld({ tracker: 'jira', flavour, prepare });
  const { iryna } = await fileWithIryna(world);
  await iryna.presses('Узяти в роботу');
  const [issue] = await world.jira.waitFor(([first]) => first?.status === 'In Progress', answerWithinMs);
  expect(issue).toMatchObject({ key: 'SD-1', requestTypeId: '107', reporter: { displayName: 'Олена Коваль' } });
});
