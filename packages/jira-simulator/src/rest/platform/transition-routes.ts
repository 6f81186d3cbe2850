import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { issueNotFound } from '../../site/outcome.ts';
import { transitionIssue } from '../../site/transition-issue.ts';
import { transitionsFrom } from '../../site/workflow.ts';
import { presentTransition } from '../present/present-catalogue.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { apiRoot, type RestContext } from '../rest-context.ts';

interface OneIssue {
  Params: { issueIdOrKey: string };
}

const Resolution = z.union([z.strictObject({ name: z.string() }), z.strictObject({ id: z.string() })]);

const TransitionBody = z.strictObject({
  transition: z.object({ id: z.string() }),
  fields: z.strictObject({ resolution: Resolution.optional() }).optional(),
  historyMetadata: z.unknown().optional(),
});

export function registerTransitionRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const path = `${apiRoot(site)}/issue/:issueIdOrKey/transitions`;

  app.get<OneIssue>(path, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const transitions = transitionsFrom(issue.statusId).map((transition) => presentTransition(context, transition));
    return reply.send({ expand: 'transitions', transitions });
  });

  app.post<OneIssue>(path, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const body = readBody(TransitionBody, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const wanted = body.value.fields?.resolution;
    const moved = transitionIssue(site, issue, {
      actorId: site.people.service.id,
      transitionId: body.value.transition.id,
      resolution: wanted && ('name' in wanted ? wanted.name : wanted.id),
    });
    return answer(reply, moved, 204, () => undefined);
  });
}
