import { createServer } from 'node:net';
import type { PortFacts } from './judge-ports.ts';

const healthWithinMs = 2_000;

/** Tries to listen where the service would, one port after the other, and lets go at once. */
export async function lookAtPorts(
  host: string,
  ports: Readonly<Record<string, number>>,
): Promise<readonly PortFacts[]> {
  const facts: PortFacts[] = [];
  for (const [setting, port] of Object.entries(ports)) {
    facts.push({ setting, port, state: await tryPort(host, port) });
  }
  return facts;
}

/** Whether a service of Desk answers there: both say the same of their health. */
export async function isServiceRunning(host: string, opsPort: number): Promise<boolean> {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  try {
    const response = await fetch(`http://${reached}:${opsPort}/healthz`, {
      signal: AbortSignal.timeout(healthWithinMs),
      redirect: 'error',
    });
    return response.ok && (await response.text()).includes('"status":"up"');
  } catch {
    return false;
  }
}

function tryPort(host: string, port: number): Promise<PortFacts['state']> {
  const { promise, resolve } = Promise.withResolvers<PortFacts['state']>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => resolve(states.get(error.code ?? '') ?? 'no-such-address'));
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve('free')));
  return promise;
}

const states: ReadonlyMap<string, PortFacts['state']> = new Map([
  ['EADDRINUSE', 'taken'],
  ['EACCES', 'forbidden'],
]);
