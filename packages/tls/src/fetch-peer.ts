import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { contextOf } from './serve-peer.ts';
import type { TlsIdentity } from './tls-folder.ts';
import type { ConnectionWatch } from './watch-connections.ts';

/** As much of `fetch` as one service needs of the other. Redirections are answers like any other. */
export type PeerFetch = (
  url: URL,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly body?: Uint8Array | ReadableStream<Uint8Array>;
  },
) => Promise<Response>;

export type PeerClient = {
  fetch: PeerFetch;
  /** New connections are made under this; calls in hand end on theirs. */
  adopt(identity: TlsIdentity): void;
  close(): void;
};

export type PeerClientOptions = {
  identity: TlsIdentity;
  /** Of `serviceNames`: who has to answer. */
  peer: string;
  connections: ConnectionWatch;
};

/** The code of an error after which nothing can have reached the other service. */
export const notConnectedCode = 'ERR_PEER_NOT_CONNECTED';

const connectWithinMs = 5_000;
const socketsMax = 64;
/** Far shorter than any server keeps a connection, so that none is closed just as it is used again. */
const idleMsMax = 30_000;
const bodiless = new Set([204, 205, 304]);

/** Calls the other service over HTTPS, showing our certificate, and hangs up on anybody else who answers. */
export function fetchPeer({ identity, peer, connections }: PeerClientOptions): PeerClient {
  let agent = createAgent(identity, peer);

  return {
    fetch: (url, init) => call(url, init, agent, connections),
    adopt(next) {
      const former = agent;
      agent = createAgent(next, peer);
      letGo(former);
    },
    close: () => agent.destroy(),
  };
}

/** `servername` is also the name that the other certificate has to bear. */
function createAgent(identity: TlsIdentity, peer: string): Agent {
  const context = { ...contextOf(identity), servername: peer, rejectUnauthorized: true, maxCachedSessions: 0 };
  return new Agent({ ...context, keepAlive: true, maxSockets: socketsMax, timeout: idleMsMax });
}

/** What nobody uses goes now, the rest with the end of its call. */
function letGo(agent: Agent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}

async function call(...[url, init, agent, connections]: [...Parameters<PeerFetch>, Agent, ConnectionWatch]) {
  const { method, headers, signal, body } = init;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  let connected = false;
  const request = httpsRequest(url, { method, headers, signal, agent });
  const connecting = setTimeout(() => request.destroy(new Error('No connection in time.')), connectWithinMs);
  request.on('socket', (socket) => {
    const ready = () => {
      connected = true;
      clearTimeout(connecting);
    };
    if (request.reusedSocket || !(socket instanceof TLSSocket)) return ready();
    return socket.once('secureConnect', () => {
      const verdict = connections.admit(socket);
      if (verdict === 'trusted') ready();
      else request.destroy(new Error(`The peer is ${verdict}.`));
    });
  });
  request.on('response', resolve);
  request.on('error', (error) => reject(connected ? error : notConnected(error)));
  request.on('close', () => clearTimeout(connecting));
  // An error of either end ends both; the request tells of it.
  if (body instanceof ReadableStream) pipeline(Readable.fromWeb(body), request, () => undefined);
  else request.end(body);
  return asResponse(await promise);
}

function asResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  if (bodiless.has(status)) answer.resume();
  return new Response(bodiless.has(status) ? null : Readable.toWeb(answer), { status, headers });
}

function notConnected(error: Error): Error {
  return new Error('The other service was not reached.', {
    cause: Object.assign(new Error(error.message, { cause: error }), { code: notConnectedCode }),
  });
}
