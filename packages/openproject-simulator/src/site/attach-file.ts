import { createHash } from 'node:crypto';
import { done, type Outcome, refused } from './outcome.ts';
import type { Attachment } from './records.ts';
import type { Site } from './site.ts';

export interface UploadedFile {
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** `container` null: kept until something claims it. */
export function attachFile(
  site: Site,
  authorId: number,
  container: Attachment['container'],
  { filename, mimeType, bytes }: UploadedFile,
): Outcome<Attachment> {
  if (bytes.byteLength > site.config.attachmentBytesMax) return tooLarge(site);
  const id = site.nextId();
  if (!site.files.put(id, bytes)) return tooLarge(site);
  const attachment: Attachment = {
    id,
    container,
    fileName: filename,
    contentType: mimeType,
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    authorId,
    createdAt: site.now(),
  };
  site.state.attachments.push(attachment);
  announceIn(site, container);
  return done(attachment);
}

export function tooLarge({ config }: Site) {
  const message = `File is too large (maximum size is ${config.attachmentBytesMax} Bytes).`;
  return refused(422, 'PropertyConstraintViolation', message, 'file');
}

function announceIn(site: Site, container: Attachment['container']): void {
  const number = container?.kind === 'activity' ? site.activity(container.id)?.workPackageId : container?.id;
  const workPackage = number === undefined ? undefined : site.workPackage(number);
  if (!workPackage) return;
  workPackage.updatedAt = site.now();
  site.announce({ kind: 'attached', workPackage });
}
