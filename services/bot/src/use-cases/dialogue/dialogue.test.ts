import { defaultConsultationLimits } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { connect, linesInTicket, mirror, say, screensOf } from '../../../test/fakes/dialogue-steps.ts';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

const olena = caller(1, { displayName: 'Олена Коваль' });
const petro = caller(3, { displayName: 'Петро Мельник' });
const iryna = specialist(2, 'Ірина Бондар');
const marko = specialist(4, 'Марко Лис');

async function talking() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const id = await connect(team, olena, iryna);
  return { team, id };
}

/** One specialist with two dialogues. */
async function talkingTwice() {
  const policy = samplePolicy();
  const consultationLimits = { ...defaultConsultationLimits, capacity: 2 };
  const team = memoryTeam({ policy: { ...policy, consultationLimits } });
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  await team.signIn(petro);
  const ofOlena = await connect(team, olena, iryna);
  const ofPetro = await connect(team, petro, iryna);
  return { team, ofOlena, ofPetro };
}

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

describe('with two dialogues', () => {
  it('words without a quote wait to be told whose they are, and then reach that one alone, in their order', async () => {
    const { team, ofPetro } = await talkingTwice();
    await say(team, iryna, 'Спробуйте зараз.');
    await say(team, iryna, 'Чи за хвилину.');
    expect(team.relay.brought(olena.telegramId)).toEqual([]);
    expect(team.relay.brought(petro.telegramId)).toEqual([]);
    expect(screensOf(team, iryna, 'to-whom').at(-1)).toEqual({ kind: 'to-whom', messages: 2 });
    await team.press(iryna, 'address-words', { consultationId: ofPetro });
    expect(team.relay.texts(petro.telegramId)).toEqual(['Спробуйте зараз.', 'Чи за хвилину.']);
    expect(team.relay.brought(olena.telegramId)).toEqual([]);
  });

  it('a quote says whose the words are', async () => {
    const { team } = await talkingTwice();
    await say(team, olena, 'Перше');
    await say(team, petro, 'Друге');
    const [ofOlena, ofPetro] = team.relay.brought(iryna.telegramId);
    await say(team, iryna, 'Вам, Петре', { replyTo: ofPetro?.id ?? 0 });
    await say(team, iryna, 'Вам, Олено', { replyTo: ofOlena?.id ?? 0 });
    expect(team.relay.texts(petro.telegramId)).toEqual(['Вам, Петре']);
    expect(team.relay.texts(olena.telegramId)).toEqual(['Вам, Олено']);
  });

  it('a reply to the card of a dialogue is for that dialogue', async () => {
    const { team } = await talkingTwice();
    const card = team
      .seen(iryna)
      .findLast(({ screen }) => screen.kind === 'connected' && screen.name === 'Олена Коваль');
    await say(team, iryna, 'Добрий день.', { replyTo: card?.id ?? 0 });
    expect(team.relay.texts(olena.telegramId)).toEqual(['Добрий день.']);
    expect(team.relay.brought(petro.telegramId)).toEqual([]);
  });

  it('the one who has them reads whose words these are; the others do not', async () => {
    const { team } = await talkingTwice();
    await say(team, olena, 'Не працює.');
    expect(team.relay.brought(iryna.telegramId)).toMatchObject([{ heading: { name: 'Олена Коваль' } }]);
  });

  it('a sticker stands below the card of its dialogue, or below what was said in it last', async () => {
    const { team } = await talkingTwice();
    const sticker = { kind: 'sticker', text: '👍', file: null } as const;
    const card = team.seen(iryna).find(({ screen }) => screen.kind === 'connected' && screen.name === 'Олена Коваль');
    await team.hear(olena, { kind: 'gesture', messageId: 7_001, content: sticker, replyTo: null });
    await say(team, olena, 'Дякую');
    await team.hear(olena, { kind: 'gesture', messageId: 7_002, content: sticker, replyTo: null });
    const [first, words, second] = team.relay.brought(iryna.telegramId);
    expect(first?.quote).toBe(card?.id);
    expect(second?.quote).toBe(words?.id);
  });

  it('words whose dialogue is over by then are for another, or for nobody', async () => {
    const { team, ofOlena, ofPetro } = await talkingTwice();
    await say(team, iryna, 'Спробуйте зараз.');
    await team.press(olena, 'end-dialogue');
    await team.work();
    await team.press(iryna, 'address-words', { consultationId: ofOlena });
    expect(team.relay.brought(olena.telegramId)).toEqual([]);
    expect(team.relay.brought(petro.telegramId)).toEqual([]);
    await team.press(iryna, 'address-words', { consultationId: ofPetro });
    expect(team.relay.texts(petro.telegramId)).toEqual(['Спробуйте зараз.']);
  });

  it('what is written just after one of them has ended may have been meant for that one: it is asked', async () => {
    const { team } = await talkingTwice();
    await team.press(olena, 'end-dialogue');
    await say(team, iryna, 'Ще хвилинку, Олено.');
    expect(team.relay.brought(petro.telegramId)).toEqual([]);
    await team.press(iryna, 'drop-words');
    await team.pass(30_001);
    await say(team, iryna, 'Добрий день, Петре.');
    expect(team.relay.texts(petro.telegramId)).toEqual(['Добрий день, Петре.']);
  });

  it('words that are not to be sent go to nobody', async () => {
    const { team } = await talkingTwice();
    await say(team, iryna, 'Ой.');
    await team.press(iryna, 'drop-words');
    await say(team, iryna, 'Інше.');
    expect(screensOf(team, iryna, 'to-whom').at(-1)).toEqual({ kind: 'to-whom', messages: 1 });
  });
});

