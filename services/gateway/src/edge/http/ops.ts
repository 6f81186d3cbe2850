import fastify, { type FastifyInstance } from 'fastify';
import { letConnectionsGo } from './let-connections-go.ts';
import type { RequestCounts } from './request-log.ts';

export interface OpsServerOptions {
  readonly databaseAnswers: () => Promise<boolean>;
  readonly trackerState: () => Promise<'up' | 'down'>;
  /** When the directory last answered, epoch milliseconds. */
  readonly directorySnapshotAt: () => number | null;
  readonly residentBytes: () => number;
  readonly counts: RequestCounts;
}

/** Health and figures for the operations zone. Ready means: able to serve; a tracker that is away does not change that. */
export function createOpsServer(options: OpsServerOptions): FastifyInstance {
  const app = fastify({ logger: false, requestTimeout: 5_000 });
  letConnectionsGo(app);
  app.get('/healthz', async () => ({ status: 'up' }));
  app.get('/readyz', async (_request, reply) => {
    const database = await options.databaseAnswers();
    const [tracker, directorySnapshotAt] = [await options.trackerState(), options.directorySnapshotAt()];
    const status = database ? 'ready' : 'not-ready';
    return reply.code(database ? 200 : 503).send({ status, database, tracker, directorySnapshotAt });
  });
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(writeMetrics(options)));
  return app;
}

/** Prometheus text format. */
function writeMetrics({ counts, residentBytes }: OpsServerOptions): string {
  const requests = [...counts].map(([key, count]) => {
    const [endpoint, status] = key.split(' ');
    return `desk_gateway_requests_total{endpoint="${endpoint}",status="${status}"} ${count}`;
  });
  return [
    '# TYPE desk_gateway_requests_total counter',
    ...requests,
    '# TYPE desk_gateway_resident_bytes gauge',
    `desk_gateway_resident_bytes ${residentBytes()}`,
    '',
  ].join('\n');
}
