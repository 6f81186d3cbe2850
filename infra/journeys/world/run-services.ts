import { composeBot, parseBotConfig } from '@desk/bot';
import { composeGateway, type Gateway, parseGatewayConfig } from '@desk/gateway';
import type { Logger } from '@desk/logging';
import { botEnvironment, gatewayEnvironment, type StackPlace } from '../../stack/stack-environment.ts';
import type { WorldClock } from './world-clock.ts';

/** A service of the world, which can go and come back over the same database. */
export interface RunningService {
  goesDown(): Promise<void>;
  comesBack(): Promise<void>;
}

type GatewayPorts = Awaited<ReturnType<Gateway['listen']>>;

/** `announce` is told at every start where it listens. */
export async function runGateway(
  place: StackPlace,
  { clock, trackerUrl }: { readonly clock: WorldClock; readonly trackerUrl: string },
  announce: (ports: GatewayPorts) => void,
): Promise<RunningService> {
  const address = place.tracker === 'openproject' ? 'OPENPROJECT_URL' : 'JIRA_BASE_URL';
  const read = parseGatewayConfig({ ...gatewayEnvironment(place), [address]: trackerUrl });
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  return runService(async () => {
    const composed = await composeGateway(read.config, { clock });
    if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
    announce(await composed.gateway.listen());
    return composed.gateway;
  });
}

/** `announce` is told at every start where it listens. */
export async function runBot(
  place: StackPlace,
  {
    clock,
    redisPrefix,
    logger,
  }: { readonly clock: WorldClock; readonly redisPrefix: string; readonly logger?: Logger },
  announce: (ports: { readonly publicPort: number; readonly privatePort: number; readonly opsPort: number }) => void,
): Promise<RunningService> {
  const read = parseBotConfig(botEnvironment(place));
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  return runService(async () => {
    const composed = await composeBot(read.config, { clock, redisPrefix, ...(logger && { logger }) });
    if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
    const started = await composed.bot.listen();
    if (started.kind === 'refused') throw new Error(started.reason);
    announce({ ...started, publicPort: started.publicPort ?? 0 });
    return composed.bot;
  });
}

async function runService(start: () => Promise<{ close(): Promise<void> }>): Promise<RunningService> {
  let running: { close(): Promise<void> } | null = await start();
  return {
    async goesDown() {
      const service = running;
      running = null;
      await service?.close();
    },
    async comesBack() {
      running ??= await start();
    },
  };
}
