import type { FastifyInstance } from 'fastify';
import { notFound } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import { collection, link, presentPerson, presentSchema } from './present.ts';
import { halType, refuse } from './refuse.ts';

/** What the project has: its types, statuses, priorities and fields. */
export function registerCatalogueRoutes(app: FastifyInstance, site: Site): void {
  const { config } = site;
  const { project } = config;

  const shown = { _type: 'Project', ...project, active: true, _links: { self: link('projects', project.id) } };
  app.get('/api/v3', (_request, reply) =>
    // Only administrators are told the version.
    reply.type(halType).send({ _type: 'Root', instanceName: 'OpenProject', _links: { self: { href: '/api/v3' } } }),
  );
  app.get('/api/v3/projects', (_request, reply) =>
    reply.type(halType).send(collection('/api/v3/projects', [shown], { pageSize: 20, offset: 1 })),
  );
  app.get<OneProject>('/api/v3/projects/:id', (request, reply) => {
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    return reply.type(halType).send(shown);
  });
  app.get<OneProject>('/api/v3/projects/:id/available_assignees', (request, reply) => {
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    const people = config.people.filter(({ id }) => site.member(id));
    return reply.type(halType).send(collection(request.url, people.map(presentPerson)));
  });
  app.get<OneProject>('/api/v3/projects/:id/configuration', (request, reply) => {
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    return reply.type(halType).send({
      _type: 'Configuration',
      maximumAttachmentFileSize: config.attachmentBytesMax,
      perPageOptions: [20, 100],
      enabledInternalComments: config.internalComments,
      _links: { self: { href: `/api/v3/projects/${project.id}/configuration` } },
    });
  });
  app.get<OneProject>('/api/v3/projects/:id/types', (request, reply) => {
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    return reply.type(halType).send(listOf('types', 'Type', config.types));
  });
  app.get('/api/v3/statuses', (_request, reply) =>
    reply.type(halType).send(listOf('statuses', 'Status', withDefault(config.statuses))),
  );
  app.get('/api/v3/priorities', (_request, reply) =>
    reply.type(halType).send(listOf('priorities', 'Priority', config.priorities)),
  );
  app.get<{ Params: { schema: string } }>('/api/v3/work_packages/schemas/:schema', (request, reply) => {
    const [projectId, typeId] = request.params.schema.split('-').map(Number);
    const type = config.types.find(({ id }) => id === typeId);
    if (projectId !== project.id || !type) return refuse(reply, notFound);
    return reply.type(halType).send(presentSchema(site, type.id));
  });
}

export interface OneProject {
  Params: { id: string };
}

/** By its number, or by its identifier. */
export function isProject({ config }: Site, id: string): boolean {
  return id === String(config.project.id) || id === config.project.identifier;
}

function listOf(path: string, type: string, items: readonly { readonly id: number; readonly name: string }[]) {
  return collection(
    `/api/v3/${path}`,
    items.map((item) => ({ _type: type, ...item, _links: { self: link(path, item.id, item.name) } })),
  );
}

/** The first status is that of new work packages. */
function withDefault<Item>(items: readonly Item[]) {
  return items.map((item, at) => ({ ...item, isDefault: at === 0 }));
}
