import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Mailbox } from '../stack/open-mailbox.ts';
import type { TrackerName } from '../stack/sample-organisation.ts';
import type { Phones } from './phones.ts';

export interface PageOptions {
  readonly port: number;
  readonly boardUrl: string;
  readonly tracker: TrackerName;
  readonly phones: Phones;
  /** Where codes arrive; none where nobody needs one. */
  readonly mailbox?: Pick<Mailbox, 'letters'> | null;
  /** Tells one start of the demo from the next, so that an open page reloads its frames. */
  readonly startedAt: number;
}

const NewPhone = z.object({ key: z.string().max(100) });

const lettersShownMax = 50;

/** The demo's page: phones side by side and the board; and the mailbox, where there is one. */
export async function servePage(options: PageOptions): Promise<FastifyInstance> {
  const { port, boardUrl, tracker, phones, mailbox = null, startedAt } = options;
  const server = fastify({ bodyLimit: 1024 });
  await server.register(fastifyStatic, { root: join(import.meta.dirname, 'web') });
  server.get('/api/state', async () => ({
    startedAt,
    boardUrl,
    tracker,
    hasMailbox: mailbox !== null,
    phones: phones.shown(),
    candidates: phones.candidates(),
  }));
  server.get('/api/letters', async () => ({
    startedAt,
    letters: mailbox?.letters().slice(-lettersShownMax).toReversed() ?? [],
  }));
  server.post('/api/phones', async (request, reply) => {
    const wanted = NewPhone.safeParse(request.body);
    const phone = wanted.success ? phones.add(wanted.data.key) : null;
    if (phone === null) return reply.code(404).send({ problem: 'Nobody by that name has a phone to add.' });
    return reply.code(201).send({ id: phone.id });
  });
  await server.listen({ port, host: '127.0.0.1' });
  return server;
}
