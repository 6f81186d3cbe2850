import { actionBytesMax, dispositionOf, type LiveUpdates, type Outage, serveBoard } from '@desk/tracker-simulator';
import type { FastifyInstance } from 'fastify';
import { performAction } from '../act/perform-action.ts';
import { PersonAction } from '../act/person-action.ts';
import { sendContent } from '../rest/platform/attachment-routes.ts';
import { answer, readBody, refuse } from '../rest/refuse.ts';
import type { RestContext } from '../rest/rest-context.ts';
import { findAttachment } from '../site/attach-file.ts';
import { issueNotFound, refused } from '../site/outcome.ts';
import { isAssignable } from '../site/people.ts';
import { priorities } from '../site/priorities.ts';
import type { Site } from '../site/site.ts';
import { viewPerson } from '../site/view-issue.ts';
import { statuses } from '../site/workflow.ts';
import { openIssue, viewCard } from './view-card.ts';

const cardsMax = 1_000;

export interface BoardOptions {
  readonly live: LiveUpdates;
  readonly outage: Outage;
}

/** The board's pages at `/` and its own small API under `/board/api`: a person acting as an agent, no credentials. */
export function registerBoardRoutes(app: FastifyInstance, context: RestContext, { live, outage }: BoardOptions): void {
  const { site } = context;
  serveBoard(app);
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
    return sendContent(context, reply, found.attachment, dispositionOf(found.attachment.mimeType));
  });
  // The addresses Jira hands out for people to open.
  for (const address of ['/browse/:key', '/servicedesk/customer/portal/:deskId/:key']) {
    app.get<OneIssue>(address, (request, reply) => reply.redirect(`/#${encodeURIComponent(request.params.key)}`, 302));
  }
  registerAct(app, site);
}

interface OneIssue {
  Params: { key: string };
}

/** What a person can do at Jira's own pages, beyond what every board offers. */
const abilities = ['internal-notes', 'turn-comments', 'remove-comments', 'participants'];

function describeSite(site: Site): Record<string, unknown> {
  const agents = site.people.all().filter(isAssignable);
  const atPortal = site.people.all().filter(({ active, deskAccess }) => active && deskAccess);
  const customers = (['customer', 'agent'] as const).flatMap((wanted) =>
    atPortal.filter(({ role }) => role === wanted),
  );
  return {
    tracker: 'jira',
    edition: site.flavour === 'cloud' ? 'Cloud' : 'Data Center',
    abilities,
    projectKey: site.config.projectKey,
    projectName: site.config.projectName ?? null,
    statuses: statuses.map(({ name, category }) => ({ name, category: category.key })),
    priorities: priorities.map(({ name }) => name),
    usualPriority: 'Medium',
    agents: agents.map(({ id }) => viewPerson(site, id)),
    customers: customers.map(({ id }) => viewPerson(site, id)),
    requestTypes: site.config.requestTypes.map(({ id, name, fields }) => ({
      id,
      name,
      fieldIds: fields.map(({ fieldId }) => fieldId),
    })),
    fieldNames: Object.fromEntries(
      site.config.requestTypes.flatMap(({ fields }) => fields.map(({ fieldId, name }) => [fieldId, name])),
    ),
  };
}

/** A person's action; the answer is the issue as it then is. */
function registerAct(app: FastifyInstance, site: Site): void {
  app.post('/board/api/act', { bodyLimit: actionBytesMax }, (request, reply) => {
    const action = readBody(PersonAction, request.body);
    if (action.kind === 'refused') return refuse(reply, action);
    return answer(reply, performAction(site, action.value), 200, ({ issue }) => openIssue(site, issue));
  });
}
