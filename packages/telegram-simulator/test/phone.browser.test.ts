import { chromiumOrSkip, injections } from '@desk/testing/vitest';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { createTelegramSimulator, type Person, type TelegramSimulator } from '../src/index.ts';
import { callBot, getUpdates, sendAsBot } from './support/bot-client.ts';
import { PATIENCE, plainly, readWords } from './support/page.ts';
import { PNG_3X2 } from './support/pictures.ts';

describe('the phone in a browser', () => {
  let browser: Browser | undefined;
  // One page for all: a new one costs more than a test. Each test has a simulator, and so an origin, of its own.
  let page: Page | undefined;
  let telegram: TelegramSimulator;
  let olena: Person;
  const errors: string[] = [];

  const pageOrSkip = async (context: TestContext): Promise<Page> => {
    const { executablePath, args } = await chromiumOrSkip(context);
    if (page) return page;
    browser = await chromium.launch({ executablePath, args: [...args] });
    page = await browser.newPage({ locale: 'uk-UA', reducedMotion: 'reduce' });
    page.setDefaultTimeout(8000);
    page.on('pageerror', (error) => errors.push(error.message));
    return page;
  };
  afterAll(() => browser?.close());
  beforeEach(async () => {
    telegram = await createTelegramSimulator({ token: '700100:secret', limits: false });
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
    telegram.addPerson({ name: 'Petro Boiko', phone: '+380 50 000 00 02', language: 'en' });
  });
  afterEach(async () => {
    await page?.goto('about:blank');
    await telegram.close();
    expect(errors.splice(0)).toEqual([]);
  });

  const open = async (context: TestContext, path = `/phone/${olena.id}`, width = 375): Promise<Page> => {
    const page = await pageOrSkip(context);
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${telegram.apiRoot}${path}`);
    return page;
  };
  const say = (text: string, more: Record<string, unknown> = {}) =>
    sendAsBot(telegram, 'sendMessage', { chat_id: olena.id, text, ...more });
  const lastUpdate = async () => (await getUpdates(telegram, { offset: -1 }))[0];

  it('starts a new chat with one button, under the words of the bot', async (context) => {
    await callBot(telegram, 'setMyDescription', { description: 'Повідомте про проблему' });
    const page = await open(context);
    await page.getByText('Повідомте про проблему').waitFor();
    await page.getByRole('button', { name: 'Почати' }).click();
    await page.getByRole('textbox', { name: 'Повідомлення' }).waitFor();
    expect(olena.messages()[0]?.text).toBe('/start');
  });

  it('shows three hundred injections as they were written, and does nothing they say', async (context) => {
    const asked: string[] = [];
    const messages = Object.values(injections).map((texts) => texts.join('\n—\n'));
    await olena.start();
    const page = await open(context);
    page.on('dialog', (dialog) => void asked.push(dialog.message()));
    for (const text of messages) await say(text);
    await page.locator('.words').nth(messages.length).waitFor();
    const { texts, acting, links } = await readWords(page);
    // The first words are her own: /start.
    expect(texts.slice(1)).toEqual(messages);
    expect(acting).toBe(0);
    for (const { address, words } of links) expect(plainly(address)).toBe(plainly(words));
    expect(asked).toEqual([]);
  });

  it('asks before it shares the number, and shares it in answer to the question', async (context) => {
    await olena.start();
    const question = await say('Поділіться номером', {
      reply_markup: { keyboard: [[{ text: 'Номер', request_contact: true }]], one_time_keyboard: true },
    });
    const page = await open(context);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Номер' }).click();
    await dialog.getByText('+380 50 000 00 01').waitFor();
    await dialog.getByRole('button', { name: 'Скасувати' }).click();
    expect(olena.messages().some((message) => message.contact)).toBe(false);
    await page.getByRole('button', { name: 'Номер' }).click();
    await dialog.getByRole('button', { name: 'Поділитися' }).click();
    const shared = await olena.waitFor((message) => message.contact !== undefined);
    expect(shared).toMatchObject({ contact: { user_id: olena.id }, replyTo: { id: question.message_id } });
    await page.getByRole('button', { name: 'Показати клавіатуру бота' }).waitFor();
  });

  it('writes, edits and replies', async (context) => {
    await olena.start();
    const page = await open(context);
    const field = page.getByRole('textbox', { name: 'Повідомлення' });
    await field.fill('Не працює прінтер');
    await field.press('Enter');
    const own = page.locator('.row', { hasText: 'Не працює прінтер' });
    await own.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Змінити' }).click();
    await field.fill('Не працює принтер');
    await page.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('змінено').waitFor();
    await say('Який саме?');
    await page.locator('.row', { hasText: 'Який саме?' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Відповісти' }).click();
    await field.fill('На третьому поверсі');
    await page.getByRole('button', { name: 'Надіслати' }).click();
    const reply = await olena.waitFor((message) => message.text === 'На третьому поверсі');
    expect(reply.replyTo?.excerpt).toBe('Який саме?');
    expect(olena.messages()[1]).toMatchObject({ text: 'Не працює принтер', edited: true });
  });

  it('presses inline buttons, waits for the answer and shows it as a toast or an alert', async (context) => {
    await olena.start();
    const buttons = [
      { text: 'Так', callback_data: 'yes' },
      { text: 'Сайт', url: 'https://example.org/' },
    ];
    await say('Усе працює?', { reply_markup: { inline_keyboard: [buttons] } });
    const page = await open(context);
    expect(await page.getByRole('link', { name: 'Сайт' }).getAttribute('rel')).toContain('noopener');
    const key = page.getByRole('button', { name: 'Так' });
    for (const showAlert of [false, true]) {
      await key.click();
      await page.locator('.key.waiting').waitFor();
      const update = await lastUpdate();
      expect(update).toMatchObject({ callback_query: { data: 'yes' } });
      const presses = telegram.people()[0]?.answers().length;
      const id = JSON.stringify(update).match(/"callback_query":\{"id":"(\d+)"/)?.[1];
      await callBot(telegram, 'answerCallbackQuery', {
        callback_query_id: id,
        text: `Дякуємо ${presses}`,
        show_alert: showAlert,
      });
      await page.getByText(`Дякуємо ${presses}`).waitFor();
      await page.locator('.key.waiting').waitFor({ state: 'detached' });
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Гаразд' }).click();
  });

  it('shows edits, deletions, entities and typing as they happen', async (context) => {
    await olena.start();
    const page = await open(context);
    const sent = await say('Заявку SD-1 створено', { entities: [{ type: 'bold', offset: 7, length: 4 }] });
    expect(await page.locator('.row strong').textContent()).toBe('SD-1');
    await callBot(telegram, 'sendChatAction', { chat_id: olena.id, action: 'typing' });
    await page.getByText('друкує…').waitFor();
    await callBot(telegram, 'editMessageText', {
      chat_id: olena.id,
      message_id: sent.message_id,
      text: 'Заявку закрито',
    });
    await page.getByText('Заявку закрито').waitFor();
    await callBot(telegram, 'deleteMessage', { chat_id: olena.id, message_id: sent.message_id });
    await page.getByText('Заявку закрито').waitFor({ state: 'detached' });
  });

  it('never runs what a message contains', async (context) => {
    await olena.start();
    const page = await open(context);
    const entities = [{ type: 'text_link', offset: 0, length: 3, url: 'javascript:alert(1)' }];
    await say('тут <img src=x onerror="document.title=1"> <script>document.title=2</script>', { entities });
    await page.getByText('onerror').waitFor();
    expect(await page.locator('.words a, .words img, .words script').count()).toBe(0);
    expect(await page.title()).toBe('Олена Коваль — Desk');
  });

  it('attaches several pictures as an album with a caption', async (context) => {
    await olena.start();
    const page = await open(context);
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Прикріпити' }).click();
    await page.getByRole('menuitem', { name: 'Фото або відео' }).click();
    const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(PNG_3X2) });
    await (await choosing).setFiles([picture('a.png'), picture('b.png')]);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Підпис').fill('Два фото');
    await dialog.getByRole('button', { name: 'Надіслати' }).click();
    await page.locator('.media.many img').nth(1).waitFor();
    expect(olena.messages().slice(-2)).toMatchObject([
      { caption: 'Два фото', files: [{ kind: 'photo' }] },
      { files: [{ kind: 'photo' }] },
    ]);
    const width = () => page.evaluate("document.querySelector('.media.many img').naturalWidth");
    await expect.poll(width, PATIENCE).toBe(3);
  });

  it('sends a voice message that is a real recording', async (context) => {
    await olena.start();
    const page = await open(context);
    await page.getByRole('button', { name: 'Прикріпити' }).click();
    await page.getByRole('menuitem', { name: 'Голосове повідомлення' }).click();
    await page.getByRole('button', { name: 'Відтворити голосове повідомлення' }).waitFor();
    const [voice] = olena.messages().at(-1)?.files ?? [];
    expect(voice).toMatchObject({ kind: 'voice', duration: 2, mime: 'audio/ogg' });
    const bytes = await fetch(`${telegram.apiRoot}/client/people/${olena.id}/files/${voice?.fileId}`);
    expect((await bytes.text()).slice(0, 4)).toBe('OggS');
  });

  it.for([
    { what: 'Стікер', choice: '🔥', field: 'sticker' },
    { what: 'Місце', choice: null, field: 'location' },
    { what: 'Чужий контакт', choice: 'Petro Boiko', field: 'contact' },
  ])('answers a picture with: $what', async ({ what, choice, field }, context) => {
    await olena.start();
    const photo = await olena.sendPhoto(PNG_3X2);
    const page = await open(context);
    await page.locator('.row:has(.media)').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Відповісти' }).click();
    await page.getByRole('button', { name: 'Прикріпити' }).click();
    await page.getByRole('menuitem', { name: what }).click();
    if (choice) await page.getByRole('dialog').getByRole('button', { name: choice }).click();
    await page.locator('.quote.pictured', { hasText: 'Фото' }).waitFor();
    expect(olena.messages().at(-1)).toMatchObject({ [field]: expect.anything(), replyTo: { id: photo.id } });
  });

  it('shows an alert of the bot also over an open question', async (context) => {
    await olena.start();
    const markup = { inline_keyboard: [[{ text: 'Так', callback_data: 'yes' }]] };
    const card = await say('Усе працює?', { reply_markup: markup });
    const page = await open(context);
    const { callbackQueryId } = await olena.press(card.message_id, 'Так');
    await page.getByRole('button', { name: 'Дії з чатом' }).click();
    await page.getByRole('menuitem', { name: 'Заблокувати бота' }).click();
    await page.getByText('більше не зможе').waitFor();
    await callBot(telegram, 'answerCallbackQuery', {
      callback_query_id: callbackQueryId,
      text: 'Увага',
      show_alert: true,
    });
    await page.getByRole('dialog').filter({ hasText: 'Увага' }).getByRole('button', { name: 'Гаразд' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Скасувати' }).click();
    expect(olena.isBlocking()).toBe(false);
  });

  it('blocks the bot and takes it back', async (context) => {
    await olena.start();
    const page = await open(context);
    await page.getByRole('button', { name: 'Дії з чатом' }).click();
    await page.getByRole('menuitem', { name: 'Заблокувати бота' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Заблокувати' }).click();
    await page.getByRole('button', { name: 'Розблокувати бота' }).waitFor();
    expect(await callBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'x' })).toMatchObject({ status: 403 });
    await page.getByRole('button', { name: 'Розблокувати бота' }).click();
    await page.getByRole('textbox', { name: 'Повідомлення' }).waitFor();
  });

  it('stays at the end while reading there, and counts what comes in above it', async (context) => {
    await olena.start();
    for (let count = 0; count < 40; count += 1) await say(`Повідомлення ${count}`);
    const page = await open(context);
    await page.getByText('Повідомлення 39').waitFor();
    await page.locator('#log').evaluate((log) => log.scrollTo(0, 0));
    const toEnd = page.getByRole('button', { name: 'До останніх повідомлень' });
    await toEnd.waitFor();
    await say('Нове');
    await expect.poll(() => toEnd.textContent(), PATIENCE).toBe('1');
    await toEnd.click();
    await toEnd.waitFor({ state: 'hidden' });
  });

  it.for([320, 420])('fits into %i pixels without scrolling sideways', async (width, context) => {
    await olena.start();
    await say(`Довге слово: ${'щ'.repeat(200)}`, {
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Зв’язатися зі спеціалістом онлайн', callback_data: 'x' },
            { text: 'Мої заявки', callback_data: 'y' },
          ],
        ],
      },
    });
    await say('Меню', { reply_markup: { keyboard: [['Нова заявка', 'Мої заявки'], ['Допомога']] } });
    const page = await open(context, undefined, width);
    await page.getByRole('button', { name: 'Допомога' }).waitFor();
    const overflow = await page.evaluate(
      "[document.documentElement, document.querySelector('#log')].map((one) => one.scrollWidth - one.clientWidth)",
    );
    expect(overflow).toEqual([0, 0]);
  });

  it('speaks the language of its person', async (context) => {
    const petro = telegram.people()[1];
    const page = await open(context, `/phone/${petro?.id}`);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('adds a person on the list of phones', async (context) => {
    const page = await open(context, '/');
    await page.getByLabel('Ім’я та прізвище').fill('Ірина Бондар');
    await page.getByLabel('Телефон', { exact: true }).fill('+380 50 000 00 03');
    await page.getByRole('button', { name: 'Додати телефон' }).click();
    await page.getByRole('link', { name: /Ірина Бондар/ }).click();
    await page.getByRole('button', { name: 'Почати' }).waitFor();
    expect(telegram.people().at(-1)).toMatchObject({ name: 'Ірина Бондар', phone: '+380500000003', language: 'uk' });
  });
});
