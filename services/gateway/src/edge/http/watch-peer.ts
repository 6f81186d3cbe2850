import { compareContracts, contractVersion } from '@desk/contract';
import type { Logger } from '@desk/logging';

/** Notes which version of the contract a bot speaks, and says so once for each that is not ours. */
export type NotePeer = (version: string | readonly string[] | undefined) => void;

/** Those beyond are not told apart: only something that is no bot speaks so many. */
const versionsMax = 20;

/** A call is served whatever its version: one that does not follow the contract is refused for that. */
export function watchPeer(logger: Logger, ours = contractVersion): NotePeer {
  const told = new Set<string>();
  return (version) => {
    // Before 1.3 nobody said.
    if (typeof version !== 'string' || told.has(version) || told.size >= versionsMax) return;
    told.add(version);
    const match = compareContracts(ours, version);
    const facts = { ours, theirs: match === 'unreadable' ? null : version };
    if (match === 'minor')
      logger.info('A bot speaks another minor version of the contract; they work together.', facts);
    if (match === 'newer') logger.error('A bot speaks a later contract: upgrade the gateway, then the bots.', facts);
    if (match === 'older') logger.error('A bot speaks an earlier contract: upgrade the bots.', facts);
    if (match === 'unreadable') logger.warn('A caller does not say which contract it speaks.', facts);
  };
}
