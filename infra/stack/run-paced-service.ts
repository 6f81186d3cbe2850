import { composeBot, parseBotConfig } from '@desk/bot';
import { composeGateway, parseGatewayConfig } from '@desk/gateway';
import { z } from 'zod';
import { pacedClock } from './paced-clock.ts';

/**
 * `run-paced-service.ts bot|gateway <from, epoch ms> <speed>`: a service as its operators start it, but for its clock.
 * Its deadlines for others, its leases and its looks at the lanes keep the machine's time.
 */
const Arguments = z.tuple([z.enum(['bot', 'gateway']), z.coerce.number().positive(), z.coerce.number().positive()]);

const [name, fromMs, speed] = Arguments.parse(process.argv.slice(2));
const overrides = { clock: pacedClock({ fromMs, speed }) };
const service = name === 'bot' ? await openBot() : await openGateway();
process.once('SIGTERM', () => {
  service.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
await service.listen();

async function openBot() {
  const read = parseBotConfig();
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  const composed = await composeBot(read.config, overrides);
  if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
  return composed.bot;
}

async function openGateway() {
  const read = parseGatewayConfig();
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  const composed = await composeGateway(read.config, overrides);
  if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
  return composed.gateway;
}
