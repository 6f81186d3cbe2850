import fastify, { type FastifyInstance } from 'fastify';
import type { MetricsPage } from '../../ports/desk-state.ts';
import type { Parts, SchemaState } from '../../ports/readiness.ts';
import { letConnectionsGo } from './let-connections-go.ts';
import { type ListenerLimits, limitRequests, serverLimits, usualLimits } from './listener-limits.ts';

export interface OpsServerOptions {
  readonly isDraining: () => boolean;
  readonly schemaState: () => Promise<SchemaState>;
  /** What the bot can do without for a while. */
  readonly parts: () => Parts;
  /** Of each queue, whether it moves. */
  readonly queues: () => Readonly<Record<string, 'moving' | 'stuck'>>;
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
 * What else is away makes the service poorer, and a restart would not help.
 */
export function createOpsServer(options: OpsServerOptions): FastifyInstance {
  const limits = { ...limitsHere, ...options.limits };
  const app = fastify({ logger: false, ...serverLimits(limits) });
  letConnectionsGo(app);
  limitRequests(app, limits);
  app.get('/healthz', async () => ({ status: 'up' }));
  app.get('/readyz', async (_request, reply) => {
    const schema = await options.schemaState();
    const status = statusOf(schema, options);
    const parts = options.parts();
    const degraded = Object.entries(parts).flatMap(([part, state]) => (state === 'down' ? [part] : []));
    const facts = { database: schema !== 'away', migrations: schema === 'current', parts, queues: options.queues() };
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