describe('a delivery', () => {
  it('whose answer is lost is not repeated: the specialist sees it, and may have it sent again', async () => {
    const { team } = await talking();
    team.relay.failNext('lost');
    await say(team, iryna, 'Перезавантажте.');
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([
      { you: true, why: 'uncertain', preview: 'Перезавантажте.' },
    ]);
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.']);
    await team.press(iryna, 'send-again');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.', 'Перезавантажте.']);
    expect(screensOf(team, iryna, 'delivery-doubtful').at(-1)).toMatchObject({ why: 'sent-again' });
  });

  it('to the specialist that may have failed is shown to the specialist as well, without the words', async () => {
    const { team } = await talking();
    team.relay.failNext('unknown');
    await say(team, olena, 'Ще не працює.');
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([
      { you: false, why: 'uncertain', preview: null },
    ]);
    await team.press(iryna, 'send-again');
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Ще не працює.']);
  });

  it('that has to wait holds what was said after it', async () => {
    const { team } = await talking();
    team.relay.failNext({ kind: 'retry', afterMs: 5_000, reason: 'too-many-requests' });
    await say(team, olena, 'Перше');
    await say(team, olena, 'Друге');
    expect(team.relay.brought(iryna.telegramId)).toEqual([]);
    await team.pass(5_000);
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Перше', 'Друге']);
  });

  it('to whoever has blocked the bot ends the dialogue, and the specialist reads why', async () => {
    const { team } = await talking();
    team.relay.blockedBy.add(olena.telegramId);
    await say(team, iryna, 'Ви ще тут?');
    await team.work();
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([{ why: 'blocked' }]);
    expect(screensOf(team, iryna, 'dialogue-ended')).toMatchObject([{ end: 'employee-unreachable' }]);
  });

  it('that Telegram refuses is told to both sides', async () => {
    const { team } = await talking();
    team.relay.failNext({ kind: 'refused', reason: 'bad-request-400' });
    await say(team, olena, 'Текст');
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([{ why: 'refused' }]);
    expect(screensOf(team, olena, 'not-relayed')).toMatchObject([{ toReader: false }]);
  });
});

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
    expect(team.last(olena).screen).toEqual({ kind: 'not-said', why: 'over' });
    expect(team.desk.tables.drafts.size).toBe(0);
  });
});

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
