import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actAs } from '../act-as-person.ts';
import type { Outage } from '../rest/outage.ts';
import { readBody, refuse } from '../rest/refuse.ts';
import { notFound, refused } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import { viewWorkPackage } from '../view-work-packages.ts';
import type { LiveUpdates } from './live-updates.ts';

export interface BoardOptions {
  readonly live: LiveUpdates;
  readonly outage: Outage;
}

const Action = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('comment'),
    actorId: z.string(),
    number: z.string(),
    text: z.string().min(1).max(20_000),
    internal: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('move'), actorId: z.string(), number: z.string(), status: z.string() }),
  z.strictObject({
    kind: z.literal('assign'),
    actorId: z.string(),
    number: z.string(),
    personId: z.string().nullable(),
  }),
]);
type Action = z.infer<typeof Action>;

const contentPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'";
const shownMax = 1_000;

/** The board's page at `/` and its own small API under `/board/api`: whoever opens it acts as an agent, no credentials. */
export function registerBoardRoutes(app: FastifyInstance, site: Site, { live, outage }: BoardOptions): void {
  void app.register(fastifyStatic, {
    root: fileURLToPath(new URL('../../web', import.meta.url)),
    cacheControl: false,
    setHeaders: (reply) => void reply.header('content-security-policy', contentPolicy),
  });
  app.get('/board/api/site', (_request, reply) =>
    reply.send({ ...describeSite(site), isDown: outage.isUnavailable() }),
  );
  app.get('/board/api/work_packages', (_request, reply) =>
    reply.send(site.state.workPackages.slice(-shownMax).map((each) => viewWorkPackage(site, each))),
  );
  app.get('/board/api/events', (_request, reply) => {
    if (!live.join(reply)) return refuse(reply, refused(409, 'TooManyBoards', 'Too many boards are open.'));
  });
  app.get<{ Params: { id: string } }>('/board/api/attachments/:id', (request, reply) => {
    const attachment = site.state.attachments.find(({ id }) => id === Number(request.params.id));
    const bytes = attachment && site.files.get(attachment.id);
    if (!attachment || !bytes) return refuse(reply, notFound);
    const name = encodeURIComponent(attachment.fileName);
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(bytes);
  });
  app.post('/board/api/act', (request, reply) => {
    const action = readBody(Action, request.body);
    if (action.kind === 'refused') return refuse(reply, action);
    try {
      perform(site, action.value);
      return reply.send({});
    } catch (error) {
      return refuse(reply, refused(422, 'Refused', error instanceof Error ? error.message : 'Refused.'));
    }
  });
  // The address OpenProject hands out for people to open.
  app.get<{ Params: { number: string } }>('/work_packages/:number', (request, reply) =>
    reply.redirect(`/#${encodeURIComponent(request.params.number)}`, 302),
  );
}

function perform(site: Site, action: Action): void {
  const agent = actAs(site, action.actorId);
  switch (action.kind) {
    case 'comment':
      agent.comment(action.number, action.text, { internal: action.internal });
      break;
    case 'move':
      agent.move(action.number, action.status);
      break;
    case 'assign':
      agent.assign(action.number, action.personId);
      break;
  }
}

function describeSite({ config }: Site) {
  const people = config.people.filter(({ id, active, member }) => active && member && id !== config.serviceAccountId);
  return {
    projectName: config.project.name,
    statuses: config.statuses.map(({ name }) => name),
    people: people.map(({ id, name }) => ({ id: String(id), name })),
    internalComments: config.internalComments,
  };
}
