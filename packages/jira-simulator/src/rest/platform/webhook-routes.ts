import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hasPermission } from '../../site/has-permission.ts';
import { refused } from '../../site/outcome.ts';
import type { RegisteredWebhook } from '../../webhooks/registered-webhooks.ts';
import { readBody, refuse } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';

const shared = { name: z.string().min(1), url: z.url(), events: z.array(z.string()).min(1).max(100) };

/** As Cloud and older Data Centers take one; only Cloud knows the secret. */
const OlderWebhook = z.object({
  ...shared,
  filters: z.object({ 'issue-related-events-section': z.string().optional() }).optional(),
  excludeBody: z.boolean().optional(),
  secret: z.string().optional(),
});

/** As Data Center takes one from 10.0 on; a `secret` beside the configuration is ignored. */
const Webhook = z.object({
  ...shared,
  active: z.boolean().default(true),
  configuration: z
    .object({ SECRET: z.string().optional(), EXCLUDE_BODY: z.enum(['true', 'false']).optional() })
    .optional(),
});

interface OneWebhook {
  Params: { id: string };
}

/** The webhooks of administrators. They are described on pages of their own, not in the API descriptions. */
export function registerWebhookRoutes(app: FastifyInstance, context: RestContext): void {
  const { site, registeredWebhooks: webhooks } = context;
  const isRecent = site.flavour === 'data-center' && Number((site.config.version ?? '10').split('.')[0]) >= 10;
  const path = isRecent ? '/rest/jira-webhook/1.0/webhooks' : '/rest/webhooks/1.0/webhook';
  const present = isRecent ? presentWebhook : (webhook: RegisteredWebhook) => presentOlder(context, path, webhook);
  const forAdministrators = async (_request: FastifyRequest, reply: FastifyReply) => {
    if (!hasPermission(site, 'ADMINISTER')) return refuse(reply, refused(403, 'Only administrators may do this.'));
  };

  app.get(path, { preHandler: forAdministrators }, (_request, reply) => reply.send(webhooks.list().map(present)));

  app.post(path, { preHandler: forAdministrators }, (request, reply) => {
    const read = isRecent ? readWebhook(request.body) : readOlder(request.body, site.flavour === 'cloud');
    if (read.kind === 'refused') return refuse(reply, read);
    const added = webhooks.add(read.value);
    return added
      ? reply.status(201).send(present(added))
      : refuse(reply, refused(409, 'There are too many webhooks already.'));
  });

  app.delete<OneWebhook>(`${path}/:id`, { preHandler: forAdministrators }, (request, reply) =>
    webhooks.remove(request.params.id)
      ? reply.status(204).send()
      : refuse(reply, refused(404, `There is no webhook ${request.params.id}.`)),
  );
}

function readWebhook(body: unknown) {
  const read = readBody(Webhook, body);
  if (read.kind === 'refused') return read;
  const { name, url, events, active, configuration } = read.value;
  const secret = configuration?.SECRET ?? null;
  return { kind: 'done', value: { name, url, events, isEnabled: active, filter: null, secret } } as const;
}

function readOlder(body: unknown, isCloud: boolean) {
  const read = readBody(OlderWebhook, body);
  if (read.kind === 'refused') return read;
  const { name, url, events, filters } = read.value;
  const secret = isCloud ? (read.value.secret ?? null) : null;
  const filter = filters?.['issue-related-events-section'] ?? null;
  return { kind: 'done', value: { name, url, events, isEnabled: true, filter, secret } } as const;
}

/** Neither shows the secret again. */
function presentWebhook({ id, name, url, events, isEnabled }: RegisteredWebhook): Record<string, unknown> {
  return { id, name, url, events, active: isEnabled, configuration: { EXCLUDE_BODY: 'false' } };
}

function presentOlder(
  context: RestContext,
  path: string,
  { id, name, url, events, isEnabled, filter }: RegisteredWebhook,
): Record<string, unknown> {
  return {
    name,
    url,
    events,
    excludeBody: false,
    filters: { 'issue-related-events-section': filter ?? '' },
    enabled: isEnabled,
    self: `${context.baseUrl()}${path}/${id}`,
  };
}
