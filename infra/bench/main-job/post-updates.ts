import { connect, type Socket } from 'node:net';
import { type Latencies, recordLatencies } from '../latencies.ts';

export interface PostPlan {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
  /** Each from an address of its own, 254 at most: what one may ask in a second is bounded. */
  readonly connections: number;
  /** How long what is posted counts, after a warm-up of `warmUpMs`. */
  readonly durationMs: number;
  readonly warmUpMs: number;
  /** The n-th update, as JSON. */
  readonly update: (index: number) => string;
}

export interface PostResult {
  readonly perSecond: number;
  /** From the request's leaving to its 200. */
  readonly answered: Latencies;
}

const emptyAnswer = /^HTTP\/1\.1 (\d{3})[\s\S]*?content-length: 0\r\n[\s\S]*?\r\n\r\n/i;

/**
 * Posts updates as fast as they are taken, each connection the next one when its last is answered. Written straight
 * to the sockets: whoever measures must cost less than what is measured. Rejects at the first answer that is no 200.
 */
export async function postUpdates(plan: PostPlan): Promise<PostResult> {
  const answered = recordLatencies();
  const startedAt = performance.now() + plan.warmUpMs;
  const endsAt = startedAt + plan.durationMs;
  let index = 0;
  const next = (now: number) => (now < endsAt ? requestOf(plan, index++) : null);
  const note = (sentAt: number, now: number) => {
    if (sentAt >= startedAt && now < endsAt) answered.record(now - sentAt);
  };
  const addresses = Array.from({ length: plan.connections }, (_, at) => `127.0.0.${at + 1}`);
  await Promise.all(addresses.map((localAddress) => postOver({ port: plan.port, localAddress }, next, note)));
  return { perSecond: answered.count() / (plan.durationMs / 1000), answered };
}

function postOver(
  { port, localAddress }: { readonly port: number; readonly localAddress: string },
  next: (now: number) => Buffer | null,
  note: (sentAt: number, now: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, localAddress, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let received = '';
    const send = () => {
      sentAt = performance.now();
      const request = next(sentAt);
      if (request) socket.write(request);
      else socket.end();
    };
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const answer = emptyAnswer.exec(received);
      if (!answer) return;
      if (answer[1] !== '200') return fail(new Error(`An update was answered with ${answer[1]}.`));
      received = '';
      note(sentAt, performance.now());
      send();
    });
    socket.on('error', fail);
    socket.on('close', () => resolve());
  });
}

function requestOf({ port, path, secret, update }: PostPlan, index: number): Buffer {
  const body = Buffer.from(update(index));
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `content-length: ${body.byteLength}`,
    `x-telegram-bot-api-secret-token: ${secret}`,
    '\r\n',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body]);
}
