import type { Logger } from '@desk/logging';
import type { GatewayConfig } from './config.ts';
import type { createContractServer } from './edge/http/contract-server.ts';
import type { Drain } from './edge/http/drain.ts';
import type { createOpsServer } from './edge/http/ops.ts';
import type { createTrackerHookServer } from './edge/http/tracker-hooks.ts';

export interface Gateway {
  readonly servers: GatewayServers;
  /** Opens the ports; 0 in the configuration takes a free one. Rejects with the system's error if one is taken. */
  listen(): Promise<{ readonly contractPort: number; readonly hookPort: number; readonly opsPort: number }>;
  /**
   * Not ready any more from here on: listeners send away whatever is new, while what is under way is finished. Then they
   * close, and the rest in the reverse order of the start.
   */
  close(): Promise<void>;
}

export interface GatewayServers {
  readonly contract: Awaited<ReturnType<typeof createContractServer>>;
  readonly hooks: Awaited<ReturnType<typeof createTrackerHookServer>>;
  readonly ops: ReturnType<typeof createOpsServer>;
}

export interface GatewayParts {
  readonly at: GatewayConfig['listen'];
  readonly servers: GatewayServers;
  /** Listeners that it watches send new requests away once it has begun. */
  readonly drain: Pick<Drain, 'begin'>;
  readonly logger: Logger;
  start(): Promise<void>;
  startJobs(): readonly { stop(): Promise<void> }[];
  /** Connections, in the order in which they may go. */
  readonly closing: readonly (() => Promise<void>)[];
}

/** Work in hand gets so long when the gateway stops. */
const stopWithinMs = 8_000;

export function runGateway(parts: GatewayParts): Gateway {
  const { host, ...ports } = parts.at;
  const { contract, hooks, ops } = parts.servers;
  let jobs: readonly { stop(): Promise<void> }[] = [];
  return {
    servers: parts.servers,
    async listen() {
      await parts.start();
      jobs = parts.startJobs();
      await ops.listen({ host, port: ports.opsPort });
      await hooks.listen({ host, port: ports.hookPort });
      await contract.listen({ host, port: ports.contractPort });
      const open = { contractPort: portOf(contract), hookPort: portOf(hooks), opsPort: portOf(ops) };
      parts.logger.info('The gateway listens.', open);
      return open;
    },
    async close() {
      const stopping = jobs.map((job) => job.stop());
      if (!(await parts.drain.begin(stopWithinMs))) parts.logger.warn('Some requests were not answered in time.');
      await Promise.all(stopping);
      for (const server of [contract, hooks, ops]) await server.close();
      for (const close of parts.closing) await close();
      parts.logger.info('The gateway has stopped.');
    },
  };
}

function portOf(server: { addresses(): readonly (string | { port: number })[] }): number {
  const [address] = server.addresses();
  return typeof address === 'object' ? address.port : 0;
}
