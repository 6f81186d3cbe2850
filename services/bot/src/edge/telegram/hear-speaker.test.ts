import { describe, expect, it } from 'vitest';
import { chat, from, group, heard, hearing, me, newTicket, say } from './hearing.fixture.ts';
import { TelegramUpdate } from './telegram-update.ts';

describe('in a group', () => {
  const inGroup = (content: object) => ({ message: { message_id: 5, date: 0, chat: group, from, ...content } });
  it.each<{ says: string; update: object; addressed: boolean }>([
    {
      says: 'the bot is added',
      update: { my_chat_member: { chat: group, from, date: 0, new_chat_member: { status: 'member' } } },
      addressed: true,
    },
    {
      says: 'the bot is removed',
      update: { my_chat_member: { chat: group, from, date: 0, new_chat_member: { status: 'left' } } },
      addressed: false,
    },
    {
      says: 'a command',
      update: inGroup({ text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] }),
      addressed: true,
    },
    { says: 'its name', update: inGroup({ text: 'спитай @deskbot' }), addressed: true },
    {
      says: 'an answer to it',
      update: inGroup({ text: 'так', reply_to_message: { message_id: 4, date: 0, chat: group, from: me } }),
      addressed: true,
    },
    {
      says: 'a contact of someone',
      update: inGroup({ contact: { phone_number: '380500000001', first_name: 'О', user_id: 7001 } }),
      addressed: false,
    },
    { says: 'talk among people', update: inGroup({ text: 'обід?' }), addressed: false },
  ])('$says: addressed is $addressed', async ({ update, addressed }) => {
    expect(await heard(update)).toMatchObject({ speaker: { chatKind: 'group' }, intent: { kind: 'group', addressed } });
  });
});

describe('who says it', () => {
  it('is a person in a private chat, in the language of their Telegram', async () => {
    const { speaker } = (await heard(say({ text: 'hello' }))) ?? {};
    expect(speaker).toEqual({ telegramId: 7001, chatId: 7001, chatKind: 'private', language: 'en' });
  });

  it.each([
    ['uk', 'uk'],
    ['en', 'en'],
    ['pl', 'uk'],
    [undefined, 'uk'],
  ])('with Telegram in %s hears %s', async (code, language) => {
    const { speaker } = (await heard(say({ text: 'hi', from: { ...from, language_code: code } }))) ?? {};
    expect(speaker?.language).toBe(language);
  });

  it.each<[string, object]>([
    ['another bot', say({ text: 'hi', from: { ...from, is_bot: true } })],
    ['nobody', { message: { message_id: 5, date: 0, chat: group, text: '/start' } }],
    ['a channel', { channel_post: { message_id: 5, date: 0, chat: { id: -1, type: 'channel' }, text: 'hi' } }],
  ])('%s is not heard', async (_, update) => {
    expect(await heard(update)).toBeNull();
  });
});

it('stops the spinner of every press, and goes on when even that fails', async () => {
  const answered: string[] = [];
  const update = {
    callback_query: { id: 'c-1', from, chat_instance: '1', data: 'k.0', message: { message_id: 4, date: 0, chat } },
  };
  const said = await hearing(answered)(TelegramUpdate.parse({ update_id: 1, ...update }));
  expect(said?.intent).toEqual({ kind: 'pressed', action: newTicket });
  expect(answered).toEqual(['c-1']);
});

describe('what is no update of ours', () => {
  it.each<[string, unknown]>([
    ['no object', 'hi'],
    ['no number', {}],
    ['a file without an id', { update_id: 1, ...say({ document: {} }) }],
    [
      'button data longer than Telegram allows',
      { update_id: 1, callback_query: { id: 'c', from, data: 'x'.repeat(65) } },
    ],
  ])('%s is refused', (_, payload) => {
    expect(TelegramUpdate.safeParse(payload).success).toBe(false);
  });
});
