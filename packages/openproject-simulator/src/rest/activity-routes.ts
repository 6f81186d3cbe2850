import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import { addComment, editComment } from '../site/write-comment.ts';
import { collection, presentActivity } from './present.ts';
import { answer, forbidden, halType, readBody, refuse } from './refuse.ts';
import type { OneWorkPackage } from './work-package-routes.ts';

const Comment = z.object({ comment: z.object({ raw: z.string() }), internal: z.boolean().default(false) });

export function registerActivityRoutes(app: FastifyInstance, site: Site): void {
  const self = site.config.serviceAccountId;

  app.get<OneWorkPackage>('/api/v3/work_packages/:id/activities', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    const shown = site.activitiesOf(workPackage.id).map((activity) => presentActivity(site, activity));
    return reply.type(halType).send(collection(request.url, shown));
  });

  app.post<OneWorkPackage>('/api/v3/work_packages/:id/activities', (request, reply) => {
    const workPackage = site.workPackage(Number(request.params.id));
    if (!workPackage) return refuse(reply, notFound);
    if (site.config.withheld.includes('comment')) return refuse(reply, forbidden);
    const body = readBody(Comment, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const { comment, internal } = body.value;
    const added = addComment(site, self, workPackage, { text: comment.raw, internal });
    return answer(reply, added, (activity) => presentActivity(site, activity), 201);
  });

  app.get<OneWorkPackage>('/api/v3/activities/:id', (request, reply) => {
    const activity = site.activity(Number(request.params.id));
    return activity ? reply.type(halType).send(presentActivity(site, activity)) : refuse(reply, notFound);
  });

  app.patch<OneWorkPackage>('/api/v3/activities/:id', (request, reply) => {
    const activity = site.activity(Number(request.params.id));
    if (!activity) return refuse(reply, notFound);
    const body = readBody(Comment, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const edited = editComment(site, activity, body.value.comment.raw);
    return answer(reply, edited, (after) => presentActivity(site, after));
  });
}
