import { signWebhook } from '@desk/openproject-simulator';
import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { setUpPulled } from './world/set-up-pulled.ts';

const prepare = setUpPulled({ address: 'OPENPROJECT_URL', pulled: '16 request types' });

test('from an OpenProject and nothing else to the first ticket, and to words that stay as they were written', async () => {
  await using world = await createDeskWorld({ tracker: 'openproject', prepare });
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  await iryna.presses('Узяти в роботу');
  const [taken] = await world.tracker.shows(([first]) => first?.status === 'in-progress');
  expect(taken).toMatchObject({ requestType: 'Компʼютер не працює', requester: 'Олена Коваль' });
  expect(taken?.fields).toContain(String(olena.account.id));

  agent.comment(number, 'Яка це **модель**?');
  const question = await olena.sees('Яка це **модель**?');
  await olena.does((phone) => phone.send('Ось *така*.', { replyTo: question.id }));
  await iryna.sees('Ось *така*.');
  const [answered] = await world.tracker.shows(([first]) => first?.comments.length === 2);
  expect(answered?.comments[1]?.text).toContain('Ось \\*така\\*.');
  for (const signature of [signWebhook('not the secret', hookBody(number)), 'sha1=']) {
    expect((await postHook(world, number, signature)).status).toBe(401);
  }
});

function hookBody(number: string): string {
  return JSON.stringify({ action: 'work_package:updated', work_package: { id: Number(number) } });
}

function postHook({ hookUrl }: DeskWorld, number: string, signature: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', 'X-OP-Signature': signature };
  return fetch(hookUrl, { method: 'POST', headers, body: hookBody(number) });
}
