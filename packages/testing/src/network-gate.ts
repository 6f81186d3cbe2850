import { connect, createServer, type Socket } from 'node:net';

/** A door on the way to a server: while it is shut, connections break and new ones are refused. */
export type NetworkGate = {
  /** The server's url, through the gate. */
  url: string;
  shut(): void;
  open(): void;
  /** From now on connections lead to this server; those that stand are broken. The gate keeps its own url. */
  leadTo(serverUrl: string): void;
  stop(): Promise<void>;
};

/** For tests in which a server goes away and comes back, without touching the server that others use. */
export async function openNetworkGate(serverUrl: string): Promise<NetworkGate> {
  let target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isShut = false;

  const server = createServer((client) => {
    if (isShut) return client.destroy();
    const upstream = connect(Number(target.port || defaultPort(target)), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const dropAll = () => sockets.forEach((socket) => void socket.destroy());

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gate has no port.');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);

  return {
    url: url.href,
    shut() {
      isShut = true;
      dropAll();
    },
    open() {
      isShut = false;
    },
    leadTo(anotherUrl) {
      target = new URL(anotherUrl);
      dropAll();
    },
    async stop() {
      isShut = true;
      dropAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function defaultPort({ protocol }: URL): number {
  return { 'redis:': 6379, 'postgresql:': 5432, 'postgres:': 5432, 'https:': 443 }[protocol] ?? 80;
}
