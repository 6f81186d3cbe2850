import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { attachFile, tooLarge, type UploadedFile } from '../site/attach-file.ts';
import { done, notFound, type Outcome, refused } from '../site/outcome.ts';
import type { Attachment } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import { collection, presentAttachment } from './present.ts';
import { answer, halType, refuse } from './refuse.ts';
import type { OneWorkPackage } from './work-package-routes.ts';

export function registerAttachmentRoutes(app: FastifyInstance, site: Site): void {
  const take = async (request: FastifyRequest, container: Attachment['container']): Promise<Outcome<Attachment>> => {
    const file = await readUpload(site, request);
    return file.kind === 'refused' ? file : attachFile(site, site.config.serviceAccountId, container, file.value);
  };
  const present = (attachment: Attachment) => presentAttachment(site, attachment);

  app.post('/api/v3/attachments', async (request, reply) => answer(reply, await take(request, null), present));

  app.post<OneWorkPackage>('/api/v3/work_packages/:id/attachments', async (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    return answer(reply, await take(request, { kind: 'work-package', id: workPackage.id }), present);
  });

  app.get<OneWorkPackage>('/api/v3/work_packages/:id/attachments', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    const files = site.attachmentsOf('work-package', workPackage.id).map(present);
    return reply.type(halType).send(collection(request.url, files));
  });

  app.get<OneWorkPackage>('/api/v3/attachments/:id', (request, reply) => {
    const attachment = site.state.attachments.find(({ id }) => id === Number(request.params.id));
    return attachment ? reply.type(halType).send(present(attachment)) : refuse(reply, notFound);
  });

  app.get<OneWorkPackage>('/api/v3/attachments/:id/content', (request, reply) => {
    const attachment = site.state.attachments.find(({ id }) => id === Number(request.params.id));
    const bytes = attachment && site.files.get(attachment.id);
    if (!attachment || !bytes) return refuse(reply, notFound);
    return reply.type(attachment.contentType).header('content-disposition', 'attachment').send(bytes);
  });
}

const Metadata = z.object({ fileName: z.string().min(1) });

/** Two parts: `metadata`, which names the file, and `file`. */
async function readUpload(site: Site, request: FastifyRequest): Promise<Outcome<UploadedFile>> {
  if (!request.isMultipart()) return refused(415, 'TypeNotSupported', 'Expected a multipart/form-data request.');
  let fileName: string | null = null;
  let upload: Omit<UploadedFile, 'filename'> | null = null;
  for await (const part of request.parts({ limits: { fileSize: site.config.attachmentBytesMax, parts: 3 } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer().catch(() => null);
      if (bytes === null) return tooLarge(site);
      if (part.fieldname === 'file') upload = { mimeType: part.mimetype, bytes };
    } else if (part.fieldname === 'metadata') {
      fileName = readFileName(part.value);
    }
  }
  if (fileName === null) return refused(400, 'InvalidRequestBody', 'The metadata part names no file.');
  if (upload === null) return refused(400, 'InvalidRequestBody', 'There is no file part.');
  return done({ filename: fileName, ...upload });
}

/** A part of type JSON comes parsed. */
function readFileName(value: unknown): string | null {
  try {
    const parsed = Metadata.safeParse(typeof value === 'string' ? JSON.parse(value) : value);
    return parsed.success ? parsed.data.fileName : null;
  } catch {
    return null;
  }
}
