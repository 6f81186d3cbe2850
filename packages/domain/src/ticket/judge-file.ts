import type { DraftFile, DraftLimits } from './draft.ts';

export type FileVerdict = 'accepted' | 'file-too-large' | 'file-forbidden';

/** Programs, whatever their name says. */
const forbiddenMimes: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-dosexec',
  'application/x-msdos-program',
  'application/vnd.microsoft.portable-executable',
  'application/x-executable',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-sh',
  'application/x-bat',
  'application/x-ms-installer',
  'application/x-ms-shortcut',
  'application/java-archive',
  'application/vnd.android.package-archive',
]);

/** Characters that hide or turn round the end of a name (a "gpj.exe" shown as "exe.jpg"), and control characters. */
const deceivingCharacters = /[\p{Cc}\p{Cf}]/gu;

/**
 * Whether a file may join a ticket, by what is announced of it. The size may be unknown (null): the transfer has its
 * own cap. The gateway judges again by the bytes.
 */
export function judgeFile(
  file: Pick<DraftFile, 'name' | 'mime' | 'bytes'>,
  limits: Pick<DraftLimits, 'fileBytesMax' | 'forbiddenExtensions'>,
): FileVerdict {
  if (forbiddenMimes.has(file.mime.toLowerCase().split(';', 1)[0]?.trim() ?? '')) return 'file-forbidden';
  if (limits.forbiddenExtensions.includes(extensionOf(file.name))) return 'file-forbidden';
  if (file.bytes !== null && file.bytes > limits.fileBytesMax) return 'file-too-large';
  return 'accepted';
}

/** What Windows would take for the extension: it ignores dots and spaces at the end of a name. */
function extensionOf(name: string): string {
  const plain = name.replace(deceivingCharacters, '').replace(/[.\s]+$/, '');
  const dot = plain.lastIndexOf('.');
  return dot < 0 ? '' : plain.slice(dot + 1).toLowerCase();
}
