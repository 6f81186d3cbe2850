import { formatPhone } from './format-values.js';

const UK = {
  bot: 'бот',
  typing: 'друкує…',
  sending: 'надсилає файл…',
  offline: 'з’єднання…',
  start: 'Почати',
  restart: 'Перезапустити',
  whatCanItDo: 'Що вміє цей бот?',
  emptyChat: 'Тут поки немає повідомлень.',
  message: 'Повідомлення',
  send: 'Надіслати',
  save: 'Зберегти',
  attach: 'Прикріпити',
  menu: 'Меню',
  options: 'Дії з чатом',
  actions: 'Дії з повідомленням',
  toEnd: 'До останніх повідомлень',
  showKeyboard: 'Показати клавіатуру бота',
  hideKeyboard: 'Сховати клавіатуру бота',
  commands: 'Команди бота',
  block: 'Заблокувати бота',
  unblock: 'Розблокувати бота',
  blockAction: 'Заблокувати',
  blockQuestion: 'Бот більше не зможе вам писати.',
  photoOrVideo: 'Фото або відео',
  file: 'Файл',
  myContact: 'Мій контакт',
  otherContact: 'Чужий контакт',
  place: 'Місце',
  sticker: 'Стікер',
  shareTitle: 'Поділитися номером телефону?',
  share: 'Поділитися',
  cancel: 'Скасувати',
  ok: 'Гаразд',
  close: 'Закрити',
  caption: 'Підпис',
  asFiles: 'Надіслати як файли',
  reply: 'Відповісти',
  edit: 'Змінити',
  copy: 'Копіювати текст',
  editing: 'Редагування',
  edited: 'змінено',
  forwarded: 'Переслано від',
  pinned: 'Закріплене повідомлення',
  today: 'Сьогодні',
  yesterday: 'Вчора',
  play: 'Відтворити голосове повідомлення',
  openPhoto: 'Відкрити фото',
  photo: 'Фото',
  video: 'Відео',
  voice: 'Голосове повідомлення',
  audio: 'Аудіо',
  animation: 'GIF',
  videoNote: 'Відеоповідомлення',
  spoiler: 'Показати прихований текст',
  sentTick: 'Надіслано',
  seenTick: 'Отримано ботом',
  copied: 'Скопійовано.',
  failed: 'Не вдалося надіслати. Спробуйте ще раз.',
  noSuchPhone: 'Такого телефону немає. Поверніться до списку й оберіть людину.',
  chat: 'Чат',
};

/** @type {typeof UK} */
const EN = {
  bot: 'bot',
  typing: 'typing…',
  sending: 'sending a file…',
  offline: 'connecting…',
  start: 'Start',
  restart: 'Restart',
  whatCanItDo: 'What can this bot do?',
  emptyChat: 'No messages here yet.',
  message: 'Message',
  send: 'Send',
  save: 'Save',
  attach: 'Attach',
  menu: 'Menu',
  options: 'Chat options',
  actions: 'Message actions',
  toEnd: 'To the latest messages',
  showKeyboard: 'Show the bot’s keyboard',
  hideKeyboard: 'Hide the bot’s keyboard',
  commands: 'Bot commands',
  block: 'Block bot',
  unblock: 'Unblock bot',
  blockAction: 'Block',
  blockQuestion: 'The bot will no longer be able to write to you.',
  photoOrVideo: 'Photo or video',
  file: 'File',
  myContact: 'My contact',
  otherContact: 'Someone else’s contact',
  place: 'Location',
  sticker: 'Sticker',
  shareTitle: 'Share your phone number?',
  share: 'Share',
  cancel: 'Cancel',
  ok: 'OK',
  close: 'Close',
  caption: 'Caption',
  asFiles: 'Send as files',
  reply: 'Reply',
  edit: 'Edit',
  copy: 'Copy text',
  editing: 'Editing',
  edited: 'edited',
  forwarded: 'Forwarded from',
  pinned: 'Pinned message',
  today: 'Today',
  yesterday: 'Yesterday',
  play: 'Play the voice message',
  openPhoto: 'Open the photo',
  photo: 'Photo',
  video: 'Video',
  voice: 'Voice message',
  audio: 'Audio',
  animation: 'GIF',
  videoNote: 'Video message',
  spoiler: 'Show the hidden text',
  sentTick: 'Sent',
  seenTick: 'Received by the bot',
  copied: 'Copied.',
  failed: 'Could not send. Please try again.',
  noSuchPhone: 'There is no such phone. Go back to the list and choose a person.',
  chat: 'Chat',
};

/** @typedef {typeof UK} Texts */

/**
 * The words of the app in the person's language.
 *
 * @param {'uk' | 'en'} language
 * @returns {Texts}
 */
export function textsFor(language) {
  return language === 'uk' ? UK : EN;
}

/**
 * What Telegram says before a number is shared.
 *
 * @param {'uk' | 'en'} language
 * @param {string} botName
 * @param {string} phone
 */
export function shareExplanation(language, botName, phone) {
  return language === 'uk'
    ? `Бот «${botName}» дізнається ваш номер телефону: ${formatPhone(phone)}.`
    : `The bot “${botName}” will get to know your phone number: ${formatPhone(phone)}.`;
}
