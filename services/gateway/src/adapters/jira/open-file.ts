import { z } from 'zod';
import type { TicketLooks } from '../../ports/ticket-looks.ts';
import type { JiraContext } from './context.ts';
import { isItemId } from './jira-comment.ts';
import { isTicketNumber, noSuchTicket } from './read-issue.ts';

const fileBytesMax = 20 * 1024 * 1024;
const deadlineMsMin = 30_000;
/** The slowest line a file is given time for. */
const bytesPerSecondMin = 256 * 1024;

const Attachments = z.object({
  fields: z.object({
    attachment: z
      .array(
        z.object({
          id: z.string(),
          filename: z.string(),
          size: z.int().nonnegative(),
          mimeType: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

/** Opens a file of this very ticket: an id alone would open any file of Jira. */
export async function openFile(
  { transport, flavour }: JiraContext,
  number: string,
  fileId: string,
): ReturnType<TicketLooks['openFile']> {
  if (!isTicketNumber(number) || !isItemId(fileId)) return noSuchTicket;
  const listed = await transport.send({
    name: 'list files',
    effect: 'reads',
    method: 'GET',
    path: `${flavour.api}/issue/${number}`,
    query: { fields: 'attachment' },
    answer: Attachments,
  });
  if (listed.kind !== 'answered') return listed;
  const file = listed.value.fields.attachment.find(({ id }) => id === fileId);
  if (!file) return noSuchTicket;
  const { filename: name, size: bytes, mimeType = 'application/octet-stream' } = file;
  if (bytes > fileBytesMax) return { kind: 'refused', reason: 'too-large' };

  const opened = await transport.download({
    name: 'read file',
    ...flavour.fileAddress(fileId, name),
    deadlineMs: deadlineMsMin + Math.ceil((bytes / bytesPerSecondMin) * 1000),
  });
  if (opened.kind !== 'answered') return opened;
  return { kind: 'opened', file: { name, mime: mimeType, bytes, content: opened.value } };
}
