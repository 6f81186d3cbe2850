import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound, refused, violates } from '../site/outcome.ts';
import { RelationType } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import { collection, presentPerson, presentRelation } from './present.ts';
import { forbidden, halType, readBody, refuse } from './refuse.ts';
import type { OneWorkPackage } from './work-package-routes.ts';

const Watcher = z.object({ user: z.object({ href: z.string() }) });
const NewRelation = z.object({ type: RelationType, _links: z.object({ to: z.object({ href: z.string() }) }) });

/** Who follows a work package, and how it stands to others. */
export function registerRelationRoutes(app: FastifyInstance, site: Site): void {
  app.get<OneWorkPackage>('/api/v3/work_packages/:id/watchers', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    const people = workPackage.watcherIds.flatMap((id) => site.person(id) ?? []);
    return reply.type(halType).send(collection(request.url, people.map(presentPerson)));
  });

  app.post<OneWorkPackage>('/api/v3/work_packages/:id/watchers', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    if (site.config.withheld.includes('watchers')) return refuse(reply, forbidden);
    const body = readBody(Watcher, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const person = site.member(lastNumber(body.value.user.href));
    if (!person) return refuse(reply, violates('user', 'The user is not allowed to view this resource.'));
    const isNew = !workPackage.watcherIds.includes(person.id);
    if (isNew) {
      workPackage.watcherIds.push(person.id);
      workPackage.updatedAt = site.now();
      site.announce({ kind: 'updated', workPackage });
    }
    return reply
      .status(isNew ? 201 : 200)
      .type(halType)
      .send(presentPerson(person));
  });

  app.post<OneWorkPackage>('/api/v3/work_packages/:id/relations', (request, reply) => {
    const from = site.workPackage(Number(request.params.id));
    if (!from) return refuse(reply, notFound);
    if (site.config.withheld.includes('relations')) return refuse(reply, forbidden);
    const body = readBody(NewRelation, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const to = site.workPackage(lastNumber(body.value._links.to.href));
    if (!to) return refuse(reply, violates('to', 'Related work package cannot be found.'));
    const isRelated = site.state.relations.some(
      ({ fromId, toId }) => (fromId === from.id && toId === to.id) || (fromId === to.id && toId === from.id),
    );
    if (isRelated) return refuse(reply, refused(409, 'RelationExists', 'A relation already exists.'));
    const relation = { id: site.nextId(), fromId: from.id, toId: to.id, type: body.value.type };
    site.state.relations.push(relation);
    return reply.status(201).type(halType).send(presentRelation(relation));
  });
}

function lastNumber(href: string): number {
  return Number(href.split('/').at(-1));
}
