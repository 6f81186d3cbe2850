import { webhookPage } from './inspect-webhook.ts';
import type { Probed } from './probe-jira.ts';
import { type DeskWebhook, hookPath, type JiraWebhooks, webhookEvents } from './webhooks.ts';

export interface ManageWebhooksOptions {
  readonly webhooks: JiraWebhooks;
  readonly flavour: keyof typeof webhookPage;
  readonly major: number;
  readonly projectKey: string;
}

/** `lines` is for the operator. */
export type ManagedWebhook = { readonly kind: 'done' | 'refused'; readonly lines: readonly string[] };

/** Registers, shows and removes the webhook of a desk, or says what to click where Jira lets only people do it. */
export function manageWebhooks({ webhooks, flavour, major, projectKey }: ManageWebhooksOptions) {
  const refusedBy = (failed: Extract<Probed<unknown>, { kind: 'failed' }>, url: string) =>
    refuse(...byHand(failed.status, { flavour, url, projectKey }));
  return {
    async show(): Promise<ManagedWebhook> {
      const listed = await webhooks.list();
      if (listed.kind === 'failed') return refusedBy(listed, `…${hookPath}`);
      if (listed.value.length === 0) return done('No webhook leads to a desk.');
      return done(...listed.value.map(describe));
    },
    async register(url: string, secret: string | null): Promise<ManagedWebhook> {
      const amiss = problemOf(url, flavour);
      if (amiss !== null) return refuse(amiss);
      if (secret === null) {
        return refuse('There is no secret yet. Set KEYS_DIR after `pnpm desk keys init`, or TRACKER_WEBHOOK_SECRET.');
      }
      const listed = await webhooks.list();
      if (listed.kind === 'failed') return refusedBy(listed, url);
      const there = listed.value.find(({ address }) => address === url);
      if (there) {
        return refuse(
          `${describe(there)} is there already. Jira does not show its secret again: \`pnpm desk tracker webhook remove --url ${url}\`, then register it anew.`,
        );
      }
      const registered = await webhooks.register({ url, secret, projectKey });
      if (registered.kind === 'failed') return refusedBy(registered, url);
      return done(`Registered: ${url}`, ...afterwards(flavour, major, projectKey));
    },
    async remove(url: string | null): Promise<ManagedWebhook> {
      const listed = await webhooks.list();
      if (listed.kind === 'failed') return refusedBy(listed, url ?? `…${hookPath}`);
      const meant = listed.value.filter(({ address }) => url === null || address === url);
      const [only] = meant;
      if (!only) return refuse('No such webhook leads to a desk.');
      if (meant.length > 1) return refuse('Several lead to a desk. Name one with --url:', ...meant.map(describe));
      const removed = await webhooks.remove(only.id);
      return removed.kind === 'failed' ? refusedBy(removed, only.address) : done(`Removed: ${only.address}`);
    },
  };
}

function done(...lines: readonly string[]): ManagedWebhook {
  return { kind: 'done', lines };
}

function refuse(...lines: readonly string[]): ManagedWebhook {
  return { kind: 'refused', lines };
}

function describe({ address, events, isEnabled }: DeskWebhook): string {
  return `${address}  ${isEnabled ? 'enabled' : 'disabled'}  ${events.join(', ')}`;
}

/** Null where Jira can post there. */
function problemOf(url: string, flavour: keyof typeof webhookPage): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== hookPath || parsed.search !== '') {
    return `The address must end with ${hookPath}: the gateway's TRACKER_HOOK_PORT inside, or the bot's public address.`;
  }
  if (flavour === 'cloud' && parsed.protocol !== 'https:') {
    return 'Jira Cloud posts over https alone: give the public address of the bot, which passes webhooks on.';
  }
  return null;
}

function afterwards(flavour: keyof typeof webhookPage, major: number, projectKey: string): readonly string[] {
  if (flavour === 'cloud') return ['Next: `pnpm desk tracker check`.'];
  if (major >= 10) {
    return [
      `To narrow it to the project: ${webhookPage[flavour]}, JQL "project = ${projectKey}". Others are ignored anyway.`,
    ];
  }
  return ['This version does not sign its webhooks, so the secret stands in the address, where administrators see it.'];
}

function byHand(
  status: number | null,
  {
    flavour,
    url,
    projectKey,
  }: { readonly flavour: keyof typeof webhookPage; readonly url: string; readonly projectKey: string },
): readonly string[] {
  const why =
    status === 401 || status === 403 || status === 404
      ? 'Jira lets only its administrators see and register webhooks.'
      : `Jira did not do it (${status ?? 'no answer'}).`;
  return [
    `${why} Run this once with the credentials of one, or have one click:`,
    `  ${webhookPage[flavour]} > Create a webhook`,
    `  URL: ${url}`,
    '  Secret: TRACKER_WEBHOOK_SECRET, or the content of secrets/tracker-webhook.secret in KEYS_DIR',
    `  JQL: project = ${projectKey}`,
    `  Events: ${webhookEvents.join(', ')}`,
  ];
}
