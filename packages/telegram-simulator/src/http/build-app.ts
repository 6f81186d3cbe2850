import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { refusal } from '../methods/method.ts';

export const UPLOAD_BYTES_MAX = 50 * 1024 * 1024;
const FORM_OVERHEAD_BYTES_MAX = 1024 * 1024;
const FILES_PER_CALL_MAX = 20;
const FIELDS_PER_CALL_MAX = 100;

/** A server that reads JSON, forms and multipart, and complains in Telegram's words. */
export async function buildApp(): Promise<FastifyInstance> {
  const bodyBytesMax = UPLOAD_BYTES_MAX + FORM_OVERHEAD_BYTES_MAX;
  const app = Fastify({ bodyLimit: bodyBytesMax, forceCloseConnections: true, routerOptions: { maxParamLength: 512 } });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body.toString())));
  });
  await app.register(multipart, {
    limits: {
      fileSize: UPLOAD_BYTES_MAX,
      files: FILES_PER_CALL_MAX,
      fields: FIELDS_PER_CALL_MAX,
      fieldSize: FORM_OVERHEAD_BYTES_MAX,
    },
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return reply.code(413).send(refusal(413, 'Request Entity Too Large'));
    if (status < 500) return reply.code(400).send(refusal(400, `Bad Request: ${error.message}`));
    process.stderr.write(`telegram-simulator: ${error.stack ?? error.message}\n`);
    return reply.code(500).send(refusal(500, 'Internal Server Error'));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusal(404, 'Not Found')));
  return app;
}
