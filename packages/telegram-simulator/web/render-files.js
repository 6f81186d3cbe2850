/** @import { ChatMessage, ShownFile } from '../src/people/chat-message.ts' */
/** @import { RenderContext } from './render-message.js' */
import { build } from './build-element.js';
import { formatDuration, formatPhone, formatSize, initials, tintClass } from './format-values.js';
import { icon } from './icons.js';

const WAVE_BARS = 26;
const RATIO_MIN = 0.8;
const RATIO_MAX = 2.2;

/**
 * Pictures and videos of one message or of a whole album, as a grid.
 *
 * @param {readonly ShownFile[]} files
 * @param {RenderContext} context
 */
export function renderMedia(files, context) {
  const grid = build('div', { class: `media ${files.length > 1 ? 'many' : 'one'}` });
  // The height is known before the picture is here, so nothing moves when it comes.
  grid.style.setProperty('--ratio', String(shownRatio(files[0])));
  for (const file of files) {
    const url = context.fileUrl(file.fileId);
    if (file.kind === 'photo') {
      const picture = build('img', { src: url, alt: context.texts.photo, width: file.width, height: file.height });
      grid.append(
        build(
          'button',
          { type: 'button', 'aria-label': context.texts.openPhoto, onclick: () => context.onOpenPhoto(url) },
          picture,
        ),
      );
    } else {
      grid.append(build('video', { src: url, controls: true, preload: 'metadata', 'aria-label': context.texts.video }));
    }
  }
  return grid;
}

/** @param {ShownFile | undefined} file */
function shownRatio(file) {
  const ratio = file?.width && file.height ? file.width / file.height : 4 / 3;
  return Math.min(Math.max(ratio, RATIO_MIN), RATIO_MAX);
}

/**
 * A document, a sound or a voice message.
 *
 * @param {ShownFile} file
 * @param {RenderContext} context
 * @returns {HTMLElement}
 */
export function renderFile(file, context) {
  if (file.kind === 'voice') return renderVoice(file, context);
  if (file.kind === 'video_note') {
    return build('video', {
      class: 'round-video',
      src: context.fileUrl(file.fileId),
      controls: true,
      'aria-label': context.texts.videoNote,
    });
  }
  const name = file.name ?? (file.kind === 'audio' ? context.texts.audio : context.texts.file);
  return build(
    'a',
    { class: 'file', href: context.fileUrl(file.fileId), download: name },
    build('span', { class: 'file-icon' }, icon('file')),
    build(
      'span',
      {},
      build('span', { class: 'file-name' }, name),
      build('small', {}, formatSize(file.sizeBytes, context.language)),
    ),
  );
}

/**
 * @param {NonNullable<ChatMessage['contact']>} contact
 */
export function renderContact(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ');
  return build(
    'div',
    { class: 'card' },
    build(
      'span',
      { class: `avatar ${tintClass(contact.user_id ?? name.length)}`, 'aria-hidden': 'true' },
      initials(name),
    ),
    build('span', {}, build('b', {}, name), build('small', {}, formatPhone(contact.phone_number))),
  );
}

/**
 * @param {NonNullable<ChatMessage['location']>} place
 * @param {RenderContext} context
 */
export function renderPlace({ latitude, longitude }, { texts }) {
  return build(
    'div',
    { class: 'card' },
    build('span', { class: 'file-icon' }, icon('place')),
    build(
      'span',
      {},
      build('b', {}, texts.place),
      build('small', {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`),
    ),
  );
}

/**
 * @param {ShownFile} file
 * @param {RenderContext} context
 */
function renderVoice(file, context) {
  const wave = build('span', { class: 'wave', 'aria-hidden': 'true' });
  for (let bar = 0; bar < WAVE_BARS; bar += 1) {
    const column = build('i');
    // A drawing, not the sound: the same for the same file.
    const noise = Math.abs(Math.sin((bar + 1) * (file.fileId.charCodeAt(5) + file.fileId.charCodeAt(9))));
    column.style.height = `${Math.round(4 + 18 * noise)}px`;
    wave.append(column);
  }
  const button = build(
    'button',
    { type: 'button', class: 'file-icon', 'aria-label': context.texts.play },
    icon('play'),
  );
  /** @type {HTMLAudioElement | undefined} */
  let audio;
  button.addEventListener('click', () => {
    audio ??= new Audio(context.fileUrl(file.fileId));
    audio.onended = () => button.replaceChildren(icon('play'));
    if (audio.paused) audio.play().catch(() => button.replaceChildren(icon('play')));
    else audio.pause();
    button.replaceChildren(icon(audio.paused ? 'play' : 'pause'));
  });
  return build(
    'div',
    { class: 'file' },
    button,
    build('span', {}, wave, build('small', {}, formatDuration(file.duration ?? 0))),
  );
}
