import { type BotApiSpec, findDeviations, readBotApiSpec, vendorSpecsFolder } from '@desk/testing';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Person, TelegramSimulator } from '../src/index.ts';
import { METHODS } from '../src/methods/method-table.ts';
import { callBot, getUpdates, sendAsBot } from './support/bot-client.ts';
import { PNG_3X2 } from './support/pictures.ts';
import { startWithOlena } from './support/start-with-olena.ts';

/** Features outside this simulator: accepted and ignored, as Telegram ignores what it does not know. */
const NOT_SIMULATED = new Set([
  'allow_paid_broadcast',
  'business_connection_id',
  'cover',
  'direct_messages_topic_id',
  'disable_content_type_detection',
  'has_spoiler',
  'heading',
  'horizontal_accuracy',
  'inline_message_id',
  'live_period',
  'message_effect_id',
  'message_thread_id',
  'proximity_alert_radius',
  'rich_message',
  'show_caption_above_media',
  'start_timestamp',
  'suggested_post_parameters',
  'supports_streaming',
  'thumbnail',
  'video_start_timestamp',
]);

/** Telegram lets these be left out in favour of features not simulated (inline messages, rich messages). */
const REQUIRED_HERE = new Set([
  'editMessageText chat_id',
  'editMessageText message_id',
  'editMessageText text',
  'editMessageCaption chat_id',
  'editMessageCaption message_id',
  'editMessageReplyMarkup chat_id',
  'editMessageReplyMarkup message_id',
]);

const spec = readBotApiSpec(vendorSpecsFolder);

function needSpec(context: TestContext): BotApiSpec {
  return spec ?? context.skip('no telegram-bot-api.json in ../shared/specs or API_SPECS_DIR');
}

