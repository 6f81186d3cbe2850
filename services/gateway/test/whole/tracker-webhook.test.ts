import { createServer } from 'node:http';
import { signWebhook } from '@desk/jira-simulator';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { webhookSecret } from '../jira/start-simulator.ts';
import { administrator, check, flavours, startFirstRun } from './start-first-run.ts';

const hookUrl = 'https://desk.example.invalid/hooks/tracker';

describe('the webhook', () => {
  test.each<[string, JiraFlavourName, string]>([
    ['Cloud', 'cloud', '10.3.0'],
    ['Data Center', 'data-center', '10.3.0'],
    ['an older Data Center', 'data-center', '9.12.0'],
  ])('of %s is registered once, shown without its secret, and removed', async (_, flavour, version) => {
    await using site = await startFirstRun(flavour, { ...administrator, version });
    const desk = site.desk();
    expect(await desk.registerWebhook(hookUrl)).toMatchObject({
      kind: 'done',
      lines: [`Registered: ${hookUrl}`, expect.any(String)],
    });
    expect(await desk.registerWebhook(hookUrl)).toMatchObject({
      kind: 'refused',
      lines: [expect.stringContaining('is there already')],
    });
    const shown = await desk.showWebhooks();
    expect(shown).toMatchObject({
      kind: 'done',
      lines: [expect.stringMatching(/^\S+\/hooks\/tracker {2}enabled {2}jira:issue_created/)],
    });
    expect(JSON.stringify(shown)).not.toContain(webhookSecret);
    expect(await desk.removeWebhook(null)).toEqual({ kind: 'done', lines: [`Removed: ${hookUrl}`] });
    expect(await desk.showWebhooks()).toEqual({ kind: 'done', lines: ['No webhook leads to a desk.'] });
    expect((await desk.removeWebhook(hookUrl)).kind).toBe('refused');
  });

  test.each(flavours)('of %s is the administrators’: others are told what to click', async (flavour) => {
    await using site = await startFirstRun(flavour);
    const told = {
      kind: 'refused',
      lines: expect.arrayContaining([
        expect.stringContaining(`URL: ${hookUrl}`),
        expect.stringContaining('JQL: project = SD'),
      ]),
    };
    expect(await site.desk().registerWebhook(hookUrl)).toMatchObject(told);
    expect((await check(site.desk())).notes).toContainEqual(
      expect.stringMatching(/does not show its webhooks.*administrator/),
    );
  });

  test.each([
    ['http://gateway.example/elsewhere', /must end with/],
    ['nonsense', /must end with/],
    ['http://desk.example.invalid/hooks/tracker', /Cloud posts over https alone/],
  ])('does not lead to %s', async (url, words) => {
    await using site = await startFirstRun('cloud', administrator);
    expect(await site.desk().registerWebhook(url)).toEqual({ kind: 'refused', lines: [expect.stringMatching(words)] });
  });

  test('is not registered without a secret', async () => {
    await using site = await startFirstRun('cloud', administrator);
    const registered = await site.desk({ TRACKER_WEBHOOK_SECRET: '' }).registerWebhook(hookUrl);
    expect(registered).toEqual({ kind: 'refused', lines: [expect.stringContaining('pnpm desk keys init')] });
  });
});

describe('what a webhook meets', () => {
  test.each<[number, RegExp | null]>([
    [200, null],
    [401, /is not believed.*one secret/],
    [404, /meets something else than Desk/],
    [503, /is answered with 503.*Start the gateway/],
  ])('is tried: %i', async (status, words) => {
    const received: string[] = [];
    const server = createServer((request, response) => {
      received.push(String(request.headers['x-hub-signature']));
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await using site = await startFirstRun('data-center', administrator);
      const { port } = z.object({ port: z.number() }).parse(server.address());
      await site.desk().registerWebhook(`http://127.0.0.1:${port}/hooks/tracker`);
      const { wrong, notes } = await check(site.desk());
      const said = [...wrong, ...notes].filter((line) => line.startsWith('webhook:'));
      expect(said).toEqual(words === null ? [] : [expect.stringMatching(words)]);
      expect(received).toEqual([signWebhook(webhookSecret, '{}')]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
