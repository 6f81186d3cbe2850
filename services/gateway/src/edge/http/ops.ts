import fastify, { type FastifyInstance } from 'fastify';
import type { MetricsPage } from '../../ports/desk-state.ts';
import type { Parts, SchemaState } from '../../ports/readiness.ts';
import { letConnectionsGo } from './let-connections-go.ts';
import { type ListenerLimits, limitRequests, serverLimits, usualLimits } from './listener-limits.ts';

export interface OpsServerOptions {
  readonly isDraining: () => boolean;
  readonly schemaState: () => Promise<SchemaState>;
  /** What the gateway can do without for a while. */
  readonly parts: () => Promise<Parts>;
  /** When the directory last answered, epoch milliseconds. */
  readonly directorySnapshotAt: () => number | null;
  readonly readMetrics: () => Promise<MetricsPage>;
  /** Other than the usual ones. */
  readonly limits?: Partial<ListenerLimits>;
}

/** A scraper and a few probes. */
const limitsHere: ListenerLimits = {
  ...usualLimits,
  headMsMax: 5_000,
  requestMsMax: 5_000,
  connectionsMax: 100,
  underWayMax: 50,
  perAddressPerSecondMax: 50,
};

/**
 * Health and figures for the operations zone. Ready means able to serve: with its database, and not on its way to stop.
 * A tracker or a directory that is away does not change that.
 */
export function createOpsServer(options: OpsServerOptions): FastifyInstance {
  const limits = { ...limitsHere, ...options.limits };
  const app = fastify({ logger: false, ...serverLimits(limits) });
  letConnectionsGo(app);
  limitRequests(app, limits);
  app.get('/healthz', async () => ({ status: 'up' }));
  app.get('/readyz', async (_request, reply) => {
    const [schema, parts] = await Promise.all([options.schemaState(), options.parts()]);
    const status = statusOf(schema, options);
    const degraded = Object.entries(parts).flatMap(([part, state]) => (state === 'down' ? [part] : []));
    const facts = {
      database: schema !== 'away',
      migrations: schema === 'current',
      parts,
      directorySnapshotAt: options.directorySnapshotAt(),
    };
    return reply.code(status === 'ready' ? 200 : 503).send({ status, degraded, ...facts });
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await options.readMetrics();
    return reply.type(contentType).send(text);
  });
  return app;
}

function statusOf(schema: SchemaState, { isDraining }: OpsServerOptions): 'ready' | 'draining' | 'not-ready' {
  if (isDraining()) return 'draining';
  return schema === 'current' ? 'ready' : 'not-ready';
}
