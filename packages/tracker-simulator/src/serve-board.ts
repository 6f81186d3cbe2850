import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const folder = fileURLToPath(new URL('../web', import.meta.url));
const contentPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'";

/** The board's pages at `/`. What they ask of `/board/api` is described in `web/js/types.js`. */
export function serveBoard(app: FastifyInstance): void {
  void app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('content-security-policy', contentPolicy),
  });
}

/** Of a file on the board: pictures are shown in the page; everything else is only offered for download. */
export function dispositionOf(mimeType: string): 'inline' | 'attachment' {
  return pictureTypes.has(mimeType) ? 'inline' : 'attachment';
}

const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
