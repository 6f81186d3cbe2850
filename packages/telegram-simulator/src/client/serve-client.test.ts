import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBot, getUpdates, sendAsBot } from '../../test/support/bot-client.ts';
import { PNG_3X2 } from '../../test/support/pictures.ts';
import { createTelegramSimulator, type Person, type TelegramSimulator } from '../index.ts';

describe('the phones’ JSON API', () => {
  let telegram: TelegramSimulator;
  let olena: Person;

  beforeAll(async () => {
    telegram = await createTelegramSimulator({ token: '700100:secret', limits: false });
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
  });
  afterAll(() => telegram.close());

  const ask = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
    const form = body instanceof FormData;
    const response = await fetch(`${telegram.apiRoot}/client/${path}`, {
      method,
      ...(form ? { body } : {}),
      ...(body !== undefined && !form
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
        : {}),
    });
    return { status: response.status, body: await response.json() };
  };
  const act = (path: string, body: unknown = {}, method?: string) => ask(`people/${olena.id}/${path}`, body, method);

  it('lists people and adds one', async () => {
    const added = await ask('people', { name: 'Петро Бойко', phone: '+380 (50) 000-00-02', language: 'en' });
    expect(added).toMatchObject({ status: 201, body: { name: 'Петро Бойко', phone: '+380500000002', language: 'en' } });
    expect((await ask('people')).body).toMatchObject({
      bot: { name: 'Desk', username: 'desk_bot' },
      people: [{ name: 'Олена Коваль' }, { name: 'Петро Бойко' }],
    });
  });

  it.each([
    [{ name: ' ', phone: '+380500000003' }],
    [{ name: 'Хтось', phone: 'немає' }],
    [{ name: 'Хтось', phone: '+380500000003', language: 'fr' }],
  ])('refuses the person %o', async (person) => {
    expect(await ask('people', person)).toMatchObject({ status: 400 });
  });

  it('does what a person does', async () => {
    await act('start');
    await act('messages', { text: 'Прінтер' });
    await act(`messages/${olena.messages().at(-1)?.id}`, { text: 'Принтер' }, 'PATCH');
    await act('contact');
    await act('places', { latitude: 50.45, longitude: 30.52 });
    await act('stickers', { emoji: '👍' });
    const [petro] = telegram.people().slice(-1);
    await act('contacts', { personId: petro?.id });
    expect(olena.messages()).toMatchObject([
      { text: '/start' },
      { text: 'Принтер', edited: true },
      { contact: { user_id: olena.id } },
      { location: { latitude: 50.45 } },
      { sticker: '👍' },
      { contact: { user_id: petro?.id } },
    ]);
  });

  it('presses inline buttons by their place, also two with the same label', async () => {
    const reply_markup = {
      inline_keyboard: [[{ text: 'Так', callback_data: 'first' }], [{ text: 'Так', callback_data: 'second' }]],
    };
    const card = await sendAsBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'x', reply_markup });
    expect(await act('presses', { messageId: card.message_id, row: 1, column: 0 })).toMatchObject({ status: 200 });
    expect((await getUpdates(telegram, { offset: -1 }))[0]).toMatchObject({ callback_query: { data: 'second' } });
    expect(await act('presses', { messageId: card.message_id, row: 5, column: 0 })).toMatchObject({ status: 409 });
  });

  it('presses the reply keyboard', async () => {
    await sendAsBot(telegram, 'sendMessage', {
      chat_id: olena.id,
      text: 'x',
      reply_markup: { keyboard: [['Нова заявка']] },
    });
    expect(await act('keyboard', { text: 'Нова заявка' })).toMatchObject({ body: { text: 'Нова заявка' } });
    expect(await act('keyboard', { text: 'Чужа кнопка' })).toMatchObject({ status: 409 });
  });

  it('sends pictures as an album, and as files when asked to', async () => {
    const form = (asDocuments: boolean) => {
      const data = new FormData();
      data.set('caption', 'Разом');
      data.set('asDocuments', String(asDocuments));
      for (const name of ['a.png', 'b.png']) data.append('files', new Blob([PNG_3X2], { type: 'image/png' }), name);
      return data;
    };
    await act('files', form(false));
    await act('files', form(true));
    const kinds = olena
      .messages()
      .slice(-4)
      .map(({ files, caption, mediaGroupId }) => [files[0]?.kind, caption, mediaGroupId !== undefined]);
    expect(kinds).toEqual([
      ['photo', 'Разом', true],
      ['photo', '', true],
      ['document', 'Разом', true],
      ['document', '', true],
    ]);
  });

  it('hands pictures out to the page and other files for download', async () => {
    const [photo, , document] = olena
      .messages()
      .slice(-4)
      .map((message) => message.files[0]?.fileId);
    const get = (fileId: string | undefined) => fetch(`${telegram.apiRoot}/client/people/${olena.id}/files/${fileId}`);
    const picture = await get(photo);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG_3X2);
    expect((await get(document)).headers.get('content-type')).toBe('image/png');
    const page = await olena.sendDocument({ name: 'сторінка.html', mime: 'text/html', bytes: Buffer.from('<script>') });
    const download = await get(page.files[0]?.fileId);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(download.headers.get('content-type')).toBe('application/octet-stream');
    expect((await get('none')).status).toBe(404);
  });

  it('streams the whole state first and then what changes', async () => {
    const stop = new AbortController();
    const response = await fetch(`${telegram.apiRoot}/client/people/${olena.id}/events`, { signal: stop.signal });
    const events = readEvents(response);
    expect(await events.next()).toMatchObject({
      value: { kind: 'state', state: { person: { name: 'Олена Коваль' }, opened: true } },
    });
    await sendAsBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'Новина' });
    expect(await events.next()).toMatchObject({ value: { kind: 'message', message: { text: 'Новина', from: 'bot' } } });
    await callBot(telegram, 'sendChatAction', { chat_id: olena.id, action: 'typing' });
    expect(await events.next()).toMatchObject({ value: { kind: 'action', action: 'typing' } });
    await callBot(telegram, 'setMyCommands', { commands: [{ command: 'help', description: 'Допомога' }] });
    expect(await events.next()).toMatchObject({ value: { kind: 'bot', bot: { commands: [{ command: 'help' }] } } });
    await act('block');
    expect(await events.next()).toMatchObject({ value: { kind: 'standing', blocked: true } });
    await act('unblock');
    stop.abort();
  });

  it('knows nobody who is not there', async () => {
    expect(await ask('people/1/start', {})).toMatchObject({ status: 404 });
    expect((await fetch(`${telegram.apiRoot}/client/people/1/events`)).status).toBe(404);
  });

  it('says why a blocked bot cannot be written to', async () => {
    await act('block');
    expect(await act('messages', { text: 'x' })).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('blocked the bot') },
    });
    await act('unblock');
  });

  it('serves pages that load nothing from elsewhere', async () => {
    for (const path of ['/', `/phone/${olena.id}`]) {
      const response = await fetch(`${telegram.apiRoot}${path}`);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(await response.text()).not.toMatch(/(?:src|href)="https?:/);
    }
  });
});

/** The data of each server-sent event. */
async function* readEvents(response: Response): AsyncGenerator<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      if (line.startsWith('data: ')) yield JSON.parse(line.slice(6));
    }
  }
}
