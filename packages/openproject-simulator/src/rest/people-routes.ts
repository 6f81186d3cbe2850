import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound, refused } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import { collection, presentPerson } from './present.ts';
import { halType, refuse } from './refuse.ts';

const Filter = z.object({ operator: z.string(), values: z.array(z.string()).min(1) });
const PersonFilters = z.array(
  z.union([
    z.strictObject({ any_name_attribute: Filter.extend({ operator: z.literal('~') }) }),
    z.strictObject({ status: Filter.extend({ operator: z.literal('=') }) }),
    z.strictObject({ type: Filter.extend({ operator: z.literal('=') }) }),
  ]),
);

const activeStatus = '1';

export function registerPeopleRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { id: string } }>('/api/v3/users/:id', (request, reply) => {
    const { id } = request.params;
    const person = site.person(id === 'me' ? site.config.serviceAccountId : Number(id));
    return person ? reply.type(halType).send(presentPerson(person)) : refuse(reply, notFound);
  });

  app.get<{ Querystring: { filters?: string } }>('/api/v3/principals', (request, reply) => {
    const filters = PersonFilters.safeParse(JSON.parse(request.query.filters ?? '[]'));
    if (!filters.success) return refuse(reply, refused(400, 'InvalidQuery', 'Filters are not understood.'));
    const found = site.config.people.filter((person) =>
      filters.data.every((filter) => {
        if ('type' in filter) return filter.type.values.includes('User');
        if ('status' in filter) return person.active === filter.status.values.includes(activeStatus);
        const wanted = filter.any_name_attribute.values.map((value) => value.toLowerCase());
        return wanted.some((part) => `${person.name} ${person.email}`.toLowerCase().includes(part));
      }),
    );
    return reply.type(halType).send(collection('/api/v3/principals', found.map(presentPerson)));
  });
}
