import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { transitionTo } from '../act-as-person.ts';
import type { Outage } from '../rest/outage.ts';
import { sendContent } from '../rest/platform/attachment-routes.ts';
import { answer, readBody, refuse } from '../rest/refuse.ts';
import type { RestContext } from '../rest/rest-context.ts';
import { findAttachment } from '../site/attach-file.ts';
import { editIssue } from '../site/edit-issue.ts';
import { issueNotFound, type Outcome, refused } from '../site/outcome.ts';
import { isAssignable } from '../site/people.ts';
import { priorities } from '../site/priorities.ts';
import type { IssueRecord } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import { viewPerson } from '../site/view-issue.ts';
import { statuses } from '../site/workflow.ts';
import { addComment, visibility } from '../site/write-comment.ts';
import type { LiveUpdates } from './live-updates.ts';
import { openIssue, viewCard } from './view-card.ts';

const cardsMax = 1_000;

export interface BoardOptions {
  readonly live: LiveUpdates;
  readonly outage: Outage;
}

/** The board's pages at `/` and its own small API under `/board/api`: a person acting as an agent, no credentials. */
export function registerBoardRoutes(app: FastifyInstance, context: RestContext, { live, outage }: BoardOptions): void {
  const { site } = context;
  void app.register(fastifyStatic, {
    root: fileURLToPath(new URL('../../web', import.meta.url)),
    cacheControl: false,
    setHeaders: (reply) => void reply.header('content-security-policy', contentPolicy),
  });

  app.get('/board/api/site', (_request, reply) =>
    reply.send({ ...describeSite(site), isDown: outage.isUnavailable() }),
  );
  app.get('/board/api/cards', (_request, reply) => {
    const newest = [...site.issues()].sort((left, right) => right.updatedAt - left.updatedAt).slice(0, cardsMax);
    return reply.send(newest.map((issue) => viewCard(site, issue)));
  });
  app.get('/board/api/events', (_request, reply) => {
    if (!live.join(reply)) return refuse(reply, refused(409, 'Too many boards are open.'));
  });
  app.get<OneIssue>('/board/api/issues/:key', (request, reply) => {
    const issue = site.findIssue(request.params.key);
    return issue ? reply.send(openIssue(site, issue)) : refuse(reply, issueNotFound);
  });
  app.get<{ Params: { id: string } }>('/board/api/attachments/:id', (request, reply) => {
    const found = findAttachment(site, request.params.id);
    if (!found) return refuse(reply, refused(404, 'There is no such attachment.'));
    reply.header('cache-control', 'private, max-age=31536000, immutable');
    return sendContent(
      context,
      reply,
      found.attachment,
      previewTypes.has(found.attachment.mimeType) ? 'inline' : 'attachment',
    );
  });
  // The addresses Jira hands out for people to open.
  for (const address of ['/browse/:key', '/servicedesk/customer/portal/:deskId/:key']) {
    app.get<OneIssue>(address, (request, reply) => reply.redirect(`/#${encodeURIComponent(request.params.key)}`, 302));
  }
  registerActions(app, site);
}

interface OneIssue {
  Params: { key: string };
}

const contentPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'";

/** Shown in the page; everything else is only offered for download. */
const previewTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

function describeSite(site: Site): Record<string, unknown> {
  const agents = site.people.all().filter(isAssignable);
  return {
    flavour: site.flavour,
    projectKey: site.config.projectKey,
    projectName: site.config.projectName ?? null,
    statuses: statuses.map(({ name, category }) => ({ name, category: category.key })),
    priorities: priorities.map(({ name }) => name),
    agents: agents.map(({ id }) => viewPerson(site, id)),
    fieldNames: Object.fromEntries(
      site.config.requestTypes.flatMap(({ fields }) => fields.map(({ fieldId, name }) => [fieldId, name])),
    ),
  };
}

const Actor = z.strictObject({ actorId: z.string() });

/** Each action is named by its path and answers with the issue as it then is. */
function registerActions(app: FastifyInstance, site: Site): void {
  act(app, site, 'transition', Actor.extend({ status: z.string() }), (issue, { actorId, status }) =>
    transitionTo(site, issue, { actorId, toStatus: status }),
  );
  act(app, site, 'comment', Actor.extend({ text: z.string(), public: z.boolean() }), (issue, body) =>
    addComment(site, issue, { actorId: body.actorId, body: { text: body.text }, properties: visibility(body.public) }),
  );
  act(app, site, 'assign', Actor.extend({ personId: z.string().nullable() }), (issue, { actorId, personId }) => {
    const assignee = personId === null ? null : site.flavour === 'cloud' ? { accountId: personId } : { name: personId };
    return editIssue(site, issue, { actorId, fields: { assignee }, textFormat: 'plain' });
  });
  act(app, site, 'priority', Actor.extend({ name: z.string() }), (issue, { actorId, name }) =>
    editIssue(site, issue, { actorId, fields: { priority: { name } }, textFormat: 'plain' }),
  );
}

function act<T extends z.ZodType<{ actorId: string }>>(
  app: FastifyInstance,
  site: Site,
  name: string,
  Body: T,
  perform: (issue: IssueRecord, body: z.output<T>) => Outcome<unknown>,
): void {
  app.post<OneIssue>(`/board/api/issues/:key/${name}`, (request, reply) => {
    const issue = site.findIssue(request.params.key);
    if (!issue) return refuse(reply, issueNotFound);
    const body = readBody(Body, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    if (!site.people.find(body.value.actorId)) return refuse(reply, refused(400, 'Nobody by that id works here.'));
    return answer(reply, perform(issue, body.value), 200, () => openIssue(site, issue));
  });
}
