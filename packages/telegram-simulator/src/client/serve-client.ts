import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Server } from '../methods/method.ts';
import type { NewPerson, Person } from '../people/person.ts';
import type { PrivateChat } from '../state/records.ts';
import { readUpload, sendUpload } from './receive-upload.ts';
import { streamPhone } from './stream-phone.ts';

const WEB_FOLDER = join(import.meta.dirname, '../../web');
const PEOPLE_MAX = 500;

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export interface ClientOptions {
  server: Server;
  people: ReadonlyMap<number, Person>;
  addPerson: (person: NewPerson) => Person;
}

const PersonPath = z.object({ id: z.coerce.number().int() });
const MessagePath = PersonPath.extend({ messageId: z.coerce.number().int() });
const FilePath = PersonPath.extend({ fileId: z.string() });

const NewPersonBody = z.object({
  name: z.string().trim().min(1).max(64),
  phone: z.string().regex(/^\+?[\d\s()-]{7,24}$/),
  language: z.enum(['uk', 'en']).default('uk'),
});
const replyTo = z.number().int().optional();
const TextBody = z.object({ text: z.string().trim().min(1).max(32_768), replyTo });
const EditBody = z.object({ text: z.string().trim().min(1).max(4096) });
const PressBody = z.object({
  messageId: z.number().int(),
  row: z.number().int().min(0),
  column: z.number().int().min(0),
});
const KeyboardBody = z.object({ text: z.string() });
const ContactBody = z.object({ personId: z.number().int(), replyTo });
const PlaceBody = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  replyTo,
});
const StickerBody = z.object({ emoji: z.string().min(1).max(16), replyTo });

type Act = (person: Person, request: FastifyRequest) => Promise<unknown>;

/** The phones' own JSON API under /client and their pages. */
export async function serveClient(app: FastifyInstance, options: ClientOptions): Promise<void> {
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/bot')) reply.headers(SECURITY_HEADERS);
  });
  servePages(app);
  await app.register(fastifyStatic, { root: WEB_FOLDER, prefix: '/web/', cacheControl: false });
  servePeople(app, options);
  serveActions(app, options);
}

function servePages(app: FastifyInstance): void {
  app.get('/', (_request, reply) => reply.sendFile('people.html'));
  app.get('/phone/:id', (_request, reply) => reply.sendFile('phone.html'));
}

function servePeople(app: FastifyInstance, { server, people, addPerson }: ClientOptions): void {
  app.get('/client/people', () => ({
    bot: { name: server.world.bot.first_name, username: server.world.bot.username },
    people: [...people.values()].map(({ id, name, phone, language }) => ({ id, name, phone, language })),
  }));
  app.post('/client/people', (request, reply) => {
    if (people.size >= PEOPLE_MAX) return reply.code(409).send({ error: `There are ${PEOPLE_MAX} people already.` });
    const body = NewPersonBody.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ error: z.prettifyError(body.error) });
    const { id, name, phone, language } = addPerson(body.data);
    return reply.code(201).send({ id, name, phone, language });
  });
  app.get('/client/people/:id/events', (request, reply) => {
    const chat = findChat(server, request);
    if (!chat) return reply.code(404).send({ error: 'There is no such person.' });
    streamPhone(server, chat, reply);
    return reply;
  });
  app.get('/client/people/:id/files/:fileId', (request, reply) => {
    const { fileId } = FilePath.parse(request.params);
    const chat = findChat(server, request);
    const file = server.files.find(fileId);
    const bytes = chat && file && server.files.read(file);
    if (!bytes) return reply.code(404).send({ error: 'There is no such file.' });
    return sendFile(reply, bytes, file);
  });
}

function serveActions(app: FastifyInstance, { people }: ClientOptions): void {
  const act = (method: 'POST' | 'PATCH', path: string, run: Act) => {
    app.route({
      method,
      url: `/client/people/:id/${path}`,
      handler: async (request, reply) => {
        const person = people.get(PersonPath.parse(request.params).id);
        if (!person) return reply.code(404).send({ error: 'There is no such person.' });
        try {
          return reply.send((await run(person, request)) ?? { done: true });
        } catch (error) {
          if (error instanceof z.ZodError) return reply.code(400).send({ error: z.prettifyError(error) });
          if (!(error instanceof Error) || 'statusCode' in error) throw error;
          return reply.code(409).send({ error: error.message });
        }
      },
    });
  };

  act('POST', 'start', (person) => person.start());
  act('POST', 'messages', (person, { body }) => {
    const { text, replyTo } = TextBody.parse(body);
    return person.send(text, replying(replyTo));
  });
  act('PATCH', 'messages/:messageId', (person, { params, body }) =>
    person.edit(MessagePath.parse(params).messageId, EditBody.parse(body).text),
  );
  act('POST', 'files', async (person, request) => sendUpload(person, await readUpload(request)));
  act('POST', 'presses', (person, { body }) => {
    const { messageId, row, column } = PressBody.parse(body);
    const button = person.messages().find((message) => message.id === messageId)?.inlineKeyboard[row]?.[column];
    if (button?.callbackData === undefined) throw new Error('There is no such button any more.');
    return person.pressForged(button.callbackData, messageId);
  });
  act('POST', 'keyboard', (person, { body }) => person.pressKeyboard(KeyboardBody.parse(body).text));
  act('POST', 'contact', (person) => person.shareOwnContact());
  act('POST', 'contacts', (person, { body }) => {
    const { personId, replyTo } = ContactBody.parse(body);
    const other = people.get(personId);
    if (!other) throw new Error('There is no such person.');
    return person.sendContact(other, replying(replyTo));
  });
  act('POST', 'places', (person, { body }) => {
    const { latitude, longitude, replyTo } = PlaceBody.parse(body);
    return person.sendLocation(latitude, longitude, replying(replyTo));
  });
  act('POST', 'stickers', (person, { body }) => {
    const { emoji, replyTo } = StickerBody.parse(body);
    return person.sendSticker(emoji, replying(replyTo));
  });
  act('POST', 'block', (person) => person.block());
  act('POST', 'unblock', (person) => person.unblock());
}

function replying(replyTo: number | undefined): { replyTo?: number } {
  return replyTo === undefined ? {} : { replyTo };
}

function findChat(server: Server, request: FastifyRequest): PrivateChat | undefined {
  const { data } = PersonPath.safeParse(request.params);
  return data && server.world.privateChat(data.id);
}

/** Pictures, sound and video open in the page; anything else is downloaded. */
function sendFile(
  reply: FastifyReply,
  bytes: Uint8Array,
  file: { name?: string | undefined; mime?: string | undefined },
): FastifyReply {
  const mime = file.mime ?? 'application/octet-stream';
  const inline = /^(?:image\/(?:png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/.test(mime);
  if (!inline) {
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name ?? 'file')}`);
  }
  return reply.type(inline ? mime : 'application/octet-stream').send(Buffer.from(bytes));
}
