import type { FastifyReply } from 'fastify';
import type { Site } from '../site/site.ts';
import { viewWorkPackage } from '../view-work-packages.ts';

/** Server-sent events to every open board. */
export interface LiveUpdates {
  /** False when too many boards are open. */
  join(reply: FastifyReply): boolean;
  announce(event: string, data: unknown): void;
  close(): void;
}

const boardsMax = 100;
/** A board that stopped reading is let go once so much waits for it. */
const backlogBytesMax = 1024 * 1024;
const reconnectMs = 500;

export function openLiveUpdates(site: Site): LiveUpdates {
  const boards = new Set<FastifyReply['raw']>();

  function announce(event: string, data: unknown): void {
    for (const stream of boards) {
      if (stream.writableLength > backlogBytesMax) stream.destroy();
      else stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }

  const stopListening = site.subscribe(({ workPackage }) => announce('changed', viewWorkPackage(site, workPackage)));

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
      for (const stream of boards) stream.end();
      boards.clear();
    },
  };
}
