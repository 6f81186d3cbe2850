import { signWebhook } from '@desk/openproject-simulator';
import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';

/** What only OpenProject has: Markdown, a field for the Telegram id, and webhooks signed in its own way. */
test('words stay as they were written, the field has the Telegram id, a forged webhook is refused', async () => {
  await using world = await createDeskWorld({ tracker: 'openproject' });
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  expect(world.tracker.ticket(number).fields).toContain(String(olena.account.id));

  agent.comment(number, 'Яка це **модель**?');
  const question = await olena.sees('Яка це **модель**?');
  await olena.does((phone) => phone.send('Ось *така*.', { replyTo: question.id }));
  await iryna.sees('Ось *така*.');
  const [ticket] = await world.tracker.shows(([first]) => first?.comments.length === 2);
  expect(ticket?.comments[1]?.text).toContain('Ось \\*така\\*.');

  const body = JSON.stringify({ action: 'work_package:updated', work_package: { id: Number(number) } });
  const post = (signature: string) =>
    fetch(world.hookUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-OP-Signature': signature },
      body,
    });
  expect((await post(signWebhook('not the secret', body))).status).toBe(401);
  expect((await post('sha1=')).status).toBe(401);
});
