import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { refused } from '../../site/outcome.ts';
import { presentDesk, presentFields, presentRequestType } from '../present/present-desk.ts';
import { DeskPage, presentDeskPage } from '../present/present-page.ts';
import { readUploads } from '../read-uploads.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';

interface OneDesk {
  Params: { serviceDeskId: string };
}

interface OneType {
  Params: { serviceDeskId: string; requestTypeId: string };
}

const path = '/rest/servicedeskapi';

export function registerDeskRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;

  app.get(`${path}/info`, (_request, reply) =>
    reply.send({
      version: '10.3.0',
      platformVersion: '10.3.0',
      buildChangeSet: 'jira-simulator',
      isLicensedForUse: true,
    }),
  );

  app.get(`${path}/servicedesk`, (request, reply) =>
    answer(reply, readBody(DeskPage, request.query), 200, (page) =>
      presentDeskPage(context, '/servicedesk', page, [site], () => presentDesk(context)),
    ),
  );

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId`, (request, reply) =>
    isOurs(context, request.params) ? reply.send(presentDesk(context)) : refuse(reply, deskNotFound),
  );

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId/requesttype`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    const query = readBody(
      DeskPage.extend({ groupId: z.string().optional(), searchQuery: z.string().optional() }),
      request.query,
    );
    return answer(reply, query, 200, ({ groupId, searchQuery, ...page }) => {
      const term = searchQuery?.toLowerCase() ?? '';
      const types = site.config.requestTypes.filter(
        (type) => (groupId === undefined || type.groupIds.includes(groupId)) && type.name.toLowerCase().includes(term),
      );
      return presentDeskPage(context, `/servicedesk/${site.config.serviceDeskId}/requesttype`, page, types, (type) =>
        presentRequestType(context, type),
      );
    });
  });

  app.get<OneType>(`${path}/servicedesk/:serviceDeskId/requesttype/:requestTypeId`, (request, reply) => {
    const type = isOurs(context, request.params) ? site.requestType(request.params.requestTypeId) : undefined;
    return type ? reply.send(presentRequestType(context, type)) : refuse(reply, typeNotFound);
  });

  app.get<OneType>(`${path}/servicedesk/:serviceDeskId/requesttype/:requestTypeId/field`, (request, reply) => {
    const type = isOurs(context, request.params) ? site.requestType(request.params.requestTypeId) : undefined;
    return type ? reply.send(presentFields(context, type)) : refuse(reply, typeNotFound);
  });

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId/requesttypegroup`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    const { serviceDeskId, requestTypes, requestTypeGroups = [] } = site.config;
    const ids = [...new Set(requestTypes.flatMap(({ groupIds }) => groupIds))];
    const groups = ids.map((id) => ({ id, name: requestTypeGroups.find((group) => group.id === id)?.name ?? id }));
    return answer(reply, readBody(DeskPage, request.query), 200, (page) =>
      presentDeskPage(context, `/servicedesk/${serviceDeskId}/requesttypegroup`, page, groups, (group) => group),
    );
  });

  registerTemporaryUpload(app, context);
}

export const deskNotFound = refused(404, 'The service desk does not exist.');
const typeNotFound = refused(404, 'The request type does not exist.');

/** A desk is named by its id or its project's key. */
export function isOurs({ site }: RestContext, { serviceDeskId }: { serviceDeskId: string }): boolean {
  return serviceDeskId === site.config.serviceDeskId || serviceDeskId === site.config.projectKey;
}

function registerTemporaryUpload(app: FastifyInstance, context: RestContext): void {
  app.post<OneDesk>(`${path}/servicedesk/:serviceDeskId/attachTemporaryFile`, async (request, reply) => {
    const uploads = await readUploads(context.site, request);
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    if (uploads.kind === 'refused') return refuse(reply, uploads);
    const temporaryAttachments: { temporaryAttachmentId: string; fileName: string }[] = [];
    for (const file of uploads.value) {
      const temporaryAttachmentId = context.temporaryFiles.hold(file);
      if (temporaryAttachmentId === undefined)
        return refuse(reply, refused(413, 'No more temporary attachments can be held.'));
      temporaryAttachments.push({ temporaryAttachmentId, fileName: file.filename });
    }
    return reply.status(201).send({ temporaryAttachments });
  });
}
