import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBot, sendAsBot } from '../../test/support/bot-client.ts';
import { PNG_3X2 } from '../../test/support/pictures.ts';
import { startWithOlena } from '../../test/support/start-with-olena.ts';
import type { Person, TelegramSimulator } from '../index.ts';

const MB = 1024 * 1024;

describe('files of the bot', () => {
  let telegram: TelegramSimulator;
  let olena: Person;

  beforeAll(async () => {
    ({ telegram, olena } = await startWithOlena());
  });
  afterAll(() => telegram.close());

  const form = (fields: Record<string, string | Blob>, name = 'file.bin') => {
    const data = new FormData();
    data.set('chat_id', String(olena.id));
    for (const [key, value] of Object.entries(fields)) {
      if (typeof value === 'string') data.set(key, value);
      else data.set(key, value, name);
    }
    return data;
  };

  it('takes an upload, shows it on the phone and hands the same bytes out again', async () => {
    const upload = form(
      { document: new Blob(['Дані'], { type: 'text/csv' }), caption: '<b>Звіт</b>', parse_mode: 'HTML' },
      'звіт.csv',
    );
    const sent = await sendAsBot(telegram, 'sendDocument', upload);
    expect(sent).toMatchObject({
      document: { file_name: 'звіт.csv', mime_type: 'text/csv', file_size: 8 },
      caption: 'Звіт',
    });
    const shown = olena.messages().find((message) => message.id === sent.message_id);
    expect(shown).toMatchObject({ caption: 'Звіт', entities: [{ type: 'bold', offset: 0, length: 4 }] });
    const again = await sendAsBot(telegram, 'sendDocument', { chat_id: olena.id, document: shown?.files[0]?.fileId });
    expect(again.document).toEqual(sent.document);
  });

  it('takes a file attached under another name', async () => {
    const sent = await sendAsBot(
      telegram,
      'sendVoice',
      form({ voice: 'attach://recording', recording: new Blob(['ogg']), duration: '7' }),
    );
    expect(sent).toMatchObject({ voice: { duration: 7, file_size: 3 } });
  });

  it('reads the size of a photo and offers a small one first', async () => {
    const sent = await sendAsBot(telegram, 'sendPhoto', form({ photo: new Blob([PNG_3X2]) }, 'a.png'));
    expect(sent.photo).toMatchObject([{ width: 3, height: 2 }]);
  });

  it('refuses a photo that is none', async () => {
    expect(await callBot(telegram, 'sendPhoto', form({ photo: new Blob(['text']) }))).toMatchObject({
      description: 'Bad Request: IMAGE_PROCESS_FAILED',
    });
  });

  it('refuses an empty file, a photo over 10 MB and any upload over 50 MB', async () => {
    expect(await callBot(telegram, 'sendDocument', form({ document: new Blob([]) }))).toMatchObject({
      description: 'Bad Request: file must be non-empty',
    });
    expect(
      await callBot(telegram, 'sendPhoto', form({ photo: new Blob([new Uint8Array(10 * MB + 1)]) })),
    ).toMatchObject({
      description: expect.stringMatching(/is too big for a photo$/),
    });
    expect(
      await callBot(telegram, 'sendDocument', form({ document: new Blob([new Uint8Array(50 * MB + 1)]) })),
    ).toMatchObject({
      status: 413,
      description: 'Request Entity Too Large',
    });
  });

  it('refuses a caption over 1024 UTF-16 units', async () => {
    const upload = form({ document: new Blob(['x']), caption: 'ї'.repeat(1025) });
    expect(await callBot(telegram, 'sendDocument', upload)).toMatchObject({
      description: 'Bad Request: message caption is too long',
    });
  });

  it('refuses to send a file as what it is not', async () => {
    const photo = olena
      .messages()
      .flatMap((message) => message.files)
      .find((file) => file.kind === 'photo');
    expect(await callBot(telegram, 'sendDocument', { chat_id: olena.id, document: photo?.fileId })).toMatchObject({
      description: "Bad Request: can't use file of type Photo as Document",
    });
  });

  it('lets a bot fetch at most 20 MB', async () => {
    const message = await olena.sendDocument({
      name: 'big.zip',
      mime: 'application/zip',
      bytes: new Uint8Array(1),
      pretendSizeBytes: 20 * MB + 1,
    });
    expect(await callBot(telegram, 'getFile', { file_id: message.files[0]?.fileId })).toMatchObject({
      error_code: 400,
      description: 'Bad Request: file is too big',
    });
  });

  it('sends an album as several messages with one group id', async () => {
    const album = form({
      media: JSON.stringify([
        { type: 'document', media: 'attach://one', caption: 'Разом' },
        { type: 'document', media: 'attach://two' },
      ]),
      one: new Blob(['1']),
      two: new Blob(['2']),
    });
    const answer = await callBot(telegram, 'sendMediaGroup', album);
    expect(answer.result).toMatchObject([{ caption: 'Разом' }, {}]);
    const shown = olena.messages().slice(-2);
    expect(new Set(shown.map((message) => message.mediaGroupId)).size).toBe(1);
  });

  it('does not mix documents with photos in an album', async () => {
    const media = [
      { type: 'document', media: 'x' },
      { type: 'photo', media: 'y' },
    ];
    expect(await callBot(telegram, 'sendMediaGroup', { chat_id: olena.id, media })).toMatchObject({
      description: "Bad Request: document and audio can't be mixed with other media types",
    });
  });

  it.each([
    ['sendVideo', 'video'],
    ['sendAnimation', 'animation'],
    ['sendAudio', 'audio'],
    ['sendVideoNote', 'video_note'],
    ['sendSticker', 'sticker'],
  ])('%s arrives as a %s', async (method, field) => {
    const sent = await sendAsBot(telegram, method, form({ [field]: new Blob(['bytes']) }));
    expect(sent).toHaveProperty(field);
    expect(olena.messages().at(-1)?.files).toMatchObject([{ kind: field, sizeBytes: 5 }]);
  });

  it('sends a contact and a place', async () => {
    await sendAsBot(telegram, 'sendContact', {
      chat_id: olena.id,
      phone_number: '+380500000009',
      first_name: 'Чергова',
    });
    await sendAsBot(telegram, 'sendLocation', { chat_id: olena.id, latitude: 50.45, longitude: 30.52 });
    const [contact, place] = olena.messages().slice(-2);
    expect(contact?.contact).toEqual({ phone_number: '+380500000009', first_name: 'Чергова' });
    expect(place?.location).toEqual({ latitude: 50.45, longitude: 30.52 });
  });

  it('copies without an author and forwards with one', async () => {
    const hers = await olena.send('Мій принтер');
    const copy = await sendAsBot(telegram, 'copyMessage', {
      chat_id: olena.id,
      from_chat_id: olena.id,
      message_id: hers.id,
    });
    const forward = await sendAsBot(telegram, 'forwardMessage', {
      chat_id: olena.id,
      from_chat_id: olena.id,
      message_id: hers.id,
    });
    const shown = olena.messages();
    expect(shown.find((message) => message.id === copy.message_id)).not.toHaveProperty('forwardedFrom');
    expect(shown.find((message) => message.id === forward.message_id)?.forwardedFrom).toBe('Олена Коваль');
  });
});
