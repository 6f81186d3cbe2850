import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createIssue, deleteIssue } from '../../site/create-issue.ts';
import { editIssue } from '../../site/edit-issue.ts';
import { issueNotFound, type Outcome, refusedFields } from '../../site/outcome.ts';
import type { IssueRecord } from '../../site/records.ts';
import { presentHistory, presentIssue } from '../present/present-issue.ts';
import { countParameter, ExpandParameter, ListParameter, selectFields } from '../read-query.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { apiRoot, apiUrl, type RestContext } from '../rest-context.ts';
import { applyUpdates } from './apply-updates.ts';

interface OneIssue {
  Params: { issueIdOrKey: string };
}

export const EntityProperty = z.strictObject({ key: z.string().min(1).max(255), value: z.unknown() });

/** The body of creating and editing an issue, the same on both flavours. */
export const IssueUpdate = z.strictObject({
  fields: z.record(z.string(), z.unknown()).default({}),
  update: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).default({}),
  properties: z.array(EntityProperty).optional(),
  historyMetadata: z.unknown().optional(),
  transition: z.object({ id: z.string() }).optional(),
});

export function registerIssueRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const root = apiRoot(site);

  app.post(`${root}/issue`, (request, reply) => {
    const body = readBody(IssueUpdate, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    return answer(reply, createPlainIssue(context, body.value), 201, (issue) => ({
      id: issue.id,
      key: issue.key,
      self: apiUrl(context, `/issue/${issue.id}`),
    }));
  });

  app.get<OneIssue>(`${root}/issue/:issueIdOrKey`, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const query = readBody(IssueQuery, request.query);
    return answer(reply, query, 200, ({ fields, expand, properties }) =>
      presentIssue(context, issue, {
        includes: selectFields(fields, ['*all']),
        expand,
        ...(properties && { properties }),
      }),
    );
  });

  app.put<OneIssue>(`${root}/issue/:issueIdOrKey`, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const body = readBody(IssueUpdate, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const fields = applyUpdates(issue, body.value);
    if (fields.kind === 'refused') return refuse(reply, fields);
    const edited = editIssue(site, issue, {
      actorId: site.people.service.id,
      fields: fields.value,
      textFormat: context.richText,
    });
    if (edited.kind === 'done') for (const { key, value } of body.value.properties ?? []) issue.properties[key] = value;
    return answer(reply, edited, 204, () => undefined);
  });

  app.delete<OneIssue>(`${root}/issue/:issueIdOrKey`, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    deleteIssue(site, issue, site.people.service.id);
    return reply.status(204).send();
  });

  app.put<OneIssue>(`${root}/issue/:issueIdOrKey/assignee`, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const fields = { assignee: request.body };
    const edited = editIssue(site, issue, { actorId: site.people.service.id, fields, textFormat: 'plain' });
    return answer(reply, edited, 204, () => undefined);
  });

  if (site.flavour === 'cloud') registerChangelogRoute(app, context);
}

const IssueQuery = z.object({ fields: ListParameter, expand: ExpandParameter, properties: ListParameter });

const Project = z.union([z.object({ key: z.string() }), z.object({ id: z.string() })]);

/** An issue made without the portal: it has no request type, so customers do not see it. */
function createPlainIssue(
  context: RestContext,
  { fields, properties }: z.output<typeof IssueUpdate>,
): Outcome<IssueRecord> {
  const { site } = context;
  const { project: rawProject, issuetype, ...rest } = fields;
  const project = Project.safeParse(rawProject);
  const isOurs =
    project.success &&
    ('key' in project.data ? project.data.key === site.config.projectKey : project.data.id === '10000');
  if (!isOurs) return refusedFields({ project: 'valid project is required' });
  if (issuetype === undefined) return refusedFields({ issuetype: 'Specify an issue type' });
  return createIssue(site, {
    actorId: site.people.service.id,
    requestTypeId: null,
    fields: rest,
    properties: Object.fromEntries((properties ?? []).map(({ key, value }) => [key, value])),
    textFormat: context.richText,
  });
}

const Page = z.object({ startAt: countParameter(0, 1_000_000), maxResults: countParameter(100, 100) });

function registerChangelogRoute(app: FastifyInstance, context: RestContext): void {
  app.get<OneIssue>('/rest/api/3/issue/:issueIdOrKey/changelog', (request, reply) => {
    const issue = context.site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(Page, request.query), 200, ({ startAt, maxResults }) => {
      const values = issue.history.slice(startAt, startAt + maxResults).map((entry) => presentHistory(context, entry));
      const isLast = startAt + values.length >= issue.history.length;
      return {
        self: apiUrl(context, `/issue/${issue.id}/changelog`),
        maxResults,
        startAt,
        total: issue.history.length,
        isLast,
        values,
      };
    });
  });
}
