import { createHmac } from 'node:crypto';
import { type Finding, type Inspection, note, wrong } from '../../trackers/first-run/finding.ts';
import { type DeskWebhook, type JiraWebhooks, webhookEvents } from './webhooks.ts';

const answerWithinMs = 5_000;

/** Where Jira's own pages have them. */
export const webhookPage = {
  cloud: 'Settings > System > Webhooks',
  'data-center': 'Administration > System > WebHooks',
} as const;

/** Whether Jira tells of news, and whether what it posts would be believed. `secret` null: none is set. */
export async function inspectWebhook(
  webhooks: JiraWebhooks,
  flavour: keyof typeof webhookPage,
  secret: string | null,
): Promise<Inspection> {
  const name = 'webhook';
  const listed = await webhooks.list();
  if (listed.kind === 'failed') {
    const remedy = `Only administrators of Jira may see webhooks: look at ${webhookPage[flavour]}, or run this once with an administrator's credentials.`;
    return { name, facts: [], findings: [note('Jira does not show its webhooks to the service account', remedy)] };
  }
  const [webhook] = listed.value;
  if (!webhook) {
    const remedy =
      '`pnpm desk tracker webhook register --url …/hooks/tracker`; until then news comes with the poll, every 30 s.';
    return { name, facts: [], findings: [note('there is none that leads to a desk', remedy)] };
  }
  const findings = [...shortcomings(webhook, flavour), ...(await tryWebhook(webhook, secret))];
  return { name, facts: [`leads to ${webhook.address}`], findings };
}

function shortcomings({ isEnabled, events }: DeskWebhook, flavour: keyof typeof webhookPage): readonly Finding[] {
  const missing = webhookEvents.filter((event) => !events.includes(event));
  return [
    ...(isEnabled ? [] : [wrong('it is switched off', `${webhookPage[flavour]}: enable it.`)]),
    ...(missing.length === 0
      ? []
      : [wrong(`it does not tell of ${missing.join(', ')}`, `${webhookPage[flavour]}: tick these events.`)]),
  ];
}

/** Posts what is about no ticket, signed: the gateway answers 200 when it believes it, and does nothing. */
async function tryWebhook({ address }: DeskWebhook, secret: string | null): Promise<readonly Finding[]> {
  if (secret === null) {
    return [note('its secret could not be tried', 'Set TRACKER_WEBHOOK_SECRET or KEYS_DIR, and look again.')];
  }
  const body = '{}';
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const status = await post(address, body, signature);
  if (status === 200) return [];
  const what = `a webhook posted to ${address} from this host`;
  if (status === 401) {
    return [
      wrong(
        `${what} is not believed`,
        'Gateway and this command must have one secret: TRACKER_WEBHOOK_SECRET, or that of KEYS_DIR.',
      ),
    ];
  }
  if (status === 404 || status === 405) {
    return [
      wrong(
        `${what} meets something else than Desk`,
        'Put the address right: the gateway inside, or on Cloud the public address of the bot.',
      ),
    ];
  }
  const came = status === null ? 'comes through to nobody' : `is answered with ${status}`;
  return [
    note(
      `${what} ${came}`,
      'Start the gateway and the bot and look again; a host inside may not reach a public address at all.',
    ),
  ];
}

/** Null where nobody answers. */
async function post(address: string, body: string, signature: string): Promise<number | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature': signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
