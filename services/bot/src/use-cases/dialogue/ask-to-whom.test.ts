import { describe, expect, it } from 'vitest';
import { iryna, olena, petro, say, screensOf, talkingTwice } from '../../../test/fakes/dialogue-steps.ts';

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
