import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { answerWithinMs } from './world/person-in-chat.ts';
import { setUpPulled } from './world/set-up-pulled.ts';

const prepare = setUpPulled({ address: 'JIRA_BASE_URL', pulled: '16 request types' });

/** Data Center's first run has no step of its own: what differs is in services/gateway/test/whole/first-run.test.ts. */
test('from a Jira Cloud and nothing else to the first ticket', async () => {
  await using world = await createDeskWorld({ tracker: 'jira', flavour: 'cloud', prepare });
  const { iryna } = await fileWithIryna(world);
  await iryna.presses('Узяти в роботу');
  const [issue] = await world.jira.waitFor(([first]) => first?.status === 'In Progress', answerWithinMs);
  expect(issue).toMatchObject({ key: 'SD-1', requestTypeId: '107', reporter: { displayName: 'Олена Коваль' } });
});
