import { examineBotZone } from '@desk/bot';
import { examineGatewayZone } from '@desk/gateway';
import { test } from 'vitest';
import { botEnvironment, gatewayEnvironment, type StackPlace } from '../stack/stack-environment.ts';
import { createDeskWorld } from './desk-world.ts';

test('look', async () => {
  let place: StackPlace | undefined;
  let url = '';
  await using world = await createDeskWorld({ prepare: async (p, u) => { place = p; url = u; return p; } });
  if (!place) throw new Error('x');
  const t = performance.now();
  const bot = await examineBotZone(botEnvironment(place));
  const t2 = performance.now();
  const gateway = await examineGatewayZone({ ...gatewayEnvironment(place), JIRA_BASE_URL: url, OPENPROJECT_URL: url });
  process.stderr.write(JSON.stringify([...bot, ...gateway].filter((f) => true), null, 1) + `${t2 - t} ${performance.now() - t2}`);
  void world;
});
