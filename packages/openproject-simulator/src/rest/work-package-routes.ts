import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changeWorkPackage, conflict, createWorkPackage, type WantedFields } from '../site/change-work-package.ts';
import { notFound } from '../site/outcome.ts';
import type { CustomValue, WorkPackage } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import { isProject, type OneProject } from './catalogue-routes.ts';
import { readFilters, readSort } from './match-filters.ts';
import { collection, presentForm, presentWorkPackage } from './present.ts';
import { answer, forbidden, halType, readBody, refuse } from './refuse.ts';

const Link = z.object({ href: z.string().nullable() });

const Written = z.looseObject({
  subject: z.string().optional(),
  description: z.object({ raw: z.string() }).optional(),
  dueDate: z.string().nullable().optional(),
  lockVersion: z.int().optional(),
  _links: z.record(z.string(), Link).default({}),
});

export interface OneWorkPackage {
  Params: { id: string };
}

interface List extends OneProject {
  Querystring: { filters?: string; sortBy?: string; offset?: string; pageSize?: string; groupBy?: string };
}

const pageSizeUsual = 20;
const pageSizeMax = 1_000;

export function registerWorkPackageRoutes(app: FastifyInstance, site: Site): void {
  const { config } = site;
  app.post<OneProject>('/api/v3/projects/:id/work_packages/form', (request, reply) => {
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    if (config.withheld.includes('add')) return refuse(reply, forbidden);
    const body = readBody(Written, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const typeId = wantedOf(body.value).typeId ?? config.types[0]?.id ?? 0;
    return reply.type(halType).send(presentForm(site, typeId, request.body));
  });

  app.post<OneProject>('/api/v3/projects/:id/work_packages', (request, reply) => {
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    if (config.withheld.includes('add')) return refuse(reply, forbidden);
    const body = readBody(Written, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const created = createWorkPackage(site, site.config.serviceAccountId, wantedOf(body.value));
    return answer(reply, created, (workPackage) => presentWorkPackage(site, workPackage), 201);
  });

  app.get<List>('/api/v3/projects/:id/work_packages', (request, reply) => {
    const { filters, sortBy, offset = '1', pageSize = String(pageSizeUsual), groupBy } = request.query;
    if (!isProject(site, request.params.id)) return refuse(reply, notFound);
    const matches = readFilters(site, filters);
    if (matches.kind === 'refused') return refuse(reply, matches);
    const order = readSort(sortBy);
    if (order.kind === 'refused') return refuse(reply, order);
    const found = site.state.workPackages.filter(matches.value).sort(order.value);
    const size = Math.min(Number(pageSize), pageSizeMax);
    const from = (Number(offset) - 1) * size;
    const page = found.slice(from, from + size);
    const more = { total: found.length, count: page.length, pageSize: size, offset: Number(offset) };
    const groups = groupBy === 'assignee' ? { groups: groupByAssignee(site, found) } : {};
    const shown = page.map((workPackage) => presentWorkPackage(site, workPackage));
    return reply.type(halType).send(collection(request.url, shown, { ...more, ...groups }));
  });

  app.get<OneWorkPackage>('/api/v3/work_packages/:id', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    return workPackage ? reply.type(halType).send(presentWorkPackage(site, workPackage)) : refuse(reply, notFound);
  });

  app.patch<OneWorkPackage>('/api/v3/work_packages/:id', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    if (config.withheld.includes('edit')) return refuse(reply, forbidden);
    const body = readBody(Written, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const { lockVersion } = body.value;
    if (lockVersion === undefined) return refuse(reply, conflict);
    const wanted = { ...wantedOf(body.value), lockVersion };
    const changed = changeWorkPackage(site, site.config.serviceAccountId, workPackage, wanted);
    return answer(reply, changed, (after) => presentWorkPackage(site, after));
  });
}

function wantedOf({ subject, description, dueDate, _links: links, ...others }: z.infer<typeof Written>): WantedFields {
  const customValues: Record<string, CustomValue> = {};
  for (const [name, value] of Object.entries({ ...others, ...links })) {
    if (/^customField\d+$/.test(name)) customValues[name] = customValueOf(value);
  }
  const id = (name: string) => (links[name] ? (idOf(links[name].href) ?? 0) : undefined);
  return {
    subject,
    description: description?.raw,
    dueDate,
    typeId: id('type'),
    statusId: id('status'),
    priorityId: id('priority'),
    assigneeId: links.assignee ? idOf(links.assignee.href) : undefined,
    customValues,
  };
}

function customValueOf(value: unknown): CustomValue {
  const linked = Link.safeParse(value);
  if (linked.success) return idOf(linked.data.href);
  const formatted = z.object({ raw: z.string() }).safeParse(value);
  if (formatted.success) return formatted.data.raw;
  return typeof value === 'string' ? value : null;
}

function idOf(href: string | null): number | null {
  const id = Number(href?.split('/').at(-1));
  return href !== null && Number.isInteger(id) ? id : null;
}

/** How many there are for each, whatever the page shows of them. */
function groupByAssignee(site: Site, found: readonly WorkPackage[]) {
  const counts = new Map<number | null, number>();
  for (const { assigneeId } of found) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({
    value: id === null ? null : (site.person(id)?.name ?? ''),
    count,
    _links: { valueLink: id === null ? [] : [{ href: `/api/v3/users/${id}` }] },
  }));
}
