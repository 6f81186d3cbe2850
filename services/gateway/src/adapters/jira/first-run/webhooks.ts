import { z } from 'zod';
import type { JiraProbe, Probed } from './probe-jira.ts';

/** A webhook of Jira that leads to a desk. `address` is without its query, which may hold a secret. */
export interface DeskWebhook {
  readonly id: string;
  readonly address: string;
  readonly events: readonly string[];
  readonly isEnabled: boolean;
}

export const webhookEvents = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
] as const;

/** The path at which both services take webhooks. */
export const hookPath = '/hooks/tracker';

const Webhook = z.object({
  id: z.coerce.string().optional(),
  self: z.string().optional(),
  url: z.string(),
  events: z.array(z.string()).default([]),
  enabled: z.boolean().optional(),
  active: z.boolean().optional(),
});
const Webhooks = z.array(Webhook).max(10_000);
const Nothing = z.unknown();

export interface NewWebhook {
  /** Ends with `hookPath`. */
  readonly url: string;
  readonly secret: string;
  readonly projectKey: string;
}

/**
 * Webhooks of administrators. Atlassian describes them on pages of their own, not in the API descriptions: Cloud, and
 * Data Center until 10.0, at `/rest/webhooks/1.0/webhook`; Data Center since 10.0 at `/rest/jira-webhook/1.0/webhooks`.
 */
export function openWebhooks({ ask, flavour }: JiraProbe, major: number) {
  const isRecent = flavour.name === 'data-center' && major >= 10;
  const path = isRecent ? '/rest/jira-webhook/1.0/webhooks' : '/rest/webhooks/1.0/webhook';
  return {
    /** Those that lead to a desk; others are not told. */
    async list(): Promise<Probed<readonly DeskWebhook[]>> {
      const listed = await ask({ name: 'list webhooks', effect: 'reads', method: 'GET', path, answer: Webhooks });
      return listed.kind === 'failed' ? listed : { kind: 'answered', value: listed.value.flatMap(readWebhook) };
    },
    register: (webhook: NewWebhook): Promise<Probed<unknown>> =>
      ask({
        name: 'register webhook',
        effect: 'writes',
        method: 'POST',
        path,
        body: isRecent ? bodyOf(webhook) : olderBodyOf(webhook, flavour.name === 'cloud'),
        answer: Nothing,
      }),
    /** `id` as it was listed. */
    remove: (id: string): Promise<Probed<unknown>> =>
      ask({ name: 'remove webhook', effect: 'writes', method: 'DELETE', path: `${path}/${id}`, answer: Nothing }),
  };
}
export type JiraWebhooks = ReturnType<typeof openWebhooks>;

function readWebhook(webhook: z.infer<typeof Webhook>): readonly DeskWebhook[] {
  const id = webhook.id ?? webhook.self?.split('/').at(-1) ?? '';
  if (!URL.canParse(webhook.url) || !/^\d{1,12}$/.test(id)) return [];
  const { origin, pathname } = new URL(webhook.url);
  if (!pathname.endsWith(hookPath)) return [];
  const isEnabled = webhook.enabled ?? webhook.active ?? true;
  return [{ id, address: origin + pathname, events: webhook.events, isEnabled }];
}

/** Its filter is left to the page in Jira: hooks of other projects are ignored here. */
function bodyOf({ url, secret }: NewWebhook) {
  return {
    name: 'Desk',
    url,
    events: webhookEvents,
    active: true,
    configuration: { SECRET: secret, EXCLUDE_BODY: 'false' },
  };
}

/** An older Data Center cannot sign: the secret stands in the address. */
function olderBodyOf({ url, secret, projectKey }: NewWebhook, isCloud: boolean) {
  const address = new URL(url);
  if (!isCloud) address.searchParams.set('secret', secret);
  return {
    name: 'Desk',
    url: address.href,
    events: webhookEvents,
    filters: { 'issue-related-events-section': `project = ${projectKey}` },
    excludeBody: false,
    ...(isCloud ? { secret } : {}),
  };
}
