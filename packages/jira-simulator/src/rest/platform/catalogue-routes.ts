import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { hasPermission } from '../../site/has-permission.ts';
import { linkIssues, linkTypes } from '../../site/link-issues.ts';
import { issueNotFound, refused } from '../../site/outcome.ts';
import { resolutions, statuses } from '../../site/workflow.ts';
import { formatJiraDate } from '../../text/format-date.ts';
import {
  presentIssueTypeStatuses,
  presentPriorities,
  presentProject,
  presentResolution,
  presentStatus,
} from '../present/present-catalogue.ts';
import { ListParameter } from '../read-query.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { apiRoot, type RestContext } from '../rest-context.ts';

/** What a site is and what it offers: server, permissions, priorities, statuses, fields, project, link types. */
export function registerCatalogueRoutes(app: FastifyInstance, context: RestContext): void {
  const root = apiRoot(context.site);
  app.get(`${root}/serverInfo`, (_request, reply) => reply.send(serverInfo(context)));
  // The older root is answered by Cloud as well.
  if (context.site.flavour === 'cloud')
    app.get('/rest/api/2/serverInfo', (_request, reply) => reply.send(serverInfo(context)));
  app.get(`${root}/priority`, (_request, reply) => reply.send(presentPriorities(context)));
  app.get(`${root}/status`, (_request, reply) => reply.send(statuses.map((status) => presentStatus(context, status))));
  app.get(`${root}/resolution`, (_request, reply) =>
    reply.send(resolutions.map((each) => presentResolution(context, each))),
  );
  app.get(`${root}/field`, (_request, reply) => reply.send(listFields(context)));
  app.get<{ Params: { projectIdOrKey: string } }>(`${root}/project/:projectIdOrKey`, (request, reply) => {
    const { projectIdOrKey } = request.params;
    const isOurs = projectIdOrKey === context.site.config.projectKey || projectIdOrKey === '10000';
    return isOurs ? reply.send(presentProject(context)) : refuse(reply, projectNotFound(projectIdOrKey));
  });
  app.get<{ Params: { projectIdOrKey: string } }>(`${root}/project/:projectIdOrKey/statuses`, (request, reply) => {
    const { projectIdOrKey } = request.params;
    const isOurs = projectIdOrKey === context.site.config.projectKey || projectIdOrKey === '10000';
    return isOurs ? reply.send([presentIssueTypeStatuses(context)]) : refuse(reply, projectNotFound(projectIdOrKey));
  });
  registerPermissions(app, context);
  registerLinks(app, context);
}

function projectNotFound(key: string) {
  return refused(404, `No project could be found with key '${key}'.`);
}

function serverInfo(context: RestContext): Record<string, unknown> {
  const { site } = context;
  const cloud = site.flavour === 'cloud';
  const version = site.config.version ?? '10.3.0';
  return {
    baseUrl: context.baseUrl(),
    version: cloud ? '1001.0.0-SNAPSHOT' : version,
    versionNumbers: cloud ? [1001, 0, 0] : version.split('.').map(Number),
    deploymentType: cloud ? 'Cloud' : 'Server',
    buildNumber: cloud ? 100_275 : 10_030_000,
    buildDate: '2026-10-01T00:00:00.000+0000',
    serverTime: formatJiraDate(site.now(), site.timeZone),
    scmInfo: 'jira-simulator',
    serverTitle: 'Jira (simulator)',
  };
}

function listFields({ site }: RestContext): unknown[] {
  const system = ['summary', 'description', 'priority', 'labels', 'assignee', 'reporter', 'status', 'attachment'];
  const custom = new Map(
    site.config.requestTypes.flatMap((type) => type.fields).map((field) => [field.fieldId, field]),
  );
  const shared = { orderable: true, navigable: true, searchable: true };
  return [
    ...system.map((id) => ({ id, key: id, name: id, custom: false, ...shared, clauseNames: [id] })),
    requestTypeField,
    ...[...custom.values()]
      .filter(({ fieldId }) => fieldId.startsWith('customfield_'))
      .map(({ fieldId, name, schema }) => {
        const customId = Number(fieldId.slice('customfield_'.length));
        return {
          id: fieldId,
          key: fieldId,
          name,
          custom: true,
          ...shared,
          clauseNames: [`cf[${customId}]`, name],
          schema: { ...schema, customId },
        };
      }),
  ];
}

/** Where Jira Service Management keeps a ticket's request type. */
const requestTypeField = {
  id: 'customfield_10010',
  key: 'customfield_10010',
  name: 'Request Type',
  custom: true,
  orderable: true,
  navigable: true,
  searchable: true,
  clauseNames: ['cf[10010]', 'Request Type'],
  schema: { type: 'sd-customerrequesttype', custom: 'com.atlassian.servicedesk:vp-origin', customId: 10_010 },
};

const permissionKeys = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'TRANSITION_ISSUES',
  'RESOLVE_ISSUES',
  'CLOSE_ISSUES',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'CREATE_ATTACHMENTS',
  'LINK_ISSUES',
  'MODIFY_REPORTER',
  'SERVICEDESK_AGENT',
  'ADMINISTER_PROJECTS',
  'USER_PICKER',
  'ADMINISTER',
];

const globalKeys = new Set(['USER_PICKER', 'ADMINISTER']);

function registerPermissions(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const Query = z.object({ permissions: ListParameter });
  app.get(`${apiRoot(site)}/mypermissions`, (request, reply) => {
    const query = readBody(Query, request.query);
    if (query.kind === 'refused') return refuse(reply, query);
    const wanted = query.value.permissions ?? (site.flavour === 'data-center' ? permissionKeys : undefined);
    if (!wanted) return refuse(reply, refused(400, 'The list of permissions is required.'));
    const unknown = wanted.filter((key) => !permissionKeys.includes(key));
    if (unknown.length > 0) return refuse(reply, refused(400, `Unrecognized permission(s): ${unknown.join(', ')}`));
    const entries = wanted.map((key) => [
      key,
      {
        id: String(10 + permissionKeys.indexOf(key)),
        key,
        name: key.toLowerCase().replaceAll('_', ' '),
        type: globalKeys.has(key) ? 'GLOBAL' : 'PROJECT',
        description: '',
        havePermission: hasPermission(site, key),
      },
    ]);
    return reply.send({ permissions: Object.fromEntries(entries) });
  });
}

const IssueReference = z.union([z.object({ key: z.string() }), z.object({ id: z.string() })]);
const LinkBody = z.strictObject({
  type: z.union([z.object({ name: z.string() }), z.object({ id: z.string() })]),
  inwardIssue: IssueReference,
  outwardIssue: IssueReference,
});

function registerLinks(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const root = apiRoot(site);
  app.get(`${root}/issueLinkType`, (_request, reply) => reply.send({ issueLinkTypes: linkTypes }));
  app.post(`${root}/issueLink`, (request, reply) => {
    const body = readBody(LinkBody, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const { type, inwardIssue, outwardIssue } = body.value;
    const inward = site.findIssue('key' in inwardIssue ? inwardIssue.key : inwardIssue.id);
    const outward = site.findIssue('key' in outwardIssue ? outwardIssue.key : outwardIssue.id);
    if (!inward || !outward) return refuse(reply, issueNotFound);
    const linked = linkIssues(site, {
      actorId: site.people.service.id,
      type: 'name' in type ? type.name : type.id,
      inward,
      outward,
    });
    return answer(reply, linked, 201, () => undefined);
  });
}
