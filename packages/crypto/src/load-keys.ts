import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CryptoKey } from 'jose';
import { type KeyRing, sealingKeyBytes } from './seal.ts';
import { importSigningJwk, type SigningKey } from './signing-key.ts';

/** The bot's keys: its zone sealing keys, its own signing key, and the gateway's public keys by id. */
export type BotKeys = { sealing: KeyRing; signing: SigningKey; peers: ReadonlyMap<string, CryptoKey> };

/** The gateway's keys: as the bot's, and what only the inside may hold. */
export type GatewayKeys = BotKeys & {
  /** Seals phones that the DMZ stores but cannot open. */
  phones: KeyRing;
  /** Signs session tokens; older public halves verify tokens that are still alive. */
  tokens: { current: SigningKey; publicKeys: ReadonlyMap<string, CryptoKey> };
  /** Verifies the tracker's webhooks. */
  trackerWebhookSecret: string;
};

/** One missing or wrong file. Names the file and what to do; never quotes what is in it. */
export type KeyProblem = { file: string; problem: string; remedy: string };

export type LoadedKeys<Keys> = { kind: 'loaded'; keys: Keys } | { kind: 'refused'; problems: readonly KeyProblem[] };

/**
 * Where keys lie inside KEYS_DIR. The file name is the key id; ids start with a time, so that the newest key is the
 * last by name: it seals and signs, the others only open and verify.
 */
export const keyFolders = {
  sealing: { folder: 'sealing', ending: '.key' },
  phones: { folder: 'phones', ending: '.key' },
  signing: { folder: 'signing', ending: '.private.jwk' },
  tokens: { folder: 'tokens', ending: '.private.jwk' },
  peers: { folder: 'peers', ending: '.public.jwk' },
} as const;

export const trackerWebhookSecretFile = join('secrets', 'tracker-webhook.secret');

const keysPerFolderMax = 64;
const secretCharactersMin = 16;
const initRemedy = 'Make the first keys with `pnpm desk keys init`, or restore this file from where it is kept.';
const peerRemedy = "Copy the other service's `signing/*.public.jwk` here.";

type KeyFolder = (typeof keyFolders)[keyof typeof keyFolders];
type Problems = KeyProblem[];

export async function loadBotKeys(dir: string): Promise<LoadedKeys<BotKeys>> {
  const problems: Problems = [];
  const keys = await readZoneKeys(dir, problems);
  return keys ? { kind: 'loaded', keys } : { kind: 'refused', problems };
}

export async function loadGatewayKeys(dir: string): Promise<LoadedKeys<GatewayKeys>> {
  const problems: Problems = [];
  const zone = await readZoneKeys(dir, problems);
  const phones = await readRing(dir, keyFolders.phones, problems);
  const tokens = await readSigningKeys(dir, keyFolders.tokens, problems);
  const trackerWebhookSecret = await readSecret(dir, problems);
  if (!zone || !phones || !tokens || trackerWebhookSecret === undefined) return { kind: 'refused', problems };
  return { kind: 'loaded', keys: { ...zone, phones, tokens, trackerWebhookSecret } };
}

async function readZoneKeys(dir: string, problems: Problems): Promise<BotKeys | undefined> {
  const sealing = await readRing(dir, keyFolders.sealing, problems);
  const signing = await readSigningKeys(dir, keyFolders.signing, problems);
  const peers = await readPeers(dir, problems);
  if (!sealing || !signing || !peers || problems.length > 0) return undefined;
  return { sealing, signing: signing.current, peers };
}

async function readRing(dir: string, place: KeyFolder, problems: Problems): Promise<KeyRing | undefined> {
  const keys = new Map<string, Uint8Array>();
  for (const { kid, file, text } of await readFolder(dir, place, problems, initRemedy)) {
    const key = new Uint8Array(Buffer.from(text.trim(), 'base64url'));
    if (key.length === sealingKeyBytes) keys.set(kid, key);
    else problems.push({ file, problem: 'is not a sealing key (32 bytes in base64url)', remedy: initRemedy });
  }
  const current = [...keys.keys()].at(-1);
  return current === undefined ? undefined : { current, keys };
}

async function readSigningKeys(dir: string, place: KeyFolder, problems: Problems) {
  const publicKeys = new Map<string, CryptoKey>();
  let current: SigningKey | undefined;
  for (const { kid, file, text } of await readFolder(dir, place, problems, initRemedy)) {
    const key = await importSigningJwk(parseJson(text), 'private');
    if (key?.privateKey && key.kid === kid) {
      current = { kid, privateKey: key.privateKey };
      publicKeys.set(kid, key.publicKey);
    } else {
      problems.push({ file, problem: 'is not an Ed25519 private JWK whose kid is the file name', remedy: initRemedy });
    }
  }
  return current && { current, publicKeys };
}

async function readPeers(dir: string, problems: Problems): Promise<ReadonlyMap<string, CryptoKey> | undefined> {
  const peers = new Map<string, CryptoKey>();
  for (const { kid, file, text } of await readFolder(dir, keyFolders.peers, problems, peerRemedy)) {
    const key = await importSigningJwk(parseJson(text), 'public');
    if (key && key.kid === kid) peers.set(kid, key.publicKey);
    else
      problems.push({ file, problem: 'is not an Ed25519 public JWK whose kid is the file name', remedy: peerRemedy });
  }
  return peers.size > 0 ? peers : undefined;
}

async function readSecret(dir: string, problems: Problems): Promise<string | undefined> {
  const file = join(dir, trackerWebhookSecretFile);
  const secret = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (secret.length >= secretCharactersMin) return secret;
  problems.push({ file, problem: `is missing or shorter than ${secretCharactersMin} characters`, remedy: initRemedy });
  return undefined;
}

/** The key files of one folder, oldest first. An empty or unreadable folder is a problem. */
async function readFolder(dir: string, place: KeyFolder, problems: Problems, remedy: string) {
  const folder = join(dir, place.folder);
  const names = await readdir(folder).catch(() => []);
  const keyNames = names.filter((name) => name.endsWith(place.ending)).sort();
  if (keyNames.length === 0) {
    problems.push({ file: join(folder, `*${place.ending}`), problem: 'no such key file can be read', remedy });
  }
  const files: { kid: string; file: string; text: string }[] = [];
  for (const name of keyNames.slice(-keysPerFolderMax)) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8').catch(() => '');
    files.push({ kid: name.slice(0, -place.ending.length), file, text });
  }
  return files;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
