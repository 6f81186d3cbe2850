import { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../ports/action.ts';
import type { Intent } from '../../use-cases/intent.ts';
import { hearUpdates } from './hear-update.ts';
import { TelegramUpdate } from './telegram-update.ts';

const from = { id: 7001, is_bot: false, first_name: 'Олена', language_code: 'en-GB' };
const chat = { id: 7001, type: 'private', first_name: 'Олена' };
const group = { id: -100200, type: 'supergroup', title: 'Відділ' };
const me: UserFromGetMe = {
  id: 1,
  is_bot: true,
  first_name: 'Desk',
  username: 'DeskBot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};
const file = { file_id: 'F', file_unique_id: 'U' };
const newTicket: Action = { kind: 'new-ticket' };

function hearing(answered: string[] = []) {
  return hearUpdates({
    keyboards: {
      find: async ({ data, chatId, telegramId }) =>
        data === 'k.0' && chatId === telegramId
          ? { kind: 'found', action: newTicket }
          : { kind: 'unknown', forged: data !== 'k.9' },
    },
    callbacks: {
      answer: async (id) => {
        answered.push(id);
        throw new Error('Telegram is away.');
      },
    },
    telegram: new Telegram('1:test'),
    me,
    defaultLanguage: 'uk',
  });
}

async function heard(update: object) {
  return hearing()(TelegramUpdate.parse({ update_id: 1, ...update }));
}

async function intentOf(update: object): Promise<Intent | null> {
  return (await heard(update))?.intent ?? null;
}

const say = (content: object) => ({ message: { message_id: 5, date: 0, chat, from, ...content } });
const inReply = (content: object) => say({ ...content, reply_to_message: { message_id: 3, date: 0, chat, from } });
const command = (text: string) => say({ text, entities: [{ type: 'bot_command', offset: 0, length: text.length }] });
const part = (change: object) => ({
  kind: 'message',
  part: { messageId: 5, albumId: null, text: null, file: null, ...change },
  replyTo: null,
});
const gesture = (content: object) => ({
  kind: 'gesture',
  messageId: 5,
  content: { ...content, file: null },
  replyTo: null,
});
const sentFile = (change: object) => ({ telegramFileId: 'F', uniqueId: 'U', bytes: null, ...change });

describe('what an update says', () => {
  it.each<{ says: string; update: object; intent: unknown }>([
    { says: '/start', update: command('/start'), intent: { kind: 'command', command: 'start' } },
    { says: '/help to this very bot', update: command('/help@deskbot'), intent: { kind: 'command', command: 'help' } },
    { says: '/privacy', update: command('/privacy'), intent: { kind: 'command', command: 'privacy' } },
    { says: '/report', update: command('/report'), intent: { kind: 'command', command: 'report' } },
    { says: 'an unknown command', update: command('/weather'), intent: { kind: 'command', command: 'unknown' } },
    { says: 'a menu word', update: say({ text: 'My tickets' }), intent: { kind: 'menu', item: 'my-tickets' } },
    {
      says: 'the same in the other language',
      update: say({ text: ' Мої заявки ' }),
      intent: { kind: 'menu', item: 'my-tickets' },
    },
    { says: 'a text that only begins like one', update: say({ text: 'Help me' }), intent: part({ text: 'Help me' }) },
    { says: 'an answer', update: inReply({ text: 'Так.' }), intent: { ...part({ text: 'Так.' }), replyTo: 3 } },
    {
      says: 'a file in answer',
      update: inReply({ voice: { file_id: 'F', file_unique_id: 'U' } }),
      intent: { ...part({ file: sentFile({ name: 'voice-5.ogg', mime: 'audio/ogg', kind: 'voice' }) }), replyTo: 3 },
    },
    { says: 'a menu word in answer', update: inReply({ text: 'Help' }), intent: { kind: 'menu', item: 'help' } },
    {
      says: 'a path, which is no command',
      update: say({ text: 'see /etc/hosts', entities: [{ type: 'bot_command', offset: 4, length: 4 }] }),
      intent: part({ text: 'see /etc/hosts' }),
    },
    {
      says: 'a photo of an album, the largest size',
      update: say({
        photo: [
          { ...file, file_id: 'small' },
          { ...file, file_size: 9 },
        ],
        caption: 'тут',
        media_group_id: 'A',
      }),
      intent: part({
        albumId: 'A',
        text: 'тут',
        file: sentFile({ name: 'photo-5.jpg', mime: 'image/jpeg', bytes: 9, kind: 'photo' }),
      }),
    },
    {
      says: 'a document',
      update: say({ document: { ...file, file_name: 'звіт.pdf', mime_type: 'application/pdf', file_size: 3 } }),
      intent: part({ file: sentFile({ name: 'звіт.pdf', mime: 'application/pdf', bytes: 3, kind: 'document' }) }),
    },
    {
      says: 'an animation, announced as a document too',
      update: say({ animation: file, document: file }),
      intent: part({ file: sentFile({ name: 'animation-5.mp4', mime: 'video/mp4', kind: 'animation' }) }),
    },
    {
      says: 'a voice message',
      update: say({ voice: { ...file, duration: 2 } }),
      intent: part({ file: sentFile({ name: 'voice-5.ogg', mime: 'audio/ogg', kind: 'voice' }) }),
    },
    {
      says: 'a video',
      update: say({ video: file }),
      intent: part({ file: sentFile({ name: 'video-5.mp4', mime: 'video/mp4', kind: 'video' }) }),
    },
    {
      says: 'a round video',
      update: say({ video_note: file }),
      intent: part({ file: sentFile({ name: 'video-note-5.mp4', mime: 'video/mp4', kind: 'video-note' }) }),
    },
    {
      says: 'music',
      update: say({ audio: { ...file, file_name: 'noise.mp3' } }),
      intent: part({ file: sentFile({ name: 'noise.mp3', mime: 'audio/mpeg', kind: 'audio' }) }),
    },
    {
      says: 'a sticker',
      update: say({ sticker: { ...file, emoji: '👍' } }),
      intent: gesture({ kind: 'sticker', text: '👍' }),
    },
    {
      says: 'a place',
      update: say({ location: { latitude: 50, longitude: 30 } }),
      intent: gesture({ kind: 'location', text: '50.00000, 30.00000' }),
    },
    {
      says: 'a place with a name',
      update: say({
        venue: { title: 'Кавʼярня', address: 'вул. Довга, 5' },
        location: { latitude: 49.8441, longitude: 24.026253 },
      }),
      intent: gesture({ kind: 'location', text: 'Кавʼярня, вул. Довга, 5, 49.84410, 24.02625' }),
    },
    { says: 'a poll', update: say({ poll: {} }), intent: { kind: 'unsupported', what: 'poll' } },
    { says: 'dice', update: say({ dice: {} }), intent: { kind: 'unsupported', what: 'other' } },
    {
      says: 'their own number, without a plus',
      update: say({ contact: { phone_number: '380500000001', first_name: 'О', user_id: 7001 } }),
      intent: {
        kind: 'contact',
        contact: { messageId: 5, phone: '+380500000001', contactUserId: 7001, forwarded: false, name: 'О' },
      },
    },
    {
      says: 'a forwarded card',
      update: say({ contact: { phone_number: '+380500000001', first_name: 'О', user_id: 7001 }, forward_origin: {} }),
      intent: {
        kind: 'contact',
        contact: { messageId: 5, phone: '+380500000001', contactUserId: 7001, forwarded: true, name: 'О' },
      },
    },
    {
      says: 'a card of somebody without an account',
      update: say({ contact: { phone_number: '12', first_name: 'О' } }),
      intent: {
        kind: 'contact',
        contact: { messageId: 5, phone: '+12', contactUserId: null, forwarded: false, name: 'О' },
      },
    },
    {
      says: 'a corrected text',
      update: { edited_message: { message_id: 5, date: 0, edit_date: 1, chat, from, text: 'ні, на другому' } },
      intent: { kind: 'message-edited', messageId: 5, text: 'ні, на другому' },
    },
    {
      says: 'a live location that moved, which is no correction',
      update: {
        edited_message: { message_id: 5, date: 0, edit_date: 1, chat, from, location: { latitude: 50, longitude: 30 } },
      },
      intent: null,
    },
    { says: 'a pin', update: say({ pinned_message: { message_id: 4, date: 0, chat } }), intent: null },
    {
      says: 'a button of ours',
      update: {
        callback_query: { id: 'c', from, chat_instance: '1', data: 'k.0', message: { message_id: 4, date: 0, chat } },
      },
      intent: { kind: 'pressed', action: newTicket },
    },
    {
      says: 'a button under a message that is gone',
      update: { callback_query: { id: 'c', from, chat_instance: '1', data: 'k.0' } },
      intent: { kind: 'pressed', action: newTicket },
    },
    {
      says: 'a button that had its day',
      update: {
        callback_query: { id: 'c', from, chat_instance: '1', data: 'k.9', message: { message_id: 4, date: 0, chat } },
      },
      intent: { kind: 'pressed-unknown', forged: false },
    },
    {
      says: 'a forged button',
      update: {
        callback_query: { id: 'c', from, chat_instance: '1', data: 'x', message: { message_id: 4, date: 0, chat } },
      },
      intent: { kind: 'pressed-unknown', forged: true },
    },
    {
      says: 'that the bot is blocked',
      update: { my_chat_member: { chat, from, date: 0, new_chat_member: { status: 'kicked', user: me } } },
      intent: { kind: 'bot-blocked' },
    },
    {
      says: 'that it is not any more',
      update: { my_chat_member: { chat, from, date: 0, new_chat_member: { status: 'member', user: me } } },
      intent: { kind: 'bot-unblocked' },
    },
  ])('$says', async ({ update, intent }) => {
    expect(await intentOf(update)).toEqual(intent);
  });
});

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
