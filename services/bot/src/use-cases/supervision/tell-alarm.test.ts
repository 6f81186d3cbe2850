import { expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';
import { tellAlarm } from './tell-alarm.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const marta = supervisor(4, 'Марта Гнатюк');

it.each([
  ['refusal-storm', 'refusal-storm'],
  ['of-a-later-version', 'other'],
])('an alarm %s reaches supervisors alone, as %s', async (told, alarm) => {
  const team = memoryTeam();
  await team.signIn(olena);
  await team.comeOnShift(iryna);
  await team.signIn(marta);
  const tellOf = tellAlarm({ ...team.desk, policy: team.policy });
  expect(await tellOf({ alarm: told, count: 20 }, { kind: 'job', name: 'test' })).toBe('committed');
  const shown = team.desk.lanes.outbox.flatMap(({ effect }) =>
    effect.kind === 'show' && effect.screen.kind === 'security-alarm' ? [[effect.chatId, effect.screen]] : [],
  );
  expect(shown).toEqual([[marta.telegramId, { kind: 'security-alarm', alarm, count: 20 }]]);
});
