import { describe, expect, it } from 'vitest';
import { iryna, linesInTicket, mirror, olena, say, talking } from '../../../test/fakes/dialogue-steps.ts';

describe('once it is over', () => {
  it('the ticket has all of it, and how it went; a rating brings that up to date', async () => {
    const { team, id } = await talking();
    await say(team, iryna, 'Готово.');
    await team.press(iryna, 'end-dialogue');
    await mirror(team);
    const documented = () => team.gateway.consultationDesk.documented.get(id);
    expect(linesInTicket(team, id)).toEqual([['specialist', 'Готово.']]);
    expect(documented()?.closing).toMatchObject({ end: 'by-specialist', participants: ['e-2'], stars: null });
    await team.pass(60_000);
    await team.press(olena, 'rate', { stars: 4 });
    await team.work();
    expect(documented()?.closing).toMatchObject({ stars: 4, comment: null });
    await team.press(olena, 'comment-rating');
    await team.pass(10_000);
    await say(team, olena, 'Дуже швидко.');
    expect(documented()?.closing).toMatchObject({ stars: 4, comment: 'Дуже швидко.' });
  });

  it('a rating needs no session, and is closed an hour later', async () => {
    const { team, id } = await talking();
    await team.press(iryna, 'end-dialogue');
    await team.work();
    await team.hear(olena, { kind: 'pressed', action: { kind: 'sign-out' } });
    await team.press(olena, 'rate', { stars: 5 });
    expect(team.desk.tables.consultations.get(id)?.consultation).toMatchObject({ state: 'rated', stars: 5 });
    await team.pass(3_600_000);
    await team.press(olena, 'rate', { stars: 1 });
    expect(team.desk.tables.consultations.get(id)?.consultation).toMatchObject({ stars: 5 });
  });

  it('somebody else cannot rate it', async () => {
    const { team, id } = await talking();
    await team.press(iryna, 'end-dialogue');
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'rate', consultationId: id, stars: 5 } });
    expect(team.desk.tables.consultations.get(id)?.consultation.state).toBe('ended');
  });

  it('a last word right after it becomes no ticket', async () => {
    const { team } = await talking();
    await team.press(iryna, 'end-dialogue');
    await say(team, olena, 'Дякую');
    expect(team.last(olena).screen).toMatchObject({ kind: 'not-said', why: 'over' });
    expect(team.desk.tables.drafts.size).toBe(0);
  });
});
