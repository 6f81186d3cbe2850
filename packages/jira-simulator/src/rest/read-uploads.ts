import type { FastifyRequest } from 'fastify';
import { attachmentBytesMax, type UploadedFile } from '../site/attach-file.ts';
import { done, type Outcome, refused } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';

/** As many files as Jira takes in one request. */
const filesMax = 60;

/**
 * The files of a multipart request. Jira refuses one without `X-Atlassian-Token: no-check` (its guard against
 * forged requests), and takes files only under the name `file`.
 */
export async function readUploads(site: Site, request: FastifyRequest): Promise<Outcome<UploadedFile[]>> {
  const token = request.headers['x-atlassian-token'];
  if (token !== 'no-check' && token !== 'nocheck') return refused(403, 'XSRF check failed');
  if (!request.isMultipart()) return refused(400, 'The request is not a multipart/form-data request.');

  const bytesMax = attachmentBytesMax(site);
  const files: UploadedFile[] = [];
  const parts = request.files({ limits: { files: filesMax + 1, fileSize: bytesMax } });
  for await (const part of parts) {
    const bytes = await part.toBuffer().catch(() => undefined);
    if (bytes === undefined)
      return refused(413, `The file '${part.filename}' exceeds its maximum permitted size of ${bytesMax} bytes.`);
    if (part.fieldname !== 'file')
      return refused(400, `The part '${part.fieldname}' is unknown; files come under the name 'file'.`);
    files.push({ filename: part.filename || 'file', mimeType: part.mimetype, bytes });
  }
  if (files.length === 0) return refused(400, 'No file was uploaded.');
  if (files.length > filesMax) return refused(413, `At most ${filesMax} files can be uploaded at once.`);
  return done(files);
}
