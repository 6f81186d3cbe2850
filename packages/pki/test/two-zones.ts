import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import { createLogger } from '@desk/logging';
import { type MutualTls, openMutualTls, type ServiceName, tlsFiles } from '@desk/tls';
import { initPki, type Zone } from '../src/index.ts';

/** An installation: an authority, a TLS_DIR for each zone, and what was opened on them. */
export type TwoZones = {
  caDir: string;
  zones: readonly [bot: Zone, gateway: Zone];
  now: () => number;
  pass(ms: number): void;
  open(service: ServiceName, dir?: string): Promise<MutualTls>;
  /** A listener of the service; answers its address. */
  listen(tls: Pick<MutualTls, 'createServer'>, handler: RequestListener): Promise<URL>;
  /** Any server, as it listens. */
  admit(server: Server): Promise<URL>;
  /** What whoever holds a zone's folder shows, with whom they trust. */
  stolenFrom(zone: Zone): Promise<SecureContextOptions>;
  /** Messages that were logged, with their reasons. */
  said(): readonly { message: string; reason?: string }[];
  close(): Promise<void>;
};

/** What is in hand on a connection that may not stay gets so long here. */
const partWithinMs = 20;

export async function twoZones({ madeMs = Date.now() }: { madeMs?: number } = {}): Promise<TwoZones> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-pki-'));
  const caDir = join(folder, 'ca');
  const bot: Zone = { service: 'bot', dir: join(folder, 'dmz') };
  const gateway: Zone = { service: 'gateway', dir: join(folder, 'internal') };
  const made = await initPki({ caDir, zones: [bot, gateway], nowMs: madeMs });
  if (made.kind === 'refused') throw new Error(made.problems.map(({ problem }) => problem).join());
  let passedMs = 0;
  const lines: string[] = [];
  const log = createLogger({ service: 'bot', level: 'info', destination: { write: (line) => void lines.push(line) } });
  const closing: (() => Promise<unknown>)[] = [];
  const now = () => Date.now() + passedMs;

  const admit = async (server: Server) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') {
        server.closeAllConnections();
      }
      server.close();
      await once(server, 'close');
    });
    const address = server.address();
    return new URL(`https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  };
  return {
    ...{ caDir, zones: [bot, gateway], now, admit },
    pass(ms) {
      passedMs += ms;
    },
    async open(service, dir = service === 'bot' ? bot.dir : gateway.dir) {
      const opened = await openMutualTls({ dir, self: service, now, log, partWithinMs });
      if (opened.kind === 'refused') throw new Error(opened.problems.map(({ problem }) => problem).join());
      closing.push(async () => opened.tls.close());
      return opened.tls;
    },
    listen: (tls, handler) => admit(tls.createServer(handler, {})),
    async stolenFrom({ dir }) {
      const both = await readFile(join(dir, tlsFiles.identity), 'utf8');
      return { key: both, cert: both, ca: await readFile(join(dir, tlsFiles.authorities), 'utf8') };
    },
    said: () => lines.map((line) => JSON.parse(line)),
    async close() {
      for (const close of closing.toReversed()) await close();
      await rm(folder, { recursive: true });
    },
  };
}
