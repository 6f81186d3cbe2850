import { describe, expect, it } from 'vitest';
import type { TelegramFacts, WantedWebhook, WebhookFacts } from '../../ports/zone-probes.ts';
import { judgeTelegram } from './judge-telegram.ts';

const sound: WebhookFacts = { leadsTo: 'us', pending: 0, failure: null, missingKinds: [] };
const minuteMs = 60_000;

function said(facts: TelegramFacts): readonly string[] {
  return judgeTelegram(facts).map(
    ({ state, what, remedy }) => `${state} ${what}${remedy === null ? '' : ` -> ${remedy}`}`,
  );
}

function webhook(change: Partial<WebhookFacts>, wanted: WantedWebhook = 'usable') {
  return said({ kind: 'there', aheadMs: null, webhook: { ...sound, ...change }, wanted });
}

describe('Telegram', () => {
  it.each<[Partial<WebhookFacts>, WantedWebhook, RegExp]>([
    [{}, 'usable', /^ok .*come by the webhook$/],
    [{ leadsTo: 'nowhere' }, 'none', /^ok .*are fetched$/],
    [{ failure: { agoMs: 61 * minuteMs, reason: 'Connection refused' } }, 'usable', /^ok/],
    [{ pending: 100 }, 'usable', /^ok/],
    [{ leadsTo: 'elsewhere' }, 'usable', /^broken the webhook leads elsewhere .* -> Restart the bot/],
    [{ leadsTo: 'nowhere' }, 'usable', /^warning no webhook is registered -> .*start it/],
    [{ leadsTo: 'elsewhere' }, 'none', /^warning a webhook is registered, though .*polling -> .*another installation/],
    [{ leadsTo: 'elsewhere' }, 'unusable', /^broken Telegram cannot post .* -> It is an https address on port 443/],
    [{ pending: 101 }, 'usable', /^warning 101 updates wait at Telegram -> .*DeskInboxWaits/],
    [{ missingKinds: ['callback_query'] }, 'usable', /^warning Telegram does not send callback_query -> Restart/],
  ])('%j, wanted: %s', (change, wanted, words) => {
    expect(webhook(change, wanted)).toEqual([expect.stringMatching(words)]);
  });

  it.each<[string, RegExp]>([
    ['Wrong response from the webhook: 401 Unauthorized', /TELEGRAM_WEBHOOK_SECRET/],
    ['Wrong response from the webhook: 404 Not Found', /another path/],
    ['SSL error {certificate verify failed}', /certificate of TELEGRAM_WEBHOOK_URL/],
    ['Wrong response from the webhook: 502 Bad Gateway', /was away/],
    ['Connection timed out', /from the Internet to PUBLIC_PORT/],
  ])('could not deliver: %s', (reason, remedy) => {
    const failure = { agoMs: 2 * minuteMs, reason };
    expect(webhook({ failure })).toEqual([expect.stringMatching(/^warning .* 2 min ago: ".*" -> /)]);
    expect(webhook({ failure, pending: 1 })).toEqual([expect.stringMatching(/^broken /)]);
    expect(webhook({ failure }).join()).toMatch(remedy);
  });

  it.each<[TelegramFacts, RegExp]>([
    [{ kind: 'token-unknown' }, /^broken Telegram does not know the token -> .*@BotFather/],
    [{ kind: 'somebody-else', status: 502 }, /^broken something answers at TELEGRAM_API_ROOT with 502/],
    [{ kind: 'away', trouble: 'no-answer', viaProxy: false }, /^broken nobody answers at TELEGRAM_API_ROOT/],
    [{ kind: 'away', trouble: 'no-answer', viaProxy: true }, /^broken nobody answers at EGRESS_PROXY/],
    [{ kind: 'away', trouble: 'certificate', viaProxy: true }, /^broken the certificate at TELEGRAM_API_ROOT/],
    [{ kind: 'away', trouble: 'proxy-refuses', viaProxy: true }, /^broken the egress proxy .* -> .*EGRESS_HOSTS/],
  ])('%j', (facts, words) => {
    expect(said(facts)).toEqual([expect.stringMatching(words)]);
  });

  it('has a clock to hold ours against', () => {
    const findings = judgeTelegram({ kind: 'there', aheadMs: 30_000, webhook: sound, wanted: 'usable' });
    expect(findings).toContainEqual(expect.objectContaining({ area: 'clock', state: 'warning' }));
  });
});
