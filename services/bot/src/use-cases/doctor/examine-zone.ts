import {
  examine,
  type Finding,
  type Judgement,
  judgeCertificates,
  judgeDatabase,
  judgeFiles,
  judgeKeys,
  judgePorts,
  judgeSettings,
  type Look,
  warning,
} from '@desk/doctor';
import type { Asked, ZoneProbes } from '../../ports/zone-probes.ts';
import { judgeGateway } from './judge-gateway.ts';
import { judgeRedis } from './judge-redis.ts';
import { judgeTelegram } from './judge-telegram.ts';

const fileWithinMs = 5_000;
const serverWithinMs = 15_000;
/** Those that write and those that read, and one each for what it holds: docs/operations.md counts them. */
const connections = 20;

/** Looks at everything the bot depends on, side by side, and says of each whether it is well, and what to do. */
export function examineZone(probes: ZoneProbes): Promise<readonly Finding[]> {
  const look = <Facts>(
    area: string,
    withinMs: number,
    probe: () => Promise<Asked<Facts>>,
    judge: (facts: Facts) => readonly Judgement[],
  ): Look => ({
    area,
    withinMs,
    look: async () => {
      const asked = await probe();
      return asked.kind === 'asked' ? judge(asked.facts) : [notAsked(asked.settings)];
    },
  });
  return examine([
    { area: 'settings', withinMs: fileWithinMs, look: async () => judgeSettings(probes.settings()) },
    look('keys', fileWithinMs, probes.keys, judgeKeys),
    look('certificates', fileWithinMs, probes.border, ({ certificates, isNear }) =>
      judgeCertificates(certificates, isNear),
    ),
    { area: 'files', withinMs: fileWithinMs, look: async () => judgeFiles(await probes.files()) },
    look('database', serverWithinMs, probes.database, ({ database, isPlain }) =>
      judgeDatabase(database, { connections, isPlain }),
    ),
    look('Redis', serverWithinMs, probes.redis, judgeRedis),
    look('gateway', serverWithinMs, probes.gateway, judgeGateway),
    look('Telegram', serverWithinMs, probes.telegram, judgeTelegram),
    look('ports', fileWithinMs, probes.ports, ({ ports, isRunning }) => judgePorts(ports, isRunning)),
  ]);
}

function notAsked(settings: readonly string[]): Judgement {
  return warning('not looked at', `Put ${settings.join(' and ')} right, then look again.`);
}
