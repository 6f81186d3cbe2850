import type { TicketLooks } from '../../ports/ticket-looks.ts';
import { listActivities } from './activities.ts';
import type { OpenProjectContext } from './context.ts';
import { listFiles } from './files.ts';
import { isId } from './hal.ts';
import { noSuchTicket, readWorkPackage } from './work-package.ts';

const fileBytesMax = 20 * 1024 * 1024;
const deadlineMsMin = 30_000;
/** The slowest line a file is given time for. */
const bytesPerSecondMin = 256 * 1024;

/** Opens a file of this very ticket: an id alone would open any file of OpenProject. */
export async function openFile(
  context: OpenProjectContext,
  number: string,
  fileId: string,
): ReturnType<TicketLooks['openFile']> {
  if (!isId(number) || !isId(fileId)) return noSuchTicket;
  const [read, own, activities] = await Promise.all([
    readWorkPackage(context, number),
    listFiles(context, number),
    listActivities(context, number),
  ]);
  if (read.kind !== 'answered') return read;
  if (own.kind !== 'answered') return own;
  if (activities.kind !== 'answered') return activities;
  const all = [...own.value, ...activities.value.flatMap(({ files }) => files)];
  const file = all.find(({ id, isReadable }) => id === fileId && isReadable);
  if (!file) return noSuchTicket;
  const { name, mime, bytes } = file;
  if (bytes > fileBytesMax) return { kind: 'refused', reason: 'too-large' };
  const opened = await context.transport.download({
    name: 'read file',
    path: `/attachments/${fileId}/content`,
    deadlineMs: deadlineMsMin + Math.ceil((bytes / bytesPerSecondMin) * 1000),
  });
  if (opened.kind !== 'answered') return opened;
  return { kind: 'opened', file: { name, mime, bytes, content: opened.value } };
}
