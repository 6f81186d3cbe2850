import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportJWK } from 'jose';
import { timeInId } from './key-times.ts';
import { type KeyProblem, keyFolders, trackerWebhookSecretFile } from './load-keys.ts';
import { sealingKeyBytes } from './seal.ts';
import { createSigningKey } from './signing-key.ts';

/** `publicKeyFile` is what the other zone needs in its `peers` folder. */
export type CreatedKeys =
  | { kind: 'created'; files: readonly string[]; publicKeyFile: string }
  | { kind: 'refused'; problems: readonly KeyProblem[] };

export type InitialisedKeys =
  | { kind: 'created'; files: readonly string[] }
  | { kind: 'refused'; problems: readonly KeyProblem[] };

/** A key file in memory, `path` relative to KEYS_DIR. */
type KeyFile = { path: string; text: string };

/** The bot's first keys. Refuses a folder that already holds keys. */
export async function createBotKeys({ dir, nowMs }: { dir: string; nowMs: number }): Promise<CreatedKeys> {
  const problems = await occupied([dir]);
  if (problems.length > 0) return { kind: 'refused', problems };
  const keys = await zoneKeys('bot', nowMs);
  return { kind: 'created', files: await write(dir, keys.files), publicKeyFile: join(dir, keys.publicKey.path) };
}

/** The gateway's first keys. Refuses a folder that already holds keys. */
export async function createGatewayKeys({ dir, nowMs }: { dir: string; nowMs: number }): Promise<CreatedKeys> {
  const problems = await occupied([dir]);
  if (problems.length > 0) return { kind: 'refused', problems };
  const keys = await gatewayKeys(nowMs);
  return { kind: 'created', files: await write(dir, keys.files), publicKeyFile: join(dir, keys.publicKey.path) };
}

/**
 * Both zones' first keys at once, with the public halves exchanged: for one host that runs both (the demo), or for
 * an operator who then carries each folder to its zone. Writes nothing if either folder already holds keys.
 */
export async function initKeys(options: {
  dmzDir: string;
  internalDir: string;
  nowMs: number;
}): Promise<InitialisedKeys> {
  const { dmzDir, internalDir, nowMs } = options;
  const problems = await occupied([dmzDir, internalDir]);
  if (problems.length > 0) return { kind: 'refused', problems };
  const bot = await zoneKeys('bot', nowMs);
  const gateway = await gatewayKeys(nowMs);
  const files = [
    ...(await write(dmzDir, [...bot.files, asPeer(gateway.publicKey)])),
    ...(await write(internalDir, [...gateway.files, asPeer(bot.publicKey)])),
  ];
  return { kind: 'created', files };
}

async function zoneKeys(service: 'bot' | 'gateway', nowMs: number) {
  const signing = await signingFiles(service, keyFolders.signing, nowMs);
  const publicKey = { path: signing.publicPath, text: signing.publicText };
  return { files: [sealingFile(service, keyFolders.sealing, nowMs), signing.privateKey, publicKey], publicKey };
}

async function gatewayKeys(nowMs: number) {
  const zone = await zoneKeys('gateway', nowMs);
  const tokens = await signingFiles('tokens', keyFolders.tokens, nowMs);
  const secret = { path: trackerWebhookSecretFile, text: secretText() };
  const inside = [sealingFile('phones', keyFolders.phones, nowMs), tokens.privateKey, secret];
  return { ...zone, files: [...zone.files, ...inside] };
}

function sealingFile(name: string, place: { folder: string; ending: string }, nowMs: number): KeyFile {
  return { path: join(place.folder, `${keyId(name, nowMs)}${place.ending}`), text: sealingKeyText() };
}

/** A fresh sealing key as its file holds it. */
export function sealingKeyText(): string {
  return randomBytes(sealingKeyBytes).toString('base64url');
}

/** A fresh secret as its file holds it: letters, digits, `_` and `-`. */
export function secretText(): string {
  return randomBytes(32).toString('base64url');
}

/** A fresh pair: where its halves lie in a key folder, and what stands there. */
export async function signingFiles(name: string, place: { folder: string; ending: string }, beginsAtMs: number) {
  const kid = keyId(name, beginsAtMs);
  const { privateKey, publicKey } = await createSigningKey(kid);
  const privateText = JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: 'EdDSA', use: 'sig' });
  const publicText = JSON.stringify({ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' });
  return {
    privateKey: { path: join(place.folder, `${kid}${place.ending}`), text: privateText },
    publicPath: join(place.folder, `${kid}${keyFolders.peers.ending}`),
    publicText,
  };
}

/** Begins with the time from which the key is used, so that the newest key of a folder is the last by name. */
export function keyId(name: string, beginsAtMs: number): string {
  return `${timeInId(beginsAtMs)}-${name}-${randomBytes(3).toString('hex')}`;
}

function asPeer(publicKey: KeyFile): KeyFile {
  const name = publicKey.path.slice(keyFolders.signing.folder.length + 1);
  return { path: join(keyFolders.peers.folder, name), text: publicKey.text };
}

async function occupied(dirs: readonly string[]): Promise<KeyProblem[]> {
  const problems: KeyProblem[] = [];
  for (const dir of dirs) {
    const names = await readdir(dir, { recursive: true }).catch(() => []);
    if (!names.some((name) => /[.](key|jwk|secret)$/.test(name))) continue;
    problems.push({
      file: dir,
      problem: 'already holds keys, and losing them would make stored data unreadable',
      remedy: 'Name another folder, or move these keys away yourself.',
    });
  }
  return problems;
}

async function write(dir: string, files: readonly KeyFile[]): Promise<string[]> {
  const written: string[] = [];
  for (const { path, text } of files) {
    const file = join(dir, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, `${text}\n`, { flag: 'wx', mode: 0o600 });
    written.push(file);
  }
  return written;
}
