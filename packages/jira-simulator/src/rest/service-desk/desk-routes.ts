import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { refused } from '../../site/outcome.ts';
import type { PersonRecord } from '../../site/records.ts';
import { presentDesk, presentFields, presentRequestType } from '../present/present-desk.ts';
import { DeskPage, presentDeskPage } from '../present/present-page.ts';
import { presentDeskUser } from '../present/present-person.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { readUploads } from '../read-uploads.ts';
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

  app.get(`${path}/info`, (_request, reply) => reply.send({ version: '10.3.0', platformVersion: '10.3.0', buildChangeSet: 'jira-simulator', isLicensedForUse: true }));

  app.get(`${path}/servicedesk`, (request, reply) =>
    answer(reply, readBody(DeskPage, request.query), 200, (page) => presentDeskPage(context, '/servicedesk', page, [site], () => presentDesk(context))),
  );

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId`, (request, reply) =>
    isOurs(context, request.params) ? reply.send(presentDesk(context)) : refuse(reply, deskNotFound),
  );

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId/requesttype`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    const query = readBody(DeskPage.extend({ groupId: z.string().optional(), searchQuery: z.string().optional() }), request.query);
    return answer(reply, query, 200, ({ groupId, searchQuery, ...page }) => {
      const term = searchQuery?.toLowerCase() ?? '';
      const types = site.config.requestTypes.filter(
        (type) => (groupId === undefined || type.groupIds.includes(groupId)) && type.name.toLowerCase().includes(term),
      );
      return presentDeskPage(context, `/servicedesk/${site.config.serviceDeskId}/requesttype`, page, types, (type) => presentRequestType(context, type));
    });
  });

  app.get<OneType>(`${path}/servicedesk/:serviceDeskId/requesttype/:requestTypeId`, (request, reply) => {
    const type = isOurs(context, request.params) ? site.requestType(request.params.requestTypeId) : undefined;
    return type ? reply.send(presentRequestType(context, type)) : refuse(reply, typeNotFound);
  });

  app.get<OneType>(`${path}/servicedesk/:serviceDeskId/requesttype/:requestTypeId/field`, (request, reply) => {
    const type = isOurs(context, request.params) ? site.requestType(request.params.requestTypeId) : undefined;
    return type ? reply.send(presentFields(type)) : refuse(reply, typeNotFound);
  });

  registerTemporaryUpload(app, context);
  registerCustomers(app, context);
}

const deskNotFound = refused(404, 'The service desk does not exist.');
const typeNotFound = refused(404, 'The request type does not exist.');

/** A desk is named by its id or its project's key. */
function isOurs({ site }: RestContext, { serviceDeskId }: { serviceDeskId: string }): boolean {
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
      if (temporaryAttachmentId === undefined) return refuse(reply, refused(413, 'No more temporary attachments can be held.'));
      temporaryAttachments.push({ temporaryAttachmentId, fileName: file.filename });
    }
    return reply.status(201).send({ temporaryAttachments });
  });
}

const NewCustomer = z.strictObject({ displayName: z.string().min(1).optional(), fullName: z.string().min(1).optional(), email: z.string() });
const People = z.strictObject({ accountIds: z.array(z.string()).max(100).default([]), usernames: z.array(z.string()).max(100).default([]) });

function registerCustomers(app: FastifyInstance, context: RestContext): void {
  const { site } = context;

  app.post(`${path}/customer`, (request, reply) => {
    const body = readBody(NewCustomer, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const { email, displayName, fullName } = body.value;
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) return refuse(reply, refused(400, `The email address '${email}' is not valid.`));
    if (site.people.findByEmail(email)) return refuse(reply, refused(400, `An account already exists for this email address: ${email}`));
    const id = site.flavour === 'cloud' ? `qm:${randomUUID()}` : email;
    // Known to the site now, but not yet a customer of this desk.
    const customer: PersonRecord = { id, displayName: displayName ?? fullName ?? email, emailAddress: email, role: 'customer', deskAccess: false, active: true };
    site.people.put(customer);
    return reply.status(201).send(presentDeskUser(context, id));
  });

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId/customer`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    return answer(reply, readBody(DeskPage.extend({ query: z.string().default('') }), request.query), 200, ({ query, ...page }) => {
      const term = query.toLowerCase();
      const customers = site.people
        .all()
        .filter((person) => person.role === 'customer' && person.deskAccess && `${person.displayName} ${person.emailAddress}`.toLowerCase().includes(term));
      return presentDeskPage(context, `/servicedesk/${site.config.serviceDeskId}/customer`, page, customers, ({ id }) => presentDeskUser(context, id));
    });
  });

  app.post<OneDesk>(`${path}/servicedesk/:serviceDeskId/customer`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    const body = readBody(People, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const people = [...body.value.accountIds, ...body.value.usernames].map((id) => site.people.find(id));
    if (people.includes(undefined)) return refuse(reply, refused(400, 'One of the users does not exist.'));
    for (const person of people) if (person) site.people.put({ ...person, deskAccess: true });
    return reply.status(204).send();
  });
}
