import { describe, expect, it } from 'vitest';
import {
  chat,
  command,
  file,
  from,
  gesture,
  inReply,
  intentOf,
  me,
  newTicket,
  part,
  say,
  sentFile,
} from './hearing.fixture.ts';

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
      says: 'words behind which an address hides',
      update: say({ text: 'Звіт тут', entities: [{ type: 'text_link', offset: 5, length: 3, url: 'http://x.test/' }] }),
      intent: part({ text: 'Звіт тут ‹http://x.test/›' }),
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
