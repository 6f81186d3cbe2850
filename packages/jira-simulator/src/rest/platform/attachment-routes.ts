import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { attachFiles, findAttachment, removeAttachment } from '../../site/attach-file.ts';
import { issueNotFound, refused } from '../../site/outcome.ts';
import type { AttachmentRecord } from '../../site/records.ts';
import { presentAttachment } from '../present/present-issue.ts';
import { readUploads } from '../read-uploads.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { apiRoot, type RestContext } from '../rest-context.ts';

interface OneAttachment {
  Params: { id: string };
}

export function registerAttachmentRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const root = apiRoot(site);

  app.post<{ Params: { issueIdOrKey: string } }>(`${root}/issue/:issueIdOrKey/attachments`, async (request, reply) => {
    const uploads = await readUploads(site, request);
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    if (uploads.kind === 'refused') return refuse(reply, uploads);
    const attached = attachFiles(site, issue, { actorId: site.people.service.id, files: uploads.value, public: true });
    return answer(reply, attached, 200, (files) => files.map((file) => presentAttachment(context, file)));
  });

  app.get<OneAttachment>(`${root}/attachment/:id`, (request, reply) => {
    const found = findAttachment(site, request.params.id);
    if (!found) return refuse(reply, attachmentNotFound(request.params.id));
    const metadata = presentAttachment(context, found.attachment);
    // Alone, Cloud's attachment has a numeric id; within an issue it is a string.
    return reply.send(site.flavour === 'cloud' ? { ...metadata, id: Number(found.attachment.id) } : metadata);
  });

  app.delete<OneAttachment>(`${root}/attachment/:id`, (request, reply) => {
    const found = findAttachment(site, request.params.id);
    if (!found) return refuse(reply, attachmentNotFound(request.params.id));
    removeAttachment(site, found.issue, found.attachment, site.people.service.id);
    return reply.status(204).send();
  });

  if (site.flavour === 'cloud') registerCloudContent(app, context);
  else registerDataCenterContent(app, context);
}

const ContentQuery = z.object({ redirect: z.enum(['true', 'false']).default('true') });
const MediaQuery = z.object({ until: z.coerce.number(), token: z.string() });
const mediaLifetimeMs = 10 * 60 * 1000;

/** Cloud redirects to a signed address of its media store, unless asked not to. */
function registerCloudContent(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const key = randomBytes(32);
  const sign = (id: string, until: number) => createHmac('sha256', key).update(`${id}.${until}`).digest('base64url');
  const redirectToMedia = (reply: FastifyReply, id: string) => {
    const until = site.now() + mediaLifetimeMs;
    return reply.redirect(`${context.baseUrl()}/media/file/${id}?until=${until}&token=${sign(id, until)}`, 303);
  };

  app.get<OneAttachment>('/rest/api/3/attachment/content/:id', (request, reply) => {
    const { id } = request.params;
    const found = findAttachment(site, id);
    if (!found) return refuse(reply, attachmentNotFound(id));
    const query = readBody(ContentQuery, request.query);
    if (query.kind === 'refused') return refuse(reply, query);
    if (query.value.redirect === 'false') return sendContent(context, reply, found.attachment);
    return redirectToMedia(reply, id);
  });

  app.get<{ Params: { issueIdOrKey: string; id: string } }>(
    '/rest/servicedeskapi/request/:issueIdOrKey/attachment/:id',
    (request, reply) => {
      const { issueIdOrKey, id } = request.params;
      const isThere = site.findIssue(issueIdOrKey)?.attachments.some((attachment) => attachment.id === id);
      return isThere ? redirectToMedia(reply, id) : refuse(reply, attachmentNotFound(id));
    },
  );

  app.get<OneAttachment>('/media/file/:id', (request, reply) => {
    const { id } = request.params;
    const query = MediaQuery.safeParse(request.query);
    const valid =
      query.success && query.data.until > site.now() && isEqual(query.data.token, sign(id, query.data.until));
    if (!valid) return refuse(reply, refused(403, 'The media address is not valid any more.'));
    const found = findAttachment(site, id);
    return found ? sendContent(context, reply, found.attachment) : refuse(reply, attachmentNotFound(id));
  });
}

function registerDataCenterContent(app: FastifyInstance, context: RestContext): void {
  app.get<{ Params: { id: string; filename: string } }>('/secure/attachment/:id/:filename', (request, reply) => {
    const found = findAttachment(context.site, request.params.id);
    return found ? sendContent(context, reply, found.attachment) : refuse(reply, attachmentNotFound(request.params.id));
  });
}

/** `inline` only for types a browser may show without harm. */
export function sendContent(
  context: RestContext,
  reply: FastifyReply,
  { id, filename, mimeType }: AttachmentRecord,
  disposition: 'attachment' | 'inline' = 'attachment',
): FastifyReply {
  const bytes = context.site.files.get(id);
  if (!bytes) return refuse(reply, attachmentNotFound(id));
  return reply
    .header('content-type', mimeType)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(filename)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}

export function attachmentNotFound(id: string) {
  return refused(404, `The attachment with id '${id}' does not exist.`);
}

function isEqual(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
