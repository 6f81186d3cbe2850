import { attachmentUrl } from './api.js';
import { element } from './element.js';
import { formatSize } from './format.js';
import { icon } from './icons.js';
import { words } from './words.js';

/** @import { Attachment } from './types.js' */

/**
 * Files as tiles: pictures are shown, everything else is only offered for download.
 *
 * @param {Attachment[]} files
 */
export function fileTiles(files) {
  return element('ul', { className: 'files' }, ...files.map((file) => element('li', {}, fileView(file))));
}

/** @param {Attachment} file */
function fileView(file) {
  const url = attachmentUrl(file.id);
  const isPicture = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(file.mimeType);
  return element(
    'a',
    {
      className: `file${isPicture ? ' file-picture' : ''}`,
      href: url,
      download: isPicture ? undefined : file.filename,
      target: isPicture ? '_blank' : undefined,
      rel: 'noopener',
    },
    isPicture
      ? element('img', { src: url, alt: '', loading: 'lazy' })
      : element('span', { className: 'file-icon' }, icon('file')),
    element('span', { className: 'file-name', title: file.filename }, file.filename),
    element(
      'span',
      { className: 'file-size' },
      formatSize(file.size),
      !file.public && element('span', { className: 'file-lock', title: words().internalMark }, icon('lock')),
    ),
  );
}
