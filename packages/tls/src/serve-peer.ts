import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import type { PeerVerdict } from './judge-peer.ts';
import type { TlsIdentity } from './tls-folder.ts';
import type { ConnectionWatch } from './watch-connections.ts';

export type PeerServers = {
  /** `limits` are those of any server of HTTP. */
  createServer(handler: RequestListener, limits: HttpLimits): Server;
  /** New connections are made under this; those there are go on. */
  adopt(identity: TlsIdentity): void;
};

export type HttpLimits = Pick<
  ServerOptions,
  'requestTimeout' | 'headersTimeout' | 'keepAliveTimeout' | 'maxHeaderSize' | 'connectionsCheckingInterval'
>;

export type PeerServerOptions = {
  identity: TlsIdentity;
  connections: ConnectionWatch;
  /** Told why a connection was not accepted. */
  onTurnedAway: (reason: string) => void;
};

const handshakeMs = 10_000;
/** As Fastify has it for plain HTTP. */
const keepAliveTimeout = 72_000;

/** Servers of HTTPS that answer the other service and nobody else. */
export function servePeer({ identity, connections, onTurnedAway }: PeerServerOptions): PeerServers {
  const servers = new Set<Server>();
  let context = contextOf(identity);

  return {
    createServer(handler, limits) {
      const asking = { requestCert: true, rejectUnauthorized: true, handshakeTimeout: handshakeMs };
      const server = createServer({ keepAliveTimeout, ...limits, ...context, ...asking }, handler);
      // Before HTTP hears of the connection. A resumed one would bring back a trust that may have been withdrawn.
      server.prependListener('secureConnection', (socket) => {
        const verdict: PeerVerdict | 'resumed' = socket.isSessionReused() ? 'resumed' : connections.admit(socket);
        if (verdict === 'trusted') return;
        socket.destroy();
        onTurnedAway(verdict);
      });
      server.on('tlsClientError', (error) => onTurnedAway('code' in error ? String(error.code) : 'unknown'));
      servers.add(server);
      server.on('close', () => servers.delete(server));
      return server;
    },
    adopt(next) {
      context = contextOf(next);
      for (const server of servers) server.setSecureContext(context);
    },
  };
}

/** One identity for both ends of a connection. */
export function contextOf({ certificate, privateKey, authorities }: TlsIdentity): SecureContextOptions {
  return {
    key: privateKey,
    cert: certificate.toString(),
    ca: authorities.map((authority) => authority.toString()),
    minVersion: 'TLSv1.3',
  };
}
