import type { CommentWriter } from '../../ports/comment-writer.ts';
import type { TrackerFile, TrackerTrouble } from '../../ports/tracker.ts';
import { encodeMultipart } from '../trackers/encode-multipart.ts';
import type { CallEffect } from '../trackers/judge-status.ts';
import type { OpenProjectContext } from './context.ts';
import { Attachment } from './files.ts';
import type { OpenProjectAnswer } from './transport.ts';
import { readWorkPackage } from './work-package.ts';

const deadlineMsMin = 30_000;
/** The slowest line a file is given time for. */
const bytesPerSecondMin = 128 * 1024;

/** Attaches one file to the work package itself, where everyone who may see it sees the file. */
export async function attachFile(
  context: OpenProjectContext,
  number: string,
  file: TrackerFile,
): Promise<{ readonly kind: 'attached' } | TrackerTrouble> {
  const read = await readWorkPackage(context, number);
  if (read.kind !== 'answered') return read;
  const path = `/work_packages/${number}/attachments`;
  const attached = await send(context, { name: 'attach file', effect: 'writes', path, file });
  return attached.kind === 'answered' ? { kind: 'attached' } : attached;
}

/** Belongs to nothing yet, and is cleared away by OpenProject within hours unless something claims it. */
export async function uploadFile(context: OpenProjectContext, file: TrackerFile): ReturnType<CommentWriter['upload']> {
  const uploaded = await send(context, { name: 'upload file', effect: 'reads', path: '/attachments', file });
  return uploaded.kind === 'answered' ? { kind: 'uploaded', temporaryId: uploaded.value.id } : uploaded;
}

interface Sending {
  readonly name: string;
  readonly effect: CallEffect;
  readonly path: string;
  readonly file: TrackerFile;
}

async function send(
  { transport }: OpenProjectContext,
  { file, ...call }: Sending,
): Promise<OpenProjectAnswer<Attachment>> {
  const multipart = encodeMultipart(file, {
    contentType: () => 'application/octet-stream',
    // OpenProject takes the file's true name from here.
    before: { name: 'metadata', json: { fileName: file.name } },
  });
  const sent = await transport.upload({
    ...call,
    headers: multipart.headers,
    body: multipart.body,
    answer: Attachment,
    deadlineMs: deadlineMsMin + Math.ceil((file.bytes / bytesPerSecondMin) * 1000),
  });
  // What cannot be read now will not be readable later.
  return multipart.fileFailed() ? { kind: 'refused', reason: 'invalid' } : sent;
}
