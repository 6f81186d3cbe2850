import {
  examine,
  type Finding,
  judgeCertificates,
  judgeDatabase,
  judgeFiles,
  judgeKeys,
  judgePeer,
  judgePorts,
  judgeSettings,
  lookAt,
} from '@desk/doctor';
import type { ZoneProbes } from '../../ports/zone-probes.ts';
import { judgeMail } from './judge-mail.ts';
import { judgeScanner } from './judge-scanner.ts';
import { judgeSpool } from './judge-spool.ts';
import { judgeSurvey } from './judge-survey.ts';

const fileWithinMs = 10_000;
const serverWithinMs = 20_000;
/** One question after the other, or everybody in a large directory. */
const surveyWithinMs = 60_000;
/** Of one gateway: 10, 4 for its replay table, 2 for the audit log, and one that says that it lives. */
const connections = 17;

const bot = { setting: 'BOT_PRIVATE_URL', peer: 'the bot' };

/** Looks at everything the gateway depends on, side by side, and says of each whether it is well, and what to do. */
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
    lookAt('bot', serverWithinMs, probes.bot, (facts) => judgePeer(facts, bot)),
    lookAt('tracker', surveyWithinMs, probes.tracker, judgeSurvey),
    lookAt('directory', surveyWithinMs, probes.directory, judgeSurvey),
    lookAt('spool', fileWithinMs, probes.spool, judgeSpool),
    lookAt('scanner', serverWithinMs, probes.scanner, judgeScanner),
    lookAt('mail', serverWithinMs, probes.mail, judgeMail),
    lookAt('ports', fileWithinMs, probes.ports, ({ ports, isRunning }) => judgePorts(ports, isRunning)),
  ]);
}
