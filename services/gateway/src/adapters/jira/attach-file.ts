import { mimeTypeFor } from 'jira.js/core';
import { z } from 'zod';
import type { TrackerFile, TrackerTrouble } from '../../ports/tracker.ts';
import { encodeMultipart } from '../trackers/encode-multipart.ts';
import type { JiraContext } from './context.ts';
import { isTicketNumber, noSuchTicket } from './read-issue.ts';

const TemporaryFiles = z.object({
  temporaryAttachments: z.array(z.object({ temporaryAttachmentId: z.string().min(1) })).length(1),
});

const deadlineMsMin = 30_000;
/** The slowest line a file is given time for. */
const bytesPerSecondMin = 128 * 1024;

/**
 * Attaches one file so that the customer sees it too. First the bytes go to a temporary file, which Jira forgets by
 * itself, so a failure there has written nothing; then one small request makes it part of the ticket.
 */
export async function attachFile(
  { transport }: JiraContext,
  serviceDeskId: string,
  number: string,
  file: TrackerFile,
): Promise<{ readonly kind: 'attached' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const uploaded = await uploadFile({ transport }, serviceDeskId, file);
  if (uploaded.kind !== 'uploaded') return uploaded;

  const attached = await transport.send({
    name: 'attach file',
    effect: 'writes',
    method: 'POST',
    path: `/rest/servicedeskapi/request/${number}/attachment`,
    body: { temporaryAttachmentIds: [uploaded.temporaryId], public: true },
    answer: z.looseObject({}),
  });
  return attached.kind === 'answered' ? { kind: 'attached' } : attached;
}

/** Brings the bytes to a temporary file, which Jira forgets by itself after an hour or so. */
export async function uploadFile(
  { transport }: Pick<JiraContext, 'transport'>,
  serviceDeskId: string,
  file: TrackerFile,
): Promise<{ readonly kind: 'uploaded'; readonly temporaryId: string } | TrackerTrouble> {
  const multipart = encodeMultipart(file, { contentType: mimeTypeFor });
  const uploaded = await transport.upload({
    name: 'upload file',
    path: `/rest/servicedeskapi/servicedesk/${serviceDeskId}/attachTemporaryFile`,
    headers: multipart.headers,
    body: multipart.body,
    answer: TemporaryFiles,
    deadlineMs: deadlineMsMin + Math.ceil((file.bytes / bytesPerSecondMin) * 1000),
  });
  // What cannot be read now will not be readable later.
  if (multipart.fileFailed()) return { kind: 'refused', reason: 'invalid' };
  if (uploaded.kind !== 'answered') return uploaded;

  const [temporary] = uploaded.value.temporaryAttachments;
  if (!temporary) return { kind: 'refused', reason: 'invalid' };
  return { kind: 'uploaded', temporaryId: temporary.temporaryAttachmentId };
}
