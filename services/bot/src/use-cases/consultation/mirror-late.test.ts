import { expect, it } from 'vitest';
import { linesInTicket, say } from '../../../test/fakes/dialogue-steps.ts';
import { iryna, minute, olena, pass, second, staffed, talking } from '../../../test/fakes/line-steps.ts';
import { mirrorLate } from './mirror-late.ts';

it('what was said reaches the ticket though the effect for it was lost, and once', async () => {
  const team = await staffed(iryna);
  const id = await talking(team);
  await say(team, olena, 'Не вмикається монітор.');
  team.desk.lanes.delayed.splice(0);
  await pass(team, minute);
  expect(linesInTicket(team, id)).toEqual([]);

  const mirror = mirrorLate({ ...team.desk, clock: team.clock });
  expect(await mirror()).toEqual({ dialogues: 0 });
  await pass(team, 150 * second);
  expect(await mirror()).toEqual({ dialogues: 1 });
  await mirror();
  await pass(team, second);
  expect(linesInTicket(team, id)).toEqual([['employee', 'Не вмикається монітор.']]);
  expect(await mirror()).toEqual({ dialogues: 0 });
});
