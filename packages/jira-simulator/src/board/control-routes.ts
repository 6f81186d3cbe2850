import { Disturbance, type Outage, type RequestLog, type Webhooks, webhookFaultKinds } from '@desk/tracker-simulator';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { describeResult } from '../act/describe-result.ts';
import { performAction } from '../act/perform-action.ts';
import { PersonAction } from '../act/person-action.ts';
import type { Faults } from '../rest/faults.ts';
import { readBody, refuse } from '../rest/refuse.ts';
import type { Site } from '../site/site.ts';
import { viewIssue } from '../site/view-issue.ts';

const Fault = z.strictObject({
  kind: z.enum(['429', '503', 'timeout-before-commit', 'timeout-after-commit', ...webhookFaultKinds]),
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.union([z.int().min(1), z.literal('always')]),
  retryAfterSeconds: z.int().min(0).optional(),
  hangMs: z.int().min(0).max(600_000).optional(),
  delayMs: z.int().min(0).max(3_600_000).optional(),
  disturbance: Disturbance.optional(),
});

/** What many people do, one after the other. */
const Actions = z.strictObject({ actions: z.array(PersonAction).min(1).max(1_000) });
const actionsBytesMax = 32 * 1024 * 1024;

export interface ControlOptions {
  readonly site: Site;
  readonly faults: Faults;
  readonly outage: Outage;
  readonly log: RequestLog;
  readonly webhooks: Webhooks;
}

/** The programmatic controls over HTTP under `/simulator`, for a simulator that runs as a process of its own. */
export function registerControlRoutes(
  app: FastifyInstance,
  { site, faults, outage, log, webhooks }: ControlOptions,
): void {
  app.get('/simulator/state', (_request, reply) =>
    reply.send({
      flavour: site.flavour,
      down: outage.isUnavailable(),
      faults: faults.list(),
      issues: site.issueCount(),
    }),
  );
  app.get('/simulator/issues', (_request, reply) =>
    reply.send([...site.issues()].map((issue) => viewIssue(site, issue))),
  );
  app.get('/simulator/requests', (_request, reply) => reply.send(log.list()));

  app.get('/simulator/webhooks', (_request, reply) =>
    reply.send({ waiting: webhooks.waiting(), counts: webhooks.counts(), deliveries: webhooks.deliveries() }),
  );

  app.post('/simulator/act', { bodyLimit: actionsBytesMax }, (request, reply) => {
    const body = readBody(Actions, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    return reply.send({ results: body.value.actions.map((action) => describeResult(performAction(site, action))) });
  });

  app.post('/simulator/faults', (request, reply) => {
    const fault = readBody(Fault, request.body);
    if (fault.kind === 'refused') return refuse(reply, fault);
    faults.add(fault.value);
    return reply.status(201).send();
  });
  app.delete('/simulator/faults', (_request, reply) => {
    faults.clear();
    return reply.status(204).send();
  });
  // The port stays open for `up` to be heard: this outage is the kind that answers 503.
  app.post('/simulator/down', (_request, reply) => {
    outage.down('503');
    return reply.status(204).send();
  });
  app.post('/simulator/up', async (_request, reply) => {
    await outage.up();
    return reply.status(204).send();
  });
  app.post('/simulator/webhooks/deliver', async (_request, reply) => {
    await webhooks.deliverNow();
    return reply.status(204).send();
  });
}
