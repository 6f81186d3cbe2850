import { chmod, copyFile, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { examineBotZone } from '@desk/bot';
import { initKeys, prepareSigningKey } from '@desk/crypto';
import type { Finding } from '@desk/doctor';
import { examineGatewayZone } from '@desk/gateway';
import { startRedis } from '@desk/testing';
import { testDatabase } from '@desk/testing/vitest';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { botEnvironment, gatewayEnvironment, type StackPlace } from '../../stack/stack-environment.ts';
import { createDeskWorld } from '../desk-world.ts';
import { queryRows } from './search-tables.ts';

export type Environment = Readonly<Record<string, string>>;
export type DoctorStage = Awaited<ReturnType<typeof openDoctorStage>>;

const minuteMs = 60_000;

/** A whole Desk that is well, what stands around it, and hands that plant what is not. */
export async function openDoctorStage() {
  const world = await createDeskWorld({ tracker: 'jira' });
  const { place } = world;
  const trackerUrl = world.jira.baseUrl;
  const user = await createPlainUser(place.databases);
  const redis = await startRedis({ purpose: 'tests', exclusive: true, password: 'canary-redis' });
  await tellRedis(redis.url, 'CONFIG SET appendonly yes');
  const closing = [redis.stop, user.drop, world.close];
  const port = async (answer?: { status: number; aheadMs: number }) => {
    const server = await openServer(answer);
    closing.unshift(server.close);
    return server.port;
  };
  return {
    world,
    folder: place.folder,
    redisUrl: redis.url,
    trackerUrl,
    keys: place.keys,
    catalogueFile: place.catalogueFile,
    emptyDatabase: (await testDatabase('empty')).url,
    superuser: place.databases,
    environments: {
      dmz: { ...botEnvironment(place), DATABASE_URL: user.urls.bot, REDIS_URL: redis.url },
      internal: { ...gatewayEnvironment(place), DATABASE_URL: user.urls.gateway, JIRA_BASE_URL: trackerUrl },
    } as const satisfies Record<string, Environment>,
    /** A port on which something listens that is not ours. */
    takenPort: () => port(),
    /** An origin that refuses every signature, by a clock of its own. */
    refusingOrigin: async (aheadMinutes: number) =>
      `http://127.0.0.1:${await port({ status: 401, aheadMs: aheadMinutes * minuteMs })}`,
    tellRedis: (command: string) => tellRedis(redis.url, command),
    copyOfKeys: (zone: 'dmz' | 'internal', name: string) => copyFolder(place.keys[zone], join(place.folder, name)),
    async close() {
      for (const close of closing) await close();
    },
  };
}

export const zones = { dmz: examineBotZone, internal: examineGatewayZone } as const;

/** Keys of an installation of its own. */
export async function strangersKeys(folder: string, nowMs: number): Promise<{ dmz: string; internal: string }> {
  const dirs = { dmz: join(folder, 'dmz'), internal: join(folder, 'internal') };
  await initKeys({ dmzDir: dirs.dmz, internalDir: dirs.internal, nowMs });
  return dirs;
}

/** Somebody began to change the key that signs, and left it at that. */
export async function leaveRotation(keysDir: string, nowMs: number): Promise<string> {
  await prepareSigningKey({ dir: keysDir, nowMs });
  return keysDir;
}

export async function putOwnKeyAmongPeers(keysDir: string): Promise<string> {
  const name = (await readdir(join(keysDir, 'signing'))).find((each) => each.endsWith('.public.jwk')) ?? '';
  await copyFile(join(keysDir, 'signing', name), join(keysDir, 'peers', basename(name)));
  return keysDir;
}

export async function letOthersRead(keysDir: string): Promise<string> {
  const [name = ''] = await readdir(join(keysDir, 'sealing'));
  await chmod(join(keysDir, 'sealing', name), 0o644);
  return keysDir;
}

export async function without(keysDir: string, path: string): Promise<string> {
  await rm(join(keysDir, path), { recursive: true });
  return keysDir;
}

export async function fileWith(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** What is amiss, as `state area: what -> remedy`. */
export function amiss(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ state }) => state !== 'ok')
    .map(({ state, area, what, remedy }) => `${state} ${area}: ${what} -> ${remedy}`);
}

/** A user who may read what the doctor reads, and is no superuser, as in a zone that is well. */
async function createPlainUser({ bot, gateway }: StackPlace['databases']) {
  const name = `doctor_${Date.now()}_${process.pid}`;
  const password = 'canary-database';
  await queryRows(bot, `create role ${escapeIdentifier(name)} login password ${escapeLiteral(password)}`);
  const urlOf = async (address: string) => {
    await queryRows(address, `grant select on all tables in schema public to ${escapeIdentifier(name)}`);
    const url = new URL(address);
    [url.username, url.password] = [name, password];
    return url.href;
  };
  return {
    urls: { bot: await urlOf(bot), gateway: await urlOf(gateway) },
    async drop() {
      for (const address of [bot, gateway]) await queryRows(address, `drop owned by ${escapeIdentifier(name)}`);
      await queryRows(bot, `drop role ${escapeIdentifier(name)}`);
    },
  };
}

async function tellRedis(redisUrl: string, command: string): Promise<void> {
  const { hostname, port, password } = new URL(redisUrl);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
    if (answer.split('\r\n').length > 2) socket.end();
  });
  socket.on('error', reject);
  socket.on('close', () => (answer === '+OK\r\n+OK\r\n' ? resolve() : reject(new Error(`Redis says ${answer}`))));
  socket.write(`AUTH ${password}\r\n${command}\r\n`);
  await promise;
}

async function openServer(answer: { status: number; aheadMs: number } = { status: 404, aheadMs: 0 }) {
  const server = createServer((_request, response) => {
    response.writeHead(answer.status, {
      'content-type': 'application/problem+json',
      date: new Date(Date.now() + answer.aheadMs).toUTCString(),
    });
    const code = 'signature-refused';
    response.end(JSON.stringify({ type: `urn:desk:problem:${code}`, title: 'No.', status: answer.status, code }));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function copyFolder(from: string, to: string): Promise<string> {
  await cp(from, to, { recursive: true });
  return to;
}
