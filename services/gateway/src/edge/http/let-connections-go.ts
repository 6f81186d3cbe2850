import type { FastifyInstance } from 'fastify';

/**
 * Ends closing with the last answer. A connection whose request is answered while the server closes is otherwise kept
 * for the client's next one, 72 s long, and closing waits for it.
 */
export function letConnectionsGo(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onResponse', async () => {
    // Idle only once those who wait for the end of the answer have been told.
    if (closing) setImmediate(() => app.server.closeIdleConnections());
  });
}
