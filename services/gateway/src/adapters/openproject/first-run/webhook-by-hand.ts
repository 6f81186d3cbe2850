import { type Inspection, note } from '../../trackers/first-run/finding.ts';

const page = 'Administration > API and webhooks > Webhooks';
const hookPath = '/hooks/tracker';

/** OpenProject's API knows nothing of webhooks: what an administrator clicks, line by line. */
export function webhookByHand(url: string | null): readonly string[] {
  return [
    `OpenProject lets webhooks be made at its own pages alone: ${page}.`,
    '  + Webhook, a name, Enabled',
    `  Payload URL: ${url ?? `http://<the gateway>:8091${hookPath}`}`,
    '  Signature secret: TRACKER_WEBHOOK_SECRET, or the content of secrets/tracker-webhook.secret in KEYS_DIR',
    '  Events: work packages created and updated, work package comments, attachments',
    '  Projects: the one of the desk alone',
  ];
}

/** Null where OpenProject can post there. */
export function problemOfUrl(url: string): string | null {
  const parsed = URL.parse(url);
  const isFit =
    parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.pathname === hookPath && parsed.search === '';
  return isFit ? null : `The address must end with ${hookPath}: the gateway's TRACKER_HOOK_PORT inside.`;
}

export const inspectWebhook: Inspection = {
  name: 'webhook',
  facts: [],
  findings: [
    note(
      'OpenProject does not tell of its webhooks',
      `Look at ${page} yourself: \`pnpm desk tracker webhook register --url …${hookPath}\` says what stands there. Without one news comes with the poll, every 30 s.`,
    ),
  ],
};
