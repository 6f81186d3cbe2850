import {
  examine,
  type Finding,
  judgeCertificates,
  judgeDatabase,
  judgeFiles,
  judgeKeys,
  judgePorts,
  judgeSettings,
  lookAt,
} from '@desk/doctor';
import type { ZoneProbes } from '../../ports/zone-probes.ts';
import { judgeGateway } from './judge-gateway.ts';
import { judgeRedis } from './judge-redis.ts';
import { judgeTelegram } from './judge-telegram.ts';

const fileWithinMs = 10_000;
const serverWithinMs = 20_000;
/** Of one bot: 12 that write, 6 that read, 2 for upkeep, and one that says that it lives, with one to spare. */
const connections = 22;

/** Looks at everything the bot depends on, side by side, and says of each whether it is well, and what to do. */
export function examineZone(probes: ZoneProbes): Promise<readonly Finding[]> {
  return examine([
    { area: 'settings', withinMs: fileWithinMs, look: async () => judgeSettings(probes.settings()) },
    lookAt('keys', fileWithinMs, probes.keys, judgeKeys),
    lookAt('certificates', fileWithinMs, probes.border, ({ certificates, isNear }) =>
      judgeCertificates(certificates, isNear),
    ),
    { area: 'files', withinMs: fileWithinMs, look: async () => judgeFiles(await probes.files()) },
    lookAt('database', serverWithinMs, probes.database, ({ database, isPlain }) =>
      judgeDatabase(database, { connections, isPlain }),
    ),
    lookAt('Redis', serverWithinMs, probes.redis, judgeRedis),
    lookAt('gateway', serverWithinMs, probes.gateway, judgeGateway),
    lookAt('Telegram', serverWithinMs, probes.telegram, judgeTelegram),
    lookAt('ports', fileWithinMs, probes.ports, ({ ports, isRunning }) => judgePorts(ports, isRunning)),
  ]);
}
