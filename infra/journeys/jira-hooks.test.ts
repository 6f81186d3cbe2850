import { signWebhook } from '@desk/jira-simulator';
import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';

test('Jira on the Internet posts its webhooks to the bot, and only the gateway can tell that they are genuine', async () => {
  await using world = await createDeskWorld({ tracker: 'jira', hooks: 'bot' });
  const { olena, agent, number } = await fileWithIryna(world);
  agent.comment(number, 'Через публічний вхід.');
  await olena.sees('Через публічний вхід.');
  await world.jira.webhooks.settled();
  expect(world.jira.webhooks.deliveries().map(({ outcome }) => outcome)).not.toContain(401);

  const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: number } });
  const post = (signature: string) =>
    fetch(new URL('/hooks/tracker', world.publicUrl), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Hub-Signature': signature },
      body,
    });
  expect((await post(signWebhook('not the secret', body))).status).toBe(401);
  expect((await post('sha256=')).status).toBe(401);
});

test('an older Data Center, which cannot sign, proves its webhooks by a secret in the address', async () => {
  await using world = await createDeskWorld({ tracker: 'jira', flavour: 'data-center', hookProof: 'query-secret' });
  const { olena, agent, number } = await fileWithIryna(world);
  agent.comment(number, 'Зі старішої версії.');
  await olena.sees('Зі старішої версії.');
  await world.jira.webhooks.settled();
  const outcomes = world.jira.webhooks.deliveries().map(({ outcome }) => outcome);
  expect(new Set(outcomes)).toEqual(new Set([200]));

  const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: number } });
  const post = (query: string) =>
    fetch(`${world.hookUrl}${query}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  expect((await post('?secret=not-the-secret')).status).toBe(401);
  expect((await post('')).status).toBe(401);
});

test('while the gateway is away, Jira is told to come again, and what it had to say arrives', async () => {
  await using world = await createDeskWorld({ tracker: 'jira', hooks: 'bot' });
  const { olena, agent, number } = await fileWithIryna(world);
  await world.gateway.goesDown();
  agent.comment(number, 'Поки шлюзу немає.');
  await expect.poll(() => world.jira.webhooks.waiting()).toBeGreaterThan(0);
  expect(world.jira.webhooks.deliveries().at(-1)?.outcome).toBe(503);
  await world.gateway.comesBack();
  await world.jira.webhooks.deliverNow();
  await olena.sees('Поки шлюзу немає.');
});
