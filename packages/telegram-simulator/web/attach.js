/** @import { PhoneLink } from './phone-link.js' */
/** @import { Texts } from './texts.js' */
import { build } from './build-element.js';
import { ask } from './dialogs.js';
import { formatPhone, initials, tintClass } from './format-values.js';
import { request } from './phone-link.js';

const STICKERS = ['👍', '🎉', '❤️', '🙏', '😀', '🔥'];
const SAMPLE_VOICE_SECONDS = 2;
const KYIV = { latitude: 50.4501, longitude: 30.5234 };

/**
 * @typedef {object} AttachOptions
 * @property {PhoneLink} link
 * @property {Texts} texts
 * @property {number} personId
 * @property {() => Promise<void>} shareOwnContact
 * @property {() => number | undefined} takeReply
 * @property {(work: Promise<unknown>) => void} carryOut
 */

/**
 * What the paper clip offers.
 *
 * @param {AttachOptions} options
 * @returns {import('./dialogs.js').MenuItem[]}
 */
export function attachMenu(options) {
  const { link, texts, carryOut } = options;
  return [
    {
      icon: 'photo',
      label: texts.photoOrVideo,
      run: () => pickFiles('image/png,image/jpeg,image/webp,video/*', false, options),
    },
    { icon: 'file', label: texts.file, run: () => pickFiles('', true, options) },
    { icon: 'voice', label: texts.voice, run: () => carryOut(sendSampleVoice(options)) },
    { icon: 'contact', label: texts.myContact, run: () => carryOut(options.shareOwnContact()) },
    { icon: 'contact', label: texts.otherContact, run: () => carryOut(chooseContact(options)) },
    { icon: 'place', label: texts.place, run: () => carryOut(link.send('places', withReply(options, KYIV))) },
    { icon: 'sticker', label: texts.sticker, run: () => carryOut(chooseSticker(options)) },
  ];
}

/**
 * Shows what is about to be sent, with a caption, and sends it.
 *
 * @param {readonly File[]} files
 * @param {boolean} asFiles
 * @param {AttachOptions} options
 */
export async function offerFiles(files, asFiles, { link, texts, takeReply }) {
  const list = build('ul', { class: 'picked' });
  const urls = files
    .filter((file) => file.type.startsWith('image/'))
    .map((file) => ({ file, url: URL.createObjectURL(file) }));
  for (const file of files) {
    const picture = urls.find((known) => known.file === file);
    list.append(build('li', {}, picture ? build('img', { src: picture.url, alt: file.name }) : file.name));
  }
  const caption = build('textarea', { id: 'caption', rows: 1, maxlength: 1024 });
  const check = build('input', { type: 'checkbox', checked: asFiles });
  const checkRow = build('label', { class: 'check' }, check, texts.asFiles);
  checkRow.hidden = asFiles || urls.length === 0;
  const answer = await ask(
    '',
    [list, build('label', { for: 'caption' }, texts.caption), caption, checkRow],
    [
      { value: '', label: texts.cancel },
      { value: 'send', label: texts.send },
    ],
  );
  for (const { url } of urls) URL.revokeObjectURL(url);
  if (answer !== 'send') return;
  const form = new FormData();
  form.set('caption', caption.value.trim());
  form.set('asDocuments', String(check.checked));
  const replyTo = takeReply();
  if (replyTo !== undefined) form.set('replyTo', String(replyTo));
  for (const file of files) form.append('files', file);
  await link.upload(form);
}

/**
 * @param {string} accept
 * @param {boolean} asFiles
 * @param {AttachOptions} options
 */
function pickFiles(accept, asFiles, options) {
  const input = build('input', { type: 'file', multiple: true, accept });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) options.carryOut(offerFiles(files, asFiles, options));
  });
  input.click();
}

/**
 * A recording that comes with the page: a phone in a frame may not use the microphone.
 *
 * @param {AttachOptions} options
 */
async function sendSampleVoice({ link, takeReply }) {
  const response = await fetch('/web/sample-voice.ogg');
  const form = new FormData();
  form.set('duration', String(SAMPLE_VOICE_SECONDS));
  const replyTo = takeReply();
  if (replyTo !== undefined) form.set('replyTo', String(replyTo));
  form.append('files', new File([await response.blob()], 'voice.ogg', { type: 'audio/ogg' }));
  await link.upload(form);
}

/** @param {AttachOptions} options */
async function chooseContact(options) {
  const { link, texts, personId } = options;
  const answer = await request('/client/people', {});
  const people = readPeople(answer).filter((person) => person.id !== personId);
  const choices = build('div', { class: 'choices' });
  for (const person of people) {
    choices.append(
      choice(
        String(person.id),
        build('span', { class: `avatar ${tintClass(person.id)}`, 'aria-hidden': 'true' }, initials(person.name)),
        build('span', {}, person.name, build('small', {}, formatPhone(person.phone))),
      ),
    );
  }
  const chosen = await ask(texts.otherContact, [choices], [{ value: '', label: texts.cancel }]);
  if (chosen) await link.send('contacts', withReply(options, { personId: Number(chosen) }));
}

/** @param {AttachOptions} options */
async function chooseSticker(options) {
  const { link, texts } = options;
  const choices = build('div', { class: 'picked' });
  for (const emoji of STICKERS) {
    const button = choice(emoji, emoji);
    button.classList.add('sticker');
    choices.append(button);
  }
  const emoji = await ask(texts.sticker, [choices], [{ value: '', label: texts.cancel }]);
  if (emoji) await link.send('stickers', withReply(options, { emoji }));
}

/**
 * Answers the message that the composer has chosen, if any.
 *
 * @param {AttachOptions} options
 * @param {Record<string, unknown>} body
 */
function withReply({ takeReply }, body) {
  const replyTo = takeReply();
  return replyTo === undefined ? body : { ...body, replyTo };
}

/**
 * A button that closes the dialog around it with a value.
 *
 * @param {string} value
 * @param {...(Node | string)} content
 */
function choice(value, ...content) {
  const button = build('button', { type: 'button' }, ...content);
  button.addEventListener('click', () => button.closest('dialog')?.close(value));
  return button;
}

/**
 * @param {unknown} answer
 * @returns {{ id: number, name: string, phone: string }[]}
 */
function readPeople(answer) {
  if (typeof answer !== 'object' || answer === null || !('people' in answer) || !Array.isArray(answer.people))
    return [];
  return answer.people;
}
