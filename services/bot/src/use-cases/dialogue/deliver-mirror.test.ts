import { describe, expect, it } from 'vitest';
import { iryna, linesInTicket, mirror, olena, say, talking } from '../../../test/fakes/dialogue-steps.ts';

describe('what the ticket has of a dialogue', () => {
  it('is told to nobody: whoever reads it was there', async () => {
    const { team, id } = await talking();
    await say(team, iryna, 'Готово.');
    await mirror(team);
    const [batch] = team.gateway.consultationDesk.documented.get(id)?.batches.keys() ?? [];
    team.gateway.commentsInTracker.post('SD-101', { text: '11:00 Ірина Бондар: Готово.', message: batch ?? '' });
    team.gateway.commentsInTracker.post('SD-101', { text: 'Подивіться ще тут.' });
    await team.hearOf('SD-101');
    const told = team.seen(olena).flatMap(({ screen }) => (screen.kind === 'comment' ? [screen.text] : []));
    expect(told).toEqual(['Подивіться ще тут.']);
  });
});

describe('while the tracker is down', () => {
  it('the dialogue does not notice, and everything arrives once, in its order', async () => {
    const { team, id } = await talking();
    team.gateway.state.tracker = 'down';
    await say(team, iryna, 'Один');
    await mirror(team);
    await say(team, olena, 'Два');
    await mirror(team);
    expect(team.relay.texts(olena.telegramId)).toEqual(['Один']);
    expect(linesInTicket(team, id)).toEqual([]);
    team.gateway.state.tracker = 'up';
    await team.pass(40_000);
    await mirror(team);
    expect(linesInTicket(team, id)).toEqual([
      ['specialist', 'Один'],
      ['employee', 'Два'],
    ]);
  });
});
