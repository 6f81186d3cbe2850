import { z } from 'zod';
import type { TrackerFileMark } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import { idOf, Link, listOf } from './hal.ts';
import type { OpenProjectAnswer } from './transport.ts';

export const Attachment = z
  .object({
    id: z.int().min(1).transform(String),
    fileName: z.string(),
    fileSize: z.int().nonnegative().default(0),
    contentType: z.string().default('application/octet-stream'),
    /** What a virus scanner holds back is nobody's to read. */
    status: z.string().default('uploaded'),
    _links: z.object({ author: Link.optional(), container: Link.optional() }),
  })
  .transform(({ id, fileName: name, fileSize: bytes, contentType, status, _links: links }) => ({
    id,
    name,
    bytes,
    mime: contentType,
    isReadable: status !== 'quarantined' && status !== 'prepared',
    author: idOf(links.author),
    isClaimed: idOf(links.container) !== null,
  }));
export type Attachment = z.infer<typeof Attachment>;

export function fileMark({ id, name, bytes }: Attachment): TrackerFileMark {
  return { id, name, bytes };
}

/** The files of the work package itself, without those of its comments. */
export async function listFiles(
  { transport }: OpenProjectContext,
  number: string,
): Promise<OpenProjectAnswer<readonly Attachment[]>> {
  const listed = await transport.send({
    name: 'list files',
    effect: 'reads',
    method: 'GET',
    path: `/work_packages/${number}/attachments`,
    answer: listOf(Attachment),
  });
  return listed.kind === 'answered' ? { kind: 'answered', value: listed.value.elements } : listed;
}
