import { expect, test } from 'vitest';
import { readRules } from '../prometheus/read-rules.ts';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';
import { readMetrics } from './world/read-metrics.ts';

/** Planted where people write them, and looked for among the figures. */
const canaries = ['500000001', 'Коваль', 'Бондар', 'Таємничий гул', 'e-1001', 'e-2001', 'відділ'] as const;

/** A word of the code: letters, no long run of digits, nothing that could be an id. */
const word = /^(?!.*\d{4})[A-Za-z][\w. -]{0,40}$/;
const status = /^[1-5]\d\d$/;
/** A dozen for each call of a tracker; OpenProject is asked by more of them. */
const seriesOfOneMetricMax = { jira: 120, openproject: 240 } as const;
/** How each tracker calls it. */
const filing = { jira: 'raise request', openproject: 'create work package' } as const;

test('operations see the work of a whole filing, and nothing of whose it is', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  // A bare number is among the figures of anything; as a label it would be none of a list.
  const named = /\D/.test(number) ? [number] : [];
  const { olena, iryna } = await meetAtWork(world);
  await olena.files({ text: 'Таємничий гул у серверній.', type: 'Проблеми з інтернетом' });
  await olena.sees('Спеціаліст — Ірина Бондар');
  await iryna.sees(`Нова заявка ${number}`);
  await world.tracker.shows(([ticket]) => ticket?.assignee === world.accountOf('iryna'));
  const [bot, gateway] = await scrape(world);

  expect(bot.valueOf('desk_bot_updates_total', { kind: 'callback_query', outcome: 'committed' })).toBeGreaterThan(0);
  expect(bot.valueOf('desk_bot_update_seconds_count', { kind: 'message' })).toBeGreaterThan(0);
  expect(bot.valueOf('desk_bot_effects_total', { kind: 'file-ticket', outcome: 'committed' })).toBe(1);
  expect(bot.valueOf('desk_bot_effect_seconds_count', { lane: 'chat' })).toBeGreaterThan(0);
  expect(bot.valueOf('desk_bot_gateway_calls_total', { call: 'fileTicket', outcome: 'answered' })).toBeGreaterThan(0);
  expect(bot.valueOf('desk_bot_telegram_calls_total', { method: 'sendMessage', outcome: 'answered' })).toBeGreaterThan(
    0,
  );
  expect(bot.valueOf('desk_bot_decisions_total', { flow: 'ticket', outcome: 'assigned' })).toBe(1);
  expect(bot.valueOf('desk_bot_part_up', { part: 'gateway' })).not.toBeNull();
  expect(bot.valueOf('desk_bot_line_length', { team: 'it-support' })).toBe(0);
  expect(bot.valueOf('desk_bot_key_age_days', { folder: 'signing' })).toBeGreaterThanOrEqual(0);
  expect(gateway.valueOf('desk_gateway_requests_total', { endpoint: 'fileTicket', status: '201' })).toBeGreaterThan(0);
  expect(gateway.valueOf('desk_gateway_live_sessions', {})).toBe(2);
  expect(
    gateway.valueOf('desk_gateway_tracker_call_seconds_count', { call: filing[world.tracker.kind] }),
  ).toBeGreaterThan(0);
  expect(gateway.valueOf('desk_gateway_part_up', { part: 'tracker' })).not.toBeNull();

  for (const { text, samples } of [bot, gateway]) {
    const secrets = [...canaries, ...named, String(olena.account.id), String(iryna.account.id)];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    const labels = samples.flatMap(({ labels: given }) => Object.entries(given));
    const odd = labels.filter(([label, value]) => !isOfAList(label, value));
    expect(odd).toEqual([]);
    const counts = Map.groupBy(samples, ({ name }) => name);
    expect([...counts].filter(([, series]) => series.length > seriesOfOneMetricMax[world.tracker.kind])).toEqual([]);
  }

  const exported = new Set([bot, gateway].flatMap(({ names }) => [...names]));
  const missing = (await readRules()).flatMap(({ expr }) => namesIn(expr).filter((name) => !exported.has(name)));
  expect(missing).toEqual([]);
});

async function scrape({ ops }: DeskWorld) {
  return [await readMetrics(ops.bot), await readMetrics(ops.gateway)] as const;
}

function isOfAList(label: string, value: string): boolean {
  if (label === 'le') return value === '+Inf' || Number.isFinite(Number(value));
  return status.test(value) || word.test(value);
}

/** The metrics that an expression reads. */
function namesIn(expr: string): string[] {
  return expr.match(/\bdesk_\w+/g) ?? [];
}
