import { z } from 'zod';
import { WebhookSettings } from '../delivery/update-delivery.ts';
import { UPDATE_TYPES } from '../delivery/update-queue.ts';
import {
  type BotMethod,
  badRequest,
  type CallExtras,
  defineMethod,
  type Refusal,
  refusal,
  type Server,
  success,
} from './method.ts';
import { optionalFlag, optionalInteger, optionalJson, optionalText, text } from './parameters.ts';

const CONNECTIONS_DEFAULT = 40;
const CONNECTIONS_MAX = 100;
const POLL_LIMIT_DEFAULT = 100;
const POLL_TIMEOUT_MAX_SECONDS = 50;
const WEBHOOK_PORTS = new Set(['', '443', '80', '88', '8443']);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const KNOWN_TYPES: ReadonlySet<string> = new Set(UPDATE_TYPES);

/** Unknown names are left out; an empty list brings the default back. */
const allowedUpdates = optionalJson(
  z.array(z.string()).transform((types) => types.filter((type) => KNOWN_TYPES.has(type))),
);

export const getUpdates: BotMethod = defineMethod(
  'getUpdates',
  { offset: optionalInteger(), limit: optionalInteger(), timeout: optionalInteger(), allowed_updates: allowedUpdates },
  async (parameters, { delivery }, extras) => {
    if (delivery.webhook()) {
      return refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    const timeoutSeconds = Math.min(Math.max(0, parameters.timeout ?? 0), POLL_TIMEOUT_MAX_SECONDS);
    const outcome = await delivery.poll(
      {
        offset: parameters.offset ?? 0,
        limit: parameters.limit ?? POLL_LIMIT_DEFAULT,
        timeoutMs: timeoutSeconds * 1000,
        allowed: parameters.allowed_updates,
      },
      extras.onGone,
    );
    if (outcome.kind === 'updates') return success(outcome.updates.map((update): unknown => JSON.parse(update.json)));
    const by =
      outcome.by === 'webhook'
        ? 'setWebhook request'
        : 'other getUpdates request; make sure that only one bot instance is running';
    return refusal(409, `Conflict: terminated by ${by}`);
  },
);

export const setWebhook: BotMethod = defineMethod(
  'setWebhook',
  {
    url: text('url is not specified'),
    certificate: optionalText,
    ip_address: optionalText,
    max_connections: optionalInteger(),
    allowed_updates: allowedUpdates,
    drop_pending_updates: optionalFlag,
    secret_token: optionalText,
  },
  (parameters, server, extras) => {
    const dropPending = parameters.drop_pending_updates ?? false;
    if (parameters.url === '') return removeWebhook(server, dropPending);
    const { secret_token: secretToken } = parameters;
    if (secretToken && secretToken.length > 256) return badRequest('secret token is too long');
    if (secretToken && !/^[A-Za-z0-9_-]+$/.test(secretToken))
      return badRequest('secret token contains unallowed characters');
    const reason = findWrongUrl(parameters.url);
    if (reason) return reason;
    // In the order of the schema: the same settings read back from the state file compare equal.
    const settings = WebhookSettings.parse({
      url: parameters.url,
      secretToken: secretToken || undefined,
      connectionsMax: Math.min(Math.max(1, parameters.max_connections ?? CONNECTIONS_DEFAULT), CONNECTIONS_MAX),
      certificate: readCertificate(extras),
      ipAddress: parameters.ip_address || undefined,
    });
    const changed = server.delivery.setWebhook(settings, { allowed: parameters.allowed_updates, dropPending });
    return success(true, changed ? 'Webhook was set' : 'Webhook is already set');
  },
);

export const deleteWebhook: BotMethod = defineMethod(
  'deleteWebhook',
  { drop_pending_updates: optionalFlag },
  (parameters, server) => removeWebhook(server, parameters.drop_pending_updates ?? false),
);

export const getWebhookInfo: BotMethod = defineMethod('getWebhookInfo', {}, (_parameters, { delivery }) => {
  const webhook = delivery.webhook();
  const allowed = delivery.allowed();
  const failure = delivery.failures().at(-1);
  return success({
    url: webhook?.url ?? '',
    has_custom_certificate: webhook?.certificate !== undefined,
    pending_update_count: delivery.pendingCount(),
    ...(webhook ? { max_connections: webhook.connectionsMax } : {}),
    ...(webhook?.ipAddress ? { ip_address: webhook.ipAddress } : {}),
    ...(failure ? { last_error_date: Math.floor(failure.at / 1000), last_error_message: failure.reason } : {}),
    ...(allowed ? { allowed_updates: allowed } : {}),
  });
});

function removeWebhook({ delivery }: Server, dropPending: boolean) {
  const existed = delivery.webhook() !== undefined;
  delivery.deleteWebhook(dropPending);
  return success(true, existed ? 'Webhook was deleted' : 'Webhook is already deleted');
}

/** Telegram's rules for webhook addresses, except that this machine may be reached by plain HTTP on any port. */
function findWrongUrl(given: string): Refusal | undefined {
  const url = URL.parse(given);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return badRequest('invalid webhook URL specified');
  if (LOOPBACK.has(url.hostname)) return undefined;
  if (url.protocol === 'http:') return badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (!WEBHOOK_PORTS.has(url.port))
    return badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  return undefined;
}

/** PEM, if one was uploaded. */
function readCertificate({ files }: CallExtras): string | undefined {
  const file = files.get('certificate');
  return file && Buffer.from(file.bytes).toString('utf8');
}
