import { createServer } from 'node:net';

/** Where each part of the stack listens, all on loopback. */
export interface StackPorts {
  readonly telegram: number;
  readonly jira: number;
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
  jira: 8084,
  botPublic: 8081,
  botPrivate: 8082,
  botOps: 8086,
  gateway: 8090,
  gatewayHooks: 8091,
  gatewayOps: 8092,
};

/** Any free ports, for several stacks at once. */
export async function freePorts(): Promise<StackPorts> {
  const names = Object.keys(usualPorts) as (keyof StackPorts)[];
  const servers = await Promise.all(names.map(() => listen(0)));
  const ports = servers.map((server) => server.port);
  await Promise.all(servers.map((server) => server.close()));
  return Object.fromEntries(names.map((name, at) => [name, ports[at]])) as unknown as StackPorts;
}

/** Those of the ports that something else listens on. */
export async function takenPorts<Name extends string>(
  ports: Readonly<Record<Name, number>>,
): Promise<[Name, number][]> {
  const taken: [Name, number][] = [];
  for (const [name, port] of Object.entries(ports) as [Name, number][]) {
    const server = await listen(port).catch(() => null);
    if (server === null) taken.push([name, port]);
    else await server.close();
  }
  return taken;
}

async function listen(port: number) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server without a port.');
  return { port: address.port, close: () => new Promise((resolve) => server.close(resolve)) };
}
