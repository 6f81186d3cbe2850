import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { measureSla } from '../../site/measure-sla.ts';
import { issueNotFound, refused } from '../../site/outcome.ts';
import type { IssueRecord } from '../../site/records.ts';
import { transitionIssue } from '../../site/transition-issue.ts';
import { statusById, transitionsFrom } from '../../site/workflow.ts';
import { DeskPage, presentDeskPage } from '../present/present-page.ts';
import { presentRequest, presentStatusHistory } from '../present/present-request.ts';
import { presentSla } from '../present/present-sla.ts';
import { ExpandParameter } from '../read-query.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';
import { RaiseRequest, raiseRequest } from './raise-request.ts';

interface OneRequest {
  Params: { issueIdOrKey: string };
}

const path = '/rest/servicedeskapi/request';

export function registerRequestRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;

  app.post(path, (request, reply) => {
    const body = readBody(RaiseRequest, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    return answer(reply, raiseRequest(context, body.value), 201, (issue) => presentRequest(context, issue, new Set()));
  });

  app.get(path, (request, reply) =>
    answer(reply, readBody(ListQuery, request.query), 200, (query) =>
      presentDeskPage(context, '/request', query, listRequests(context, query), (issue) =>
        presentRequest(context, issue, query.expand),
      ),
    ),
  );

  app.get<OneRequest>(`${path}/:issueIdOrKey`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(z.object({ expand: ExpandParameter }), request.query), 200, ({ expand }) =>
      presentRequest(context, issue, expand),
    );
  });

  app.get<OneRequest>(`${path}/:issueIdOrKey/status`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(DeskPage, request.query), 200, (page) => presentStatusHistory(context, issue, page));
  });

  app.get<OneRequest>(`${path}/:issueIdOrKey/transition`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(DeskPage, request.query), 200, (page) =>
      presentDeskPage(
        context,
        `/request/${issue.id}/transition`,
        page,
        transitionsFrom(issue.statusId),
        ({ id, name }) => ({ id, name }),
      ),
    );
  });

  app.post<OneRequest>(`${path}/:issueIdOrKey/transition`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const body = readBody(z.strictObject({ id: z.string() }), request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const moved = transitionIssue(site, issue, { actorId: site.people.service.id, transitionId: body.value.id });
    return answer(reply, moved, 204, () => undefined);
  });

  registerSla(app, context);
}

/** Issues made without a request type are no requests: the service desk API does not show them. */
export function findRequest({ site }: RestContext, idOrKey: string): IssueRecord | undefined {
  const issue = site.findIssue(idOrKey);
  return issue?.requestTypeId === null ? undefined : issue;
}

const ListQuery = DeskPage.extend({
  expand: ExpandParameter,
  requestStatus: z.enum(['OPEN_REQUESTS', 'CLOSED_REQUESTS', 'ALL_REQUESTS']).default('ALL_REQUESTS'),
  requestOwnership: z.enum(['OWNED_REQUESTS', 'PARTICIPATED_REQUESTS', 'ALL_REQUESTS']).default('OWNED_REQUESTS'),
  requestTypeId: z.string().optional(),
  searchTerm: z.string().optional(),
});

/** Newest first. By default only the caller's own, which for a service account is seldom what is meant. */
function listRequests({ site }: RestContext, query: z.output<typeof ListQuery>): IssueRecord[] {
  const caller = site.people.service.id;
  const term = query.searchTerm?.toLowerCase() ?? '';
  return [...site.issues()].reverse().filter((issue) => {
    const isClosed = statusById(issue.statusId).category.key === 'done';
    return (
      issue.requestTypeId !== null &&
      (query.requestTypeId === undefined || issue.requestTypeId === query.requestTypeId) &&
      (query.requestStatus === 'ALL_REQUESTS' || isClosed === (query.requestStatus === 'CLOSED_REQUESTS')) &&
      (query.requestOwnership !== 'OWNED_REQUESTS' || issue.reporterId === caller) &&
      (query.requestOwnership !== 'PARTICIPATED_REQUESTS' || issue.participantIds.includes(caller)) &&
      issue.summary.toLowerCase().includes(term)
    );
  });
}

function registerSla(app: FastifyInstance, context: RestContext): void {
  app.get<OneRequest>(`${path}/:issueIdOrKey/sla`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(DeskPage, request.query), 200, (page) =>
      presentDeskPage(context, `/request/${issue.id}/sla`, page, measureSla(context.site, issue), (measure) =>
        presentSla(context, issue, measure),
      ),
    );
  });

  app.get<{ Params: { issueIdOrKey: string; slaMetricId: string } }>(
    `${path}/:issueIdOrKey/sla/:slaMetricId`,
    (request, reply) => {
      const issue = findRequest(context, request.params.issueIdOrKey);
      if (!issue) return refuse(reply, issueNotFound);
      const measure = measureSla(context.site, issue).find(({ id }) => id === request.params.slaMetricId);
      if (!measure) return refuse(reply, refused(404, 'The SLA metric does not exist.'));
      return reply.send(presentSla(context, issue, measure));
    },
  );
}
