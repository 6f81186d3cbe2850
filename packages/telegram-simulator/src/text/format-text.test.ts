import { describe, expect, it } from 'vitest';
import type { MessageEntity } from '../wire/message.ts';
import { formatText } from './format-text.ts';

const bold = (offset: number, length: number): MessageEntity => ({ type: 'bold', offset, length });
const format = (text: string, entities: MessageEntity[] = []) => formatText({ text, entities });

describe('text as Telegram takes it', () => {
  it('loses the space around it, and entities move along', () => {
    expect(format('  Заявку SD-1 створено \n', [bold(9, 4)])).toEqual({
      kind: 'formatted',
      text: 'Заявку SD-1 створено',
      entities: [bold(7, 4)],
    });
  });

  it('loses an entity that held only such space', () => {
    expect(format('Так   ', [bold(3, 2)])).toMatchObject({ text: 'Так', entities: [] });
  });

  it('keeps entities of a bot in UTF-16 units', () => {
    expect(format('🙂 SD-1', [bold(3, 4)])).toMatchObject({ entities: [bold(3, 4)] });
  });

  it.each([
    ['/start abc', [{ type: 'bot_command', offset: 0, length: 6 }]],
    ['скажіть /help@desk_bot тут', [{ type: 'bot_command', offset: 8, length: 14 }]],
    ['1/2 або а/б', []],
    ['Див. https://example.org/a?b=1.', [{ type: 'url', offset: 5, length: 25 }]],
    ['пишіть на desk@example.org, будь ласка', [{ type: 'email', offset: 10, length: 16 }]],
    ['питайте @desk_bot!', [{ type: 'mention', offset: 8, length: 9 }]],
    ['#терміново і #1', [{ type: 'hashtag', offset: 0, length: 10 }]],
    ['код SD-128, кімната 3.14', []],
  ])('finds links and commands in %s', (text, entities) => {
    expect(format(text)).toMatchObject({ entities });
  });

  it('finds nothing inside code', () => {
    expect(format('/start', [{ type: 'code', offset: 0, length: 6 }])).toMatchObject({
      entities: [{ type: 'code', offset: 0, length: 6 }],
    });
  });

  it.each([
    [bold(-1, 1), 'receive an entity with incorrect offset -1'],
    [bold(0, -1), 'receive an entity with incorrect length -1'],
    [bold(9, 1), 'entity begins after the end of the text at UTF-16 offset 9'],
    [bold(0, 9), 'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9'],
  ])('refuses the entity %o', (entity, reason) => {
    expect(format('abc', [entity])).toEqual({ kind: 'wrong', reason });
  });
});
