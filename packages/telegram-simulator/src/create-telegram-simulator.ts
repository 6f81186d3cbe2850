import type { FastifyInstance } from 'fastify';
import { CallLog } from './calls/call-log.ts';
import { type CallHandling, handleCall } from './calls/handle-call.ts';
import { serveClient } from './client/serve-client.ts';
import { type Clock, systemClock } from './clock.ts';
import { UpdateDelivery } from './delivery/update-delivery.ts';
import { UpdateQueue } from './delivery/update-queue.ts';
import { FaultBook } from './faults/fault-book.ts';
import { buildApp } from './http/build-app.ts';
import { serveBotApi } from './http/serve-bot-api.ts';
import { FloodControl } from './limits/flood-control.ts';
import type { Server } from './methods/method.ts';
import { createGroup } from './people/create-group.ts';
import { PhonePerson } from './people/create-person.ts';
import type { NewPerson, Person } from './people/person.ts';
import type { TelegramSimulator, TelegramSimulatorOptions } from './simulator.ts';
import { CallbackBook } from './state/callback-book.ts';
import { FileStore } from './state/file-store.ts';
import { forgetfulJournal, type Journal, openJournal, readJournal } from './state/journal.ts';
import { ProfileBook } from './state/profile-book.ts';
import { restoreState, type State, snapshotState } from './state/restore-state.ts';
import { World } from './state/world.ts';

const COMPACT_AFTER_LINES = 200_000;
const COMPACT_CHECK_EVERY_MS = 10_000;

/** Starts a simulated Telegram for one bot. */
export async function createTelegramSimulator(options: TelegramSimulatorOptions): Promise<TelegramSimulator> {
  const parts = assemble(options);
  const app = await buildApp();
  serveBotApi(app, { ...parts.handling, token: options.token });
  const { server } = parts.handling;
  await serveClient(app, {
    server,
    people: parts.people,
    addPerson: (person) => addPerson(server, parts.people, person),
  });
  const apiRoot = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  const stopCompacting = keepCompact(parts);
  return present({ options, parts, app, apiRoot, stopCompacting });
}

interface Parts {
  state: State;
  journal: Journal;
  handling: CallHandling;
  people: Map<number, Person>;
}

function assemble(options: TelegramSimulatorOptions): Parts {
  const clock: Clock = { now: options.now ?? systemClock.now, setTimer: options.setTimer ?? systemClock.setTimer };
  const entries = options.stateFile ? readJournal(options.stateFile) : [];
  const journal = options.stateFile ? openJournal(options.stateFile) : forgetfulJournal;
  const faults = new FaultBook({ clock });
  const world = new World({ clock, journal, bot: readBot(options) });
  const queue = new UpdateQueue({ clock, journal });
  const delivery = new UpdateDelivery({
    clock,
    journal,
    queue,
    shallDuplicate: (chatId) => faults.duplicates(chatId),
    onReply: (reply) => void runReply(handling, reply),
  });
  queue.onConfirmed((update) => {
    const chat = world.chat(update.chatId);
    if (chat && update.messageId !== undefined) world.markSeen(chat, update.messageId);
  });
  const state: State = {
    world,
    files: new FileStore({ journal, folder: options.stateFile && `${options.stateFile}.files` }),
    profile: new ProfileBook({ journal }),
    callbacks: new CallbackBook({ clock }),
    queue,
    delivery,
  };
  const server: Server = { ...state, flood: new FloodControl({ clock, enabled: options.limits ?? true }) };
  const handling: CallHandling = { server, faults, log: new CallLog() };
  restoreState(state, entries);
  if (entries.length > 0) journal.compact(snapshotState(state));
  const people = new Map<number, Person>();
  for (const { id } of world.people()) meet(server, people, id);
  return { state, journal, handling, people };
}

interface Running {
  options: TelegramSimulatorOptions;
  parts: Parts;
  app: FastifyInstance;
  apiRoot: string;
  stopCompacting: () => void;
}

function present({ options, parts, app, apiRoot, stopCompacting }: Running): TelegramSimulator {
  const { state, journal, handling, people } = parts;
  const { server, faults, log } = handling;
  return {
    apiRoot,
    token: options.token,
    addPerson: (person) => addPerson(server, people, person),
    people: () => [...people.values()],
    person: (id) => people.get(id),
    addGroup: (title, members) => createGroup(server, title, members),
    faults: { add: (rule) => faults.add(rule), clear: () => faults.clear() },
    calls: () => log.list(),
    onCall: (listener) => log.onCall(listener),
    pendingUpdates: () => state.delivery.pendingCount(),
    webhookFailures: () => state.delivery.failures(),
    deliveryStatistics: () => state.delivery.statistics(),
    async close() {
      stopCompacting();
      state.delivery.close();
      await app.close();
      journal.compact(snapshotState(state));
      journal.close();
    },
  };
}

function addPerson(
  server: Server,
  people: Map<number, Person>,
  { phone, language = 'uk', ...rest }: NewPerson,
): Person {
  const international = `+${phone.replace(/\D/g, '')}`;
  const { id } = server.world.addPerson({ ...rest, phone: international, language });
  return meet(server, people, id);
}

function meet(server: Server, people: Map<number, Person>, id: number): Person {
  const chat = server.world.privateChat(id);
  if (!chat) throw new Error(`There is no person with the id ${id}.`);
  const person = new PhonePerson(server, chat);
  people.set(id, person);
  return person;
}

/** Telegram takes a method call as the answer to a webhook, except for those that would return something. */
async function runReply(handling: CallHandling, reply: unknown): Promise<void> {
  if (typeof reply !== 'object' || reply === null || !('method' in reply) || typeof reply.method !== 'string') return;
  const { method, ...values } = reply;
  if (/^(?:get|deletewebhook|setwebhook|close|logout)/i.test(method)) return;
  await handleCall(handling, { method, values, extras: { files: new Map(), onGone: () => {} } });
}

function readBot({ token, botUsername = 'desk_bot', botName = 'Desk' }: TelegramSimulatorOptions) {
  const id = Number(/^(\d{1,15}):/.exec(token)?.[1] ?? 0);
  if (!id) throw new Error('A bot token looks like "123456:ABC-DEF": digits, a colon, then the secret.');
  return { id, is_bot: true, first_name: botName, username: botUsername };
}

function keepCompact({ state, journal }: Parts): () => void {
  const timer = setInterval(() => {
    if (journal.linesSinceCompaction() > COMPACT_AFTER_LINES) journal.compact(snapshotState(state));
  }, COMPACT_CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
