import { createServer } from 'node:net';

/** Where each part of the stack listens, all on loopback. */
export interface StackPorts {
  readonly telegram: number;
  readonly tracker: number;
  readonly botPublic: number;
  readonly botPrivate: number;
  readonly botOps: number;
  readonly gateway: number;
  readonly gatewayHooks: number;
  readonly gatewayOps: number;
}

/** The same at every start, so that pages stay open over a restart. */
export const usualPorts: StackPorts = {
  telegram: 8083,
  tracker: 8084,
  botPublic: 8081,
  botPrivate: 8082,
  botOps: 8086,
  gateway: 8090,
  gatewayHooks: 8091,
  gatewayOps: 8092,
};

/**
 * Any free ports, for several stacks at once. Below those that systems give to outgoing connections: one of these could
 * take the port of a service that is just starting again.
 */
export async function freePorts(): Promise<StackPorts> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const ports = drawPorts();
    const areDifferent = new Set(Object.values(ports)).size === Object.keys(ports).length;
    if (areDifferent && (await takenPorts(ports)).length === 0) return ports;
  }
  throw new Error('No free ports were found.');
}

const attemptsMax = 50;
const freeFrom = 20_000;
const freeTo = 32_000;

function drawPorts(): StackPorts {
  const any = () => freeFrom + Math.floor(Math.random() * (freeTo - freeFrom));
  return {
    telegram: any(),
    tracker: any(),
    botPublic: any(),
    botPrivate: any(),
    botOps: any(),
    gateway: any(),
    gatewayHooks: any(),
    gatewayOps: any(),
  };
}

/** Those of the ports that something else listens on. */
export async function takenPorts<Name extends string>(
  ports: Readonly<Record<Name, number>>,
): Promise<[Name, number][]> {
  const taken: [Name, number][] = [];
  for (const [name, port] of Object.entries(ports) as [Name, number][]) {
    if (!(await isFree(port))) taken.push([name, port]);
  }
  return taken;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  const free = await listening;
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}
