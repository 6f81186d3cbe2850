import { connect, createServer, type Socket } from 'node:net';

/** Stands before several processes of one service, as a TCP balancer does: it passes bytes on and reads none. */
export interface Balancer {
  readonly port: number;
  /** New connections go to these ports of this machine in turn, past those where nobody listens. */
  leadTo(ports: readonly number[]): void;
  close(): Promise<void>;
}

export async function balanceConnections(): Promise<Balancer> {
  let targets: readonly number[] = [];
  let passed = 0;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true, pauseOnConnect: true }, (incoming) => {
    follow(incoming, open);
    const from = passed % Math.max(1, targets.length);
    passed += 1;
    void passOn(incoming, [...targets.slice(from), ...targets.slice(0, from)], open);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The balancer has no port.');
  return {
    port: address.port,
    leadTo(ports) {
      targets = ports;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

async function passOn(incoming: Socket, ports: readonly number[], open: Set<Socket>): Promise<void> {
  for (const port of ports) {
    const outgoing = await reach(port);
    if (outgoing === null) continue;
    follow(outgoing, open);
    join(incoming, outgoing);
    join(outgoing, incoming);
    return;
  }
  incoming.destroy();
}

/** Null where nobody listens. */
function reach(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

/** What breaks on one side breaks on the other; what ends in order ends there in order. */
function join(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on('close', (broken) => (broken ? to.destroy() : to.end()));
}

function follow(socket: Socket, open: Set<Socket>): void {
  open.add(socket);
  // A process that was killed resets its connections: that is what this is for.
  socket.on('error', () => undefined);
  socket.on('close', () => open.delete(socket));
}
