import type { FrameLocator, Locator, Page } from 'playwright-core';

export interface PickedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A phone as one sees and touches it, in Ukrainian. */
export interface PhoneOnPage {
  readonly frame: Locator;
  /** Presses *Start*. */
  opensTheChat(): Promise<void>;
  /** Presses the button that asks for the number, and agrees. */
  sharesTheirNumber(): Promise<void>;
  signsIn(): Promise<void>;
  goesOnShift(): Promise<void>;
  writes(text: string): Promise<void>;
  /** Answers the newest message with these words. */
  repliesTo(words: string, text: string): Promise<void>;
  attaches(as: 'Фото або відео' | 'Файл', files: readonly PickedFile[], caption?: string): Promise<void>;
  /** Sends the contact of somebody else who has a phone. */
  sendsContactOf(name: string): Promise<void>;
  /** The newest inline button with this label. */
  presses(button: string): Promise<void>;
  /** A button of the keyboard under the input field. */
  picks(word: string): Promise<void>;
  /** The newest message with these words. */
  sees(words: string | RegExp): Promise<Locator>;
  seesButton(button: string): Promise<void>;
}

export function phoneOnPage(page: Page, name: string): PhoneOnPage {
  const frame = page.locator(`iframe[title="${name}"]`);
  const inside = frame.contentFrame();
  const [log, keyboard, dialog] = [inside.locator('#log'), inside.locator('#board'), inside.getByRole('dialog')];
  const key = (button: string) => log.getByRole('button', { name: button, exact: true }).last();
  const see = async (words: string | RegExp) => {
    const message = log.locator('.row:not(.out)', { hasText: words }).last();
    await message.waitFor();
    return message;
  };
  const pick = (word: string) => keyboard.getByRole('button', { name: word, exact: true }).click();
  const item = (name: string) => inside.getByRole('menuitem', { name });
  const choose = async (name: string) => {
    await inside.getByRole('button', { name: 'Прикріпити' }).click();
    await item(name).click();
  };
  const shareNumber = () => shareNumberOn(inside);
  const write = async (text: string) => {
    const field = inside.getByRole('textbox', { name: 'Повідомлення' });
    await field.fill(text);
    await field.press('Enter');
  };
  const openChat = () => inside.getByRole('button', { name: 'Почати' }).click();

  return {
    frame,
    opensTheChat: openChat,
    sharesTheirNumber: shareNumber,
    async signsIn() {
      await openChat();
      await shareNumber();
      await see('Готово, доступ підтверджено.');
    },
    async goesOnShift() {
      await pick('Зміна');
      await key('Стати на зміну').click();
      await see('Ви на зміні.');
    },
    writes: write,
    async repliesTo(words, text) {
      await (await see(words)).locator('.bubble').click({ button: 'right' });
      await item('Відповісти').click();
      await write(text);
    },
    async attaches(as, files, caption = '') {
      const choosing = page.waitForEvent('filechooser');
      await choose(as);
      await (await choosing).setFiles([...files]);
      await dialog.getByLabel('Підпис').fill(caption);
      await dialog.getByRole('button', { name: 'Надіслати' }).click();
    },
    async sendsContactOf(person) {
      await choose('Чужий контакт');
      await dialog.getByRole('button', { name: person }).click();
    },
    presses: (button) => key(button).click(),
    picks: pick,
    sees: see,
    seesButton: (button) => key(button).waitFor(),
  };
}

async function shareNumberOn(inside: FrameLocator): Promise<void> {
  await inside.locator('#board').getByRole('button', { name: '📱' }).click();
  await inside.getByRole('dialog').getByRole('button', { name: 'Поділитися', exact: true }).click();
}
