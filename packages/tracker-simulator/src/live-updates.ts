import type { ServerResponse } from 'node:http';

/** Server-sent events to every open board. */
export interface LiveUpdates {
  /** `false` when too many boards are open. */
  join(reply: LiveReply): boolean;
  announce(event: string, data: unknown): void;
  close(): void;
}

/** A reply of fastify's. */
interface LiveReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

const boardsMax = 100;
/** A board that stopped reading is let go once so much waits for it. */
const backlogBytesMax = 1024 * 1024;
const heartbeatMs = 20_000;
const reconnectMs = 500;

/** `listen` is given how to announce, and gives how to stop listening. */
export function openLiveUpdates(listen: (announce: LiveUpdates['announce']) => () => void): LiveUpdates {
  const boards = new Set<ServerResponse>();

  function write(stream: ServerResponse, text: string): void {
    if (stream.writableLength > backlogBytesMax) stream.destroy();
    else stream.write(text);
  }

  function announce(event: string, data: unknown): void {
    for (const stream of boards) write(stream, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  const stopListening = listen(announce);
  const heartbeat = setInterval(() => {
    for (const stream of boards) write(stream, ': still here\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  return {
    join(reply) {
      if (boards.size >= boardsMax) return false;
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      stream.write(`retry: ${reconnectMs}\n\n`);
      boards.add(stream);
      stream.once('close', () => void boards.delete(stream));
      return true;
    },
    announce,
    close() {
      stopListening();
      clearInterval(heartbeat);
      for (const stream of boards) stream.end();
      boards.clear();
    },
  };
}
