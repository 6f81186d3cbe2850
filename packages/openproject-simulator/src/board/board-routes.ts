import { actionBytesMax, dispositionOf, type LiveUpdates, type Outage, serveBoard } from '@desk/tracker-simulator';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { performAction } from '../act/perform-action.ts';
import { PersonAction } from '../act/person-action.ts';
import { readBody } from '../rest/refuse.ts';
import { usualPriority } from '../site/change-work-package.ts';
import { notFound, type Refusal, refused } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import { categoryOf, onBoard, openWorkPackage, viewCard } from './view-card.ts';

export interface BoardOptions {
  readonly live: LiveUpdates;
  readonly outage: Outage;
}

const cardsMax = 1_000;

/** The board's pages at `/` and its own small API under `/board/api`: a person acting as an agent, no credentials. */
export function registerBoardRoutes(app: FastifyInstance, site: Site, { live, outage }: BoardOptions): void {
  serveBoard(app);
  app.get('/board/api/site', (_request, reply) =>
    reply.send({ ...describeSite(site), isDown: outage.isUnavailable() }),
  );
  app.get('/board/api/cards', (_request, reply) => {
    const newest = site.state.workPackages.toSorted((left, right) => right.updatedAt - left.updatedAt);
    return reply.send(newest.slice(0, cardsMax).map((each) => viewCard(site, each)));
  });
  app.get('/board/api/events', (_request, reply) => {
    if (!live.join(reply)) return refuseOnBoard(reply, refused(409, 'TooManyBoards', 'Too many boards are open.'));
  });
  app.get<{ Params: { key: string } }>('/board/api/issues/:key', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.key));
    return workPackage ? reply.send(openWorkPackage(site, workPackage)) : refuseOnBoard(reply, notFound);
  });
  registerFiles(app, site);
  registerAct(app, site);
  // The address OpenProject hands out for people to open.
  app.get<{ Params: { number: string } }>('/work_packages/:number', (request, reply) =>
    reply.redirect(`/#${encodeURIComponent(request.params.number)}`, 302),
  );
}

/** Tells every open board what changes. */
export function announceWorkPackages(site: Site, announce: LiveUpdates['announce']): () => void {
  return site.subscribe(({ workPackage }) => announce('card', viewCard(site, workPackage)));
}

function registerFiles(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { id: string } }>('/board/api/attachments/:id', (request, reply) => {
    const attachment = site.state.attachments.find(({ id }) => id === Number(request.params.id));
    const bytes = attachment && site.files.get(attachment.id);
    if (!attachment || !bytes) return refuseOnBoard(reply, notFound);
    const name = encodeURIComponent(attachment.fileName);
    return reply
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-type', attachment.contentType)
      .header('content-disposition', `${dispositionOf(attachment.contentType)}; filename*=UTF-8''${name}`)
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  });
}

/** A person's action; the answer is the work package as it then is. */
function registerAct(app: FastifyInstance, site: Site): void {
  app.post('/board/api/act', { bodyLimit: actionBytesMax }, (request, reply) => {
    const action = readBody(PersonAction, request.body);
    if (action.kind === 'refused') return refuseOnBoard(reply, action);
    const performed = performAction(site, action.value);
    if (performed.kind === 'refused') return refuseOnBoard(reply, performed);
    return reply.send(openWorkPackage(site, performed.value.workPackage));
  });
}

function refuseOnBoard(reply: FastifyReply, { status, message }: Refusal): FastifyReply {
  return reply.status(status).send({ errorMessages: [message] });
}

function describeSite(site: Site) {
  const { config } = site;
  const people = config.people
    .filter(({ id, active, member }) => active && member && id !== config.serviceAccountId)
    .map(({ id, name }) => onBoard(site, { id: String(id), name }));
  return {
    tracker: 'openproject',
    edition: 'OpenProject',
    abilities: ['remove-comments', ...(config.internalComments ? ['internal-notes'] : [])],
    projectKey: config.project.identifier,
    projectName: config.project.name,
    statuses: config.statuses.map(({ name }) => ({ name, category: categoryOf(site, name) })),
    priorities: config.priorities.map(({ name }) => name).toReversed(),
    usualPriority: usualPriority(site)?.name ?? '',
    agents: people,
    customers: people,
    requestTypes: config.types.map(({ id, name }) => ({ id: String(id), name, fieldIds: ['description', 'priority'] })),
    fieldNames: {},
  };
}
