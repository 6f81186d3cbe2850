import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type CallHandling, handleCall } from '../calls/handle-call.ts';
import { DOWNLOAD_BYTES_MAX } from '../methods/get-file.ts';
import { type MethodAnswer, refusal } from '../methods/method.ts';
import { readCall } from './read-call.ts';

const CallPath = z.object({ token: z.string(), method: z.string() });
const FilePath = z.object({ token: z.string(), '*': z.string() });

export interface BotApiOptions extends CallHandling {
  token: string;
}

/** The routes a bot talks to: /bot<token>/<method> and /file/bot<token>/<path>. */
export function serveBotApi(app: FastifyInstance, options: BotApiOptions): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: (request, reply) => answerCall(options, request, reply),
  });
  app.get('/file/bot:token/*', (request, reply) => answerFile(options, request, reply));
}

async function answerCall(options: BotApiOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { token, method } = CallPath.parse(request.params);
  if (token !== options.token) return send(reply, refusal(401, 'Unauthorized'));
  const { values, files } = await readCall(request);
  const onGone = (gone: () => void) => void reply.raw.once('close', gone);
  const result = await handleCall(options, { method, values, extras: { files, onGone } });
  if (result.kind === 'answer') return send(reply, result.answer);
  reply.hijack();
  if (result.resetAfterMs !== undefined) {
    options.server.world.clock.setTimer(() => request.raw.socket.destroy(), result.resetAfterMs);
  }
  return reply;
}

async function answerFile(
  { server, token }: BotApiOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = FilePath.parse(request.params);
  if (path.token !== token) return send(reply, refusal(401, 'Unauthorized'));
  const file = server.files.findByPath(path['*']);
  const bytes = file && file.sizeBytes <= DOWNLOAD_BYTES_MAX ? server.files.read(file) : undefined;
  if (!bytes) return send(reply, refusal(404, 'Not Found'));
  return reply.type('application/octet-stream').send(Buffer.from(bytes));
}

function send(reply: FastifyReply, answer: MethodAnswer): FastifyReply {
  return reply
    .code(answer.ok ? 200 : answer.error_code)
    .type('application/json')
    .send(JSON.stringify(answer));
}