describe('against the description of the Bot API', () => {
  let telegram: TelegramSimulator;
  let olena: Person;

  beforeAll(async () => {
    ({ telegram, olena } = await startWithOlena());
  });
  afterAll(() => telegram.close());

  for (const { name, parameters } of METHODS) {
    it(`${name} takes the described parameters`, (context) => {
      const described = needSpec(context).methods[name]?.fields ?? [];
      const names = new Set(described.map((field) => field.name));
      expect(Object.keys(parameters).filter((parameter) => !names.has(parameter))).toEqual([]);
      for (const field of described) {
        const ours = parameters[field.name];
        if (!ours) expect(NOT_SIMULATED).toContain(field.name);
        else
          expect({ [field.name]: ours.required }).toEqual({
            [field.name]: field.required || REQUIRED_HERE.has(`${name} ${field.name}`),
          });
      }
    });
  }

  const button = {
    inline_keyboard: [
      [
        { text: 'Так', callback_data: 'yes' },
        { text: 'Сайт', url: 'https://example.org' },
      ],
    ],
  };
  const upload = (field: string) => {
    const form = new FormData();
    form.set('chat_id', String(olena.id));
    form.set(field, new Blob([PNG_3X2]), 'файл.png');
    return form;
  };
  const card = () => sendAsBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'Картка', reply_markup: button });

  /** What each method is called with to succeed; those not named need nothing. */
  const CALLS: Record<string, () => Promise<Record<string, unknown> | FormData>> = {
    sendMessage: async () => ({
      chat_id: olena.id,
      text: 'Вітаємо, /help @desk_bot https://example.org',
      entities: [{ type: 'text_link', offset: 0, length: 7, url: 'https://example.org' }],
      reply_parameters: { message_id: (await card()).message_id },
      protect_content: true,
      reply_markup: button,
    }),
    sendPhoto: async () => upload('photo'),
    sendDocument: async () => upload('document'),
    sendVideo: async () => upload('video'),
    sendAnimation: async () => upload('animation'),
    sendAudio: async () => upload('audio'),
    sendVoice: async () => upload('voice'),
    sendVideoNote: async () => upload('video_note'),
    sendSticker: async () => upload('sticker'),
    sendLocation: async () => ({ chat_id: olena.id, latitude: 50.45, longitude: 30.52 }),
    sendContact: async () => ({
      chat_id: olena.id,
      phone_number: '+380500000009',
      first_name: 'Чергова',
      last_name: 'Служба',
    }),
    sendMediaGroup: async () => {
      const form = upload('a');
      form.set(
        'media',
        JSON.stringify([
          { type: 'photo', media: 'attach://a', caption: '#разом' },
          { type: 'photo', media: 'attach://a' },
        ]),
      );
      return form;
    },
    copyMessage: async () => ({ chat_id: olena.id, from_chat_id: olena.id, message_id: (await card()).message_id }),
    copyMessages: async () => ({ chat_id: olena.id, from_chat_id: olena.id, message_ids: [(await card()).message_id] }),
    forwardMessage: async () => ({ chat_id: olena.id, from_chat_id: olena.id, message_id: (await card()).message_id }),
    forwardMessages: async () => ({
      chat_id: olena.id,
      from_chat_id: olena.id,
      message_ids: [(await card()).message_id],
    }),
    editMessageText: async () => ({ chat_id: olena.id, message_id: (await card()).message_id, text: 'Інше' }),
    editMessageCaption: async () => {
      const sent = await sendAsBot(telegram, 'sendDocument', upload('document'));
      return { chat_id: olena.id, message_id: sent.message_id, caption: 'Підпис' };
    },
    editMessageReplyMarkup: async () => ({ chat_id: olena.id, message_id: (await card()).message_id }),
    deleteMessage: async () => ({ chat_id: olena.id, message_id: (await card()).message_id }),
    deleteMessages: async () => ({ chat_id: olena.id, message_ids: [(await card()).message_id] }),
    answerCallbackQuery: async () => {
      const { callbackQueryId } = await olena.press((await card()).message_id, 'Так');
      return { callback_query_id: callbackQueryId };
    },
    sendChatAction: async () => ({ chat_id: olena.id, action: 'typing' }),
    getFile: async () => {
      const message = await olena.sendVoice(PNG_3X2);
      return { file_id: message.files[0]?.fileId };
    },
    getChat: async () => {
      await callBot(telegram, 'pinChatMessage', { chat_id: olena.id, message_id: (await card()).message_id });
      return { chat_id: olena.id };
    },
    setMessageReaction: async () => ({
      chat_id: olena.id,
      message_id: (await card()).message_id,
      reaction: [{ type: 'emoji', emoji: '👍' }],
    }),
    pinChatMessage: async () => ({ chat_id: olena.id, message_id: (await card()).message_id }),
    unpinChatMessage: async () => ({ chat_id: olena.id }),
    setWebhook: async () => ({ url: '' }),
    setMyCommands: async () => ({ commands: [{ command: 'help', description: 'Допомога' }] }),
  };

  for (const { name } of METHODS) {
    it(`${name} answers what is described`, async (context) => {
      const description = needSpec(context);
      const answer = await callBot(telegram, name, (await CALLS[name]?.()) ?? {});
      expect(answer).toMatchObject({ ok: true });
      expect(findDeviations(description, answer.result, description.methods[name]?.returns ?? [])).toEqual([]);
    });
  }

  it('every update is as described', async (context) => {
    const description = needSpec(context);
    const drain = await getUpdates(telegram);
    await getUpdates(telegram, { offset: (drain.at(-1)?.update_id ?? 0) + 1 });
    const sent = await card();
    const own = await olena.send('Моє', { replyTo: sent.message_id });
    await olena.edit(own.id, 'Моє, виправлене');
    await olena.press(sent.message_id, 'Так');
    await olena.shareOwnContact();
    await olena.forwardContact(olena);
    await olena.sendPhoto(PNG_3X2, { caption: 'Фото' });
    await olena.sendDocument({ name: 'a.pdf', mime: 'application/pdf', bytes: PNG_3X2 });
    await olena.sendVoice(PNG_3X2);
    await olena.sendVideo(PNG_3X2);
    await olena.sendVideoNote(PNG_3X2);
    await olena.sendSticker();
    await olena.sendLocation(50.45, 30.52);
    await olena.sendAlbum([
      { kind: 'photo', bytes: PNG_3X2 },
      { kind: 'photo', bytes: PNG_3X2 },
    ]);
    await telegram.addGroup('Відділ', [olena]).send(olena, '/start');
    await olena.block();
    await olena.start();
    const updates = await getUpdates(telegram);
    expect(updates).toHaveLength(20);
    expect(findDeviations(description, updates, ['Array of Update'])).toEqual([]);
  });

  it('the check itself notices a wrong, a missing and an unknown field', (context) => {
    const description = needSpec(context);
    const user = { id: '1', is_bot: false, nickname: 'x' };
    expect(findDeviations(description, user, ['User'])).toEqual([
      'value(User).id: not an Integer',
      'value(User).first_name: missing',
      'value(User).nickname: not a field',
    ]);
  });
});
