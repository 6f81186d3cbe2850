import { describe, expect, it } from 'vitest';
import {
  connect,
  iryna,
  linesInTicket,
  mirror,
  olena,
  petro,
  say,
  screensOf,
  talking,
} from '../../../test/fakes/dialogue-steps.ts';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import type { Caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, type Team } from '../../../test/fakes/memory-team.ts';

describe('in a dialogue', () => {
  it('both read who is on the line', async () => {
    const { team } = await talking();
    expect(screensOf(team, olena, 'connected')).toMatchObject([{ side: 'employee', name: 'Ірина Бондар' }]);
    expect(screensOf(team, iryna, 'connected')).toMatchObject([{ side: 'specialist', name: 'Олена Коваль' }]);
  });

  it('what is said arrives at the other side, in its order, and in the ticket', async () => {
    const { team, id } = await talking();
    await say(team, iryna, 'Добрий день.');
    await say(team, olena, 'Не працює.');
    await say(team, olena, 'Зовсім.');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Добрий день.']);
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Не працює.', 'Зовсім.']);
    await mirror(team);
    expect(linesInTicket(team, id)).toEqual([
      ['specialist', 'Добрий день.'],
      ['employee', 'Не працює.'],
      ['employee', 'Зовсім.'],
    ]);
  });

  it('a quote points at the same words on the other side, both ways', async () => {
    const { team } = await talking();
    const asked = await say(team, iryna, 'Який кабінет?');
    const [copy] = team.relay.brought(olena.telegramId);
    await say(team, olena, '305', { replyTo: copy?.id ?? 0 });
    expect(team.relay.brought(iryna.telegramId).at(-1)).toMatchObject({ content: { text: '305' }, quote: asked });
    const [answer] = team.relay.brought(iryna.telegramId);
    await say(team, iryna, 'Дякую', { replyTo: answer?.id ?? 0 });
    expect(team.relay.brought(olena.telegramId).at(-1)?.quote).toEqual(expect.any(Number));
  });

  it('an album travels as one, and a part that comes late travels alone', async () => {
    const { team } = await talking();
    const photo = { ...aFile(), kind: 'photo', name: 'photo.jpg', mime: 'image/jpeg' } as const;
    await say(team, olena, 'Ось', { file: photo, albumId: 'a' });
    await say(team, olena, null, { file: photo, albumId: 'a' });
    expect(team.relay.brought(iryna.telegramId)).toEqual([]);
    await team.pass(900);
    await say(team, olena, null, { file: photo, albumId: 'a' });
    const albums = team.relay.brought(iryna.telegramId).map(({ album }) => album);
    expect(albums).toEqual([1, 1, null]);
  });

  it('a sticker and a place go over, and the ticket tells of them', async () => {
    const { team, id } = await talking();
    const content = { kind: 'sticker', text: '👍', file: null } as const;
    await team.hear(olena, { kind: 'gesture', messageId: 7_777, content, replyTo: null });
    expect(team.relay.brought(iryna.telegramId)).toMatchObject([{ content }]);
    await mirror(team);
    expect(linesInTicket(team, id)).toEqual([['employee', '👍']]);
  });

  it('what cannot go over is told to both', async () => {
    const { team } = await talking();
    await team.hear(olena, { kind: 'unsupported', what: 'poll' });
    await say(team, iryna, null, { file: { ...aFile(), bytes: 10_000_000_000 } });
    const told = (who: typeof olena) => screensOf(team, who, 'not-relayed').map(({ why, toReader }) => [why, toReader]);
    expect(told(olena)).toEqual([
      ['unsupported', false],
      ['too-large', true],
    ]);
    expect(told(iryna)).toEqual([
      ['unsupported', true],
      ['too-large', false],
    ]);
    expect(team.relay.brought(olena.telegramId)).toEqual([]);
  });

  it('a correction is read on the other side, and the ticket keeps what it replaced', async () => {
    const { team, id } = await talking();
    const messageId = await say(team, olena, 'На третьому поверсі');
    await team.hear(olena, { kind: 'message-edited', messageId, text: 'На другому поверсі' });
    expect(team.relay.texts(iryna.telegramId)).toEqual(['На другому поверсі']);
    await mirror(team);
    expect(linesInTicket(team, id)).toEqual([
      ['employee', 'На третьому поверсі'],
      ['employee', 'edited: На другому поверсі'],
    ]);
  });

  it('words of the menu are obeyed and not passed on', async () => {
    const { team } = await talking();
    await team.hear(olena, { kind: 'menu', item: 'my-tickets' });
    expect(team.relay.brought(iryna.telegramId)).toEqual([]);
    expect(team.last(olena).screen.kind).toBe('my-tickets');
  });

  it('a reply to a message about another ticket goes to that ticket', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    const ticketId = await team.file(olena);
    const card = team.seen(olena).findLast(({ screen }) => screen.kind === 'ticket-created');
    await connect(team, olena, iryna);
    await say(team, olena, 'Ще одне.', { replyTo: card?.id ?? 0 });
    expect(team.relay.brought(iryna.telegramId)).toEqual([]);
    expect([...team.desk.tables.outgoing.values()]).toMatchObject([{ comment: { ticketId } }]);
  });

  it('a note is for colleagues, and the next message is for the other side again', async () => {
    const { team } = await talking();
    await team.press(iryna, 'dialogue-note');
    await say(team, iryna, 'Схоже на роутер.');
    expect(team.relay.brought(olena.telegramId)).toEqual([]);
    await say(team, iryna, 'Перезавантажте роутер.');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте роутер.']);
  });

  /** @claim rights What was written in a dialogue that is over goes to nobody else, even where Telegram brings it after the next has begun. */
  it('words that presses have overtaken are not for whoever is on the line by now', async () => {
    const { team } = await talking();
    await say(team, iryna, 'Перезавантажую.');
    await team.press(iryna, 'end-dialogue');
    await team.signIn(petro);
    const id = await connect(team, petro, iryna);
    await say(team, iryna, 'Ваш пароль — на папірці.', { messageId: placeAbove(team, iryna, `offer:${id}`) });
    expect(team.relay.brought(petro.telegramId)).toEqual([]);
    expect(screensOf(team, iryna, 'not-said')).toMatchObject([{ why: 'over', preview: 'Ваш пароль — на папірці.' }]);
    await say(team, iryna, 'Добрий день.');
    expect(team.relay.texts(petro.telegramId)).toEqual(['Добрий день.']);
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажую.']);
  });

  it('of an employee, too: their place in line, or who is on the line, tells the two apart', async () => {
    const { team } = await talking();
    await team.press(olena, 'end-dialogue');
    await team.pass(30_000);
    const id = await connect(team, olena, iryna);
    await say(team, olena, 'Це було про попереднє.', { messageId: placeAbove(team, olena, `dialogue:${id}`) });
    expect(team.relay.brought(iryna.telegramId)).toEqual([]);
    await say(team, olena, 'А тепер про це.');
    expect(team.relay.texts(iryna.telegramId)).toEqual(['А тепер про це.']);
  });

  it('what was written before the first dialogue of all is for that one', async () => {
    const { team, id } = await talking();
    await say(team, olena, 'Алло?', { messageId: placeAbove(team, olena, `dialogue:${id}`) });
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Алло?']);
  });

  it('goes on after the session of either side is over', async () => {
    const { team } = await talking();
    for (const [id, session] of team.desk.tables.sessions) {
      const ended = { ...session, state: 'ended', endedAt: team.clock.now(), endReason: 'idle' } as const;
      team.desk.tables.sessions.set(id, ended);
    }
    await say(team, olena, 'Я ще тут.');
    await say(team, iryna, 'І я.');
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Я ще тут.']);
    expect(team.relay.texts(olena.telegramId)).toEqual(['І я.']);
  });
});

/** Just above a card of this chat. */
function placeAbove(team: Team, who: Caller, card: string): number {
  const shown = team.seen(who).find((message) => message.card === card);
  if (!shown) throw new Error(`There is no card ${card}.`);
  return shown.id - 1;
}
