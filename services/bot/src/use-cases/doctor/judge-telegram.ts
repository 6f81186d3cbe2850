import { awayWords, broken, type Judgement, judgeClock, ok, warning } from '@desk/doctor';
import type { TelegramFacts, WantedWebhook, WebhookFacts } from '../../ports/zone-probes.ts';

type Away = Extract<TelegramFacts, { kind: 'away' }>;

const pendingMax = 100;
/** Telegram keeps its last failure for ever: what is older than this has been made good. */
const failureCountsMs = 60 * 60_000;
const reasonLettersMax = 120;

/** Whether Telegram is reached, knows the bot, and sends updates where they are awaited. */
export function judgeTelegram(facts: TelegramFacts): readonly Judgement[] {
  switch (facts.kind) {
    case 'away':
      return [broken(...awayOf(facts))];
    case 'somebody-else':
      return [
        broken(
          `something answers at TELEGRAM_API_ROOT with ${facts.status}, and not as Telegram does`,
          'TELEGRAM_API_ROOT is https://api.telegram.org or a Bot API server of your own, without the token; a proxy may answer in its place.',
        ),
      ];
    case 'token-unknown':
      return [
        broken(
          'Telegram does not know the token',
          'TELEGRAM_BOT_TOKEN is what @BotFather gave; after /revoke only the newest counts.',
        ),
      ];
    case 'there':
      return [
        ...judgeDelivery(facts.webhook, facts.wanted),
        ...(facts.aheadMs === null ? [] : [judgeClock({ against: 'Telegram', aheadMs: facts.aheadMs, signs: false })]),
      ];
  }
}

function judgeDelivery(webhook: WebhookFacts, wanted: WantedWebhook): readonly Judgement[] {
  const judgements = [
    ...judgeAddress(webhook, wanted),
    ...(webhook.leadsTo === 'us' ? judgeFailure(webhook) : []),
    ...(webhook.pending > pendingMax
      ? [
          warning(
            `${webhook.pending} updates wait at Telegram`,
            'See whether the bot runs and keeps up: DeskInboxWaits in docs/operations.md.',
          ),
        ]
      : []),
    ...(webhook.leadsTo === 'us' && webhook.missingKinds.length > 0
      ? [warning(`Telegram does not send ${webhook.missingKinds.join(', ')}`, 'Restart the bot: it asks for them.')]
      : []),
  ];
  const way = wanted === 'none' ? 'updates are fetched' : 'updates come by the webhook';
  return judgements.length === 0 ? [ok(`Telegram knows the bot, and ${way}`)] : judgements;
}

function judgeAddress({ leadsTo }: WebhookFacts, wanted: WantedWebhook): readonly Judgement[] {
  if (wanted === 'none') {
    if (leadsTo === 'nowhere') return [];
    return [
      warning(
        'a webhook is registered, though TELEGRAM_DELIVERY is polling',
        'The bot removes it when it starts; if it comes back, another installation uses this token.',
      ),
    ];
  }
  if (wanted === 'unusable') {
    return [
      broken(
        'Telegram cannot post to TELEGRAM_WEBHOOK_URL',
        'It is an https address on port 443, 80, 88 or 8443, of a host that the Internet knows.',
      ),
    ];
  }
  if (leadsTo === 'us') return [];
  return leadsTo === 'nowhere'
    ? [warning('no webhook is registered', 'The bot registers it when it starts: start it.')]
    : [
        broken(
          'the webhook leads elsewhere than TELEGRAM_WEBHOOK_URL',
          'Restart the bot, which registers its own; if the other comes back, another installation uses this token.',
        ),
      ];
}

function judgeFailure({ failure, pending }: WebhookFacts): readonly Judgement[] {
  if (failure === null || failure.agoMs > failureCountsMs) return [];
  const minutes = Math.round(failure.agoMs / 60_000);
  const what = `Telegram could not deliver ${minutes} min ago: "${failure.reason.slice(0, reasonLettersMax)}"`;
  const judge = pending > 0 ? broken : warning;
  return [judge(what, remedyOf(failure.reason))];
}

function remedyOf(reason: string): string {
  if (/\b40[13]\b/.test(reason)) {
    return 'The secret is not the one that was registered: restart every bot after TELEGRAM_WEBHOOK_SECRET was changed.';
  }
  if (/\b404\b/.test(reason)) {
    return 'The proxy in front passes another path: it is the one of TELEGRAM_WEBHOOK_URL, unchanged, to PUBLIC_PORT.';
  }
  if (/SSL|certificate/i.test(reason)) {
    return 'Look at the certificate of TELEGRAM_WEBHOOK_URL: its name, its days, and the whole chain.';
  }
  if (/\b5\d\d\b/.test(reason)) return 'The bot or the proxy in front was away: see their logs.';
  return 'Look at the way from the Internet to PUBLIC_PORT: name, firewall, proxy.';
}

function awayOf({ trouble, viaProxy }: Away): readonly [what: string, remedy: string] {
  if (trouble === 'proxy-refuses') {
    return [
      'the egress proxy does not let the bot out to Telegram',
      'Let EGRESS_PROXY pass CONNECT to the host of TELEGRAM_API_ROOT: EGRESS_HOSTS in host.env.',
    ];
  }
  if (!viaProxy || trouble === 'certificate') return awayWords(trouble, 'TELEGRAM_API_ROOT');
  return awayWords(trouble, 'EGRESS_PROXY');
}
