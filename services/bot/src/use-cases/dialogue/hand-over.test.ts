import { describe, expect, it } from 'vitest';
import { iryna, marko, olena, say, screensOf, talking } from '../../../test/fakes/dialogue-steps.ts';

describe('a dialogue is handed over', () => {
  it('with a summary that the employee does not see, to a colleague who accepts', async () => {
    const { team } = await talking();
    await team.comeOnShift(marko);
    await team.press(iryna, 'dialogue-more');
    await team.press(iryna, 'hand-over');
    await team.press(iryna, 'hand-over-to', { personId: team.personId(marko) });
    await say(team, iryna, 'Роутер уже перезавантажили.');
    expect(team.relay.brought(olena.telegramId)).toEqual([]);
    expect(screensOf(team, marko, 'offer')).toMatchObject([
      { handover: { name: 'Ірина Бондар', summary: 'Роутер уже перезавантажили.' } },
    ]);
    await say(team, iryna, 'Хвилинку.');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Хвилинку.']);
    await team.press(marko, 'accept-offer');
    await team.work();
    await say(team, olena, 'Дякую.');
    expect(team.relay.texts(marko.telegramId)).toEqual(['Дякую.']);
    expect(screensOf(team, iryna, 'handed-over')).toHaveLength(1);
  });
});
