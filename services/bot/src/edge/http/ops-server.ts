import fastify, { type FastifyInstance } from 'fastify';
import type { Backlog, MeasureBacklog } from '../../ports/backlog.ts';
import type { Counts } from './count-events.ts';
import { letConnectionsGo } from './let-connections-go.ts';

export interface OpsServerOptions {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly measureBacklog: MeasureBacklog;
  /** Of each queue, whether it moves. */
  readonly queues: () => Readonly<Record<string, 'moving' | 'stuck'>>;
  readonly residentBytes: () => number;
  readonly counts: Counts;
}

/** Health and figures for the operations zone. Ready means able to serve: without Redis the bot still is. */
export function createOpsServer(options: OpsServerOptions): FastifyInstance {
  const app = fastify({ logger: false, requestTimeout: 5_000 });
  letConnectionsGo(app);
  app.get('/healthz', async () => ({ status: 'up' }));
  app.get('/readyz', async (_request, reply) => {
    const database = await options.ping().then(
      () => true,
      () => false,
    );
    const status = database ? 'ready' : 'not-ready';
    return reply.code(database ? 200 : 503).send({ status, database, queues: options.queues() });
  });
  app.get('/metrics', async (_request, reply) => {
    // Without the database the other figures are worth the more.
    const backlog = await options.measureBacklog().catch(() => null);
    return reply.type('text/plain; version=0.0.4').send(writeMetrics(options, backlog));
  });
  return app;
}

/** Prometheus text format. */
function writeMetrics({ counts, queues, residentBytes }: OpsServerOptions, backlog: Backlog | null): string {
  return [
    '# TYPE desk_bot_events_total counter',
    ...[...counts.entries()].map(
      ([what, outcome, count]) => `desk_bot_events_total{what="${what}",outcome="${outcome}"} ${count}`,
    ),
    '# TYPE desk_bot_queue_moving gauge',
    ...Object.entries(queues()).map(
      ([queue, state]) => `desk_bot_queue_moving{queue="${queue}"} ${state === 'moving' ? 1 : 0}`,
    ),
    '# TYPE desk_bot_resident_bytes gauge',
    `desk_bot_resident_bytes ${residentBytes()}`,
    ...(backlog === null ? [] : writeBacklog(backlog)),
    '',
  ].join('\n');
}

function writeBacklog({ inbox, outbox, auditPending }: Backlog): string[] {
  return [
    '# TYPE desk_bot_waiting gauge',
    `desk_bot_waiting{what="inbox"} ${inbox.count}`,
    `desk_bot_waiting{what="outbox"} ${outbox.count}`,
    `desk_bot_waiting{what="audit"} ${auditPending}`,
    '# TYPE desk_bot_waiting_age_seconds gauge',
    `desk_bot_waiting_age_seconds{what="inbox"} ${inbox.ageSeconds}`,
    `desk_bot_waiting_age_seconds{what="outbox"} ${outbox.ageSeconds}`,
  ];
}
