import { type Logger, seldom } from '@desk/logging';
import { fetchPeer, type PeerFetch } from './fetch-peer.ts';
import { type PeerServers, servePeer } from './serve-peer.ts';
import {
  isSameIdentity,
  readTlsFolder,
  type ServiceName,
  serviceNames,
  type TlsIdentity,
  type TlsProblem,
} from './tls-folder.ts';
import { watchConnections } from './watch-connections.ts';

/** TLS between the two services, each showing its certificate to the other. */
export type MutualTls = Pick<PeerServers, 'createServer'> & {
  fetch: PeerFetch;
  /** Reads the folder again and judges every open connection by it: to be called every few seconds. */
  look(): Promise<void>;
  close(): void;
};

export type OpenedMutualTls = { kind: 'opened'; tls: MutualTls } | { kind: 'refused'; problems: readonly TlsProblem[] };

export type MutualTlsOptions = {
  dir: string;
  self: ServiceName;
  now: () => number;
  log: Logger;
  /** What is in hand on a connection that may not stay gets so long. */
  partWithinMs?: number;
};

const partWithinMsUsual = 10_000;

/**
 * Opens a TLS_DIR. Its files may be replaced at any time: what is new counts for new connections from the next
 * `look` on, and who is trusted no more is parted with within `partWithinMs` of that. Files that cannot be used change nothing.
 */
export async function openMutualTls(options: MutualTlsOptions): Promise<OpenedMutualTls> {
  const { dir, self, now, log, partWithinMs = partWithinMsUsual } = options;
  const first = await readTlsFolder(dir, self);
  if (first.kind === 'refused') return first;
  let { identity } = first;

  const peer = serviceNames[self === 'bot' ? 'gateway' : 'bot'];
  const expectation = () => ({ authorities: identity.authorities, peer, nowMs: now() });
  const connections = watchConnections({ expectation, partWithinMs });
  const onTurnedAway = seldom(now, (reason) =>
    log.warn('A connection was not accepted as the other service', { reason }),
  );
  const servers = servePeer({ identity, connections, onTurnedAway });
  const client = fetchPeer({ identity, peer, connections });
  const complain = seldom(now, (file) =>
    log.warn('A file of TLS_DIR cannot be used, so the former one counts', { file }),
  );

  const adopt = (next: TlsIdentity) => {
    identity = next;
    servers.adopt(next);
    client.adopt(next);
    log.info('The certificates between the zones were read again', {
      endsAt: next.certificate.validToDate.toISOString(),
    });
  };
  const look = async () => {
    const read = await readTlsFolder(dir, self);
    if (read.kind === 'refused') for (const { file } of read.problems) complain(file);
    else if (!isSameIdentity(read.identity, identity)) adopt(read.identity);
    connections.judgeAgain();
  };
  const tls = { createServer: servers.createServer, fetch: client.fetch, look, close: client.close };
  return { kind: 'opened', tls };
}
