import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CryptoKey } from 'jose';
import { keyInForce } from './key-times.ts';
import { listKids } from './list-kids.ts';
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
  /** Verify the tracker's webhooks: the one in force and, while it is being changed, the one before. */
  trackerWebhookSecrets: readonly string[];
};

/** One missing or wrong file. Names the file and what to do; never quotes what is in it. */
export type KeyProblem = { file: string; problem: string; remedy: string };

export type LoadedKeys<Keys> = { kind: 'loaded'; keys: Keys } | { kind: 'refused'; problems: readonly KeyProblem[] };

/**
 * Where keys lie inside KEYS_DIR. The file name is the key id, and begins with the time from which the key seals and
 * signs: of those whose time has come the last by name does, the others only open and verify.
 */
export const keyFolders = {
  sealing: { folder: 'sealing', ending: '.key' },
  phones: { folder: 'phones', ending: '.key' },
  signing: { folder: 'signing', ending: '.private.jwk' },
  tokens: { folder: 'tokens', ending: '.private.jwk' },
  peers: { folder: 'peers', ending: '.public.jwk' },
} as const;

/** A pair that was made and does not sign yet: its public half may still be on its way to the other zone. */
export const preparedKeys = { folder: keyFolders.signing.folder, ending: '.prepared.jwk' } as const;

export const trackerWebhookSecretFile = join('secrets', 'tracker-webhook.secret');
export const formerWebhookSecretFile = join('secrets', 'tracker-webhook.former.secret');

const keysPerFolderMax = 64;
const secretCharactersMin = 16;
const initRemedy = 'Make the first keys with `pnpm desk keys init`, or restore this file from where it is kept.';
const peerRemedy = "Copy the other service's `signing/*.public.jwk` here.";

type KeyFolder = (typeof keyFolders)[keyof typeof keyFolders];
type Problems = KeyProblem[];

/** What is read from where, as of when. */
type Reading = { dir: string; nowMs: number; problems: Problems };

/** The bot's keys as they are in force at `nowMs`. */
export async function loadBotKeys(dir: string, nowMs = Date.now()): Promise<LoadedKeys<BotKeys>> {
  const reading: Reading = { dir, nowMs, problems: [] };
  const keys = await readZoneKeys(reading);
  return keys ? { kind: 'loaded', keys } : { kind: 'refused', problems: reading.problems };
}

/** The gateway's keys as they are in force at `nowMs`. */
export async function loadGatewayKeys(dir: string, nowMs = Date.now()): Promise<LoadedKeys<GatewayKeys>> {
  const reading: Reading = { dir, nowMs, problems: [] };
  const zone = await readZoneKeys(reading);
  const phones = await readRing(reading, keyFolders.phones);
  const tokens = await readSigningKeys(reading, keyFolders.tokens);
  const trackerWebhookSecrets = await readWebhookSecrets(reading);
  if (!zone || !phones || !tokens || !trackerWebhookSecrets) return { kind: 'refused', problems: reading.problems };
  return { kind: 'loaded', keys: { ...zone, phones, tokens, trackerWebhookSecrets } };
}

async function readZoneKeys(reading: Reading): Promise<BotKeys | undefined> {
  const sealing = await readRing(reading, keyFolders.sealing);
  const signing = await readSigningKeys(reading, keyFolders.signing);
  const peers = await readPeers(reading);
  const { problems } = reading;
  if (!sealing || !signing || !peers || problems.length > 0) return undefined;
  return { sealing, signing: signing.current, peers };
}

async function readRing({ dir, nowMs, problems }: Reading, place: KeyFolder): Promise<KeyRing | undefined> {
  const keys = new Map<string, Uint8Array>();
  for (const { kid, file, text } of await readFolder(dir, place, problems, initRemedy)) {
    const key = new Uint8Array(Buffer.from(text.trim(), 'base64url'));
    if (key.length === sealingKeyBytes) keys.set(kid, key);
    else problems.push({ file, problem: 'is not a sealing key (32 bytes in base64url)', remedy: initRemedy });
  }
  const current = keyInForce([...keys.keys()], nowMs);
  return current === undefined ? undefined : { current, keys };
}

async function readSigningKeys({ dir, nowMs, problems }: Reading, place: KeyFolder) {
  const publicKeys = new Map<string, CryptoKey>();
  const signing = new Map<string, SigningKey>();
  for (const { kid, file, text } of await readFolder(dir, place, problems, initRemedy)) {
    const key = await importSigningJwk(parseJson(text), 'private');
    if (key?.privateKey && key.kid === kid) {
      signing.set(kid, { kid, privateKey: key.privateKey });
      publicKeys.set(kid, key.publicKey);
    } else {
      problems.push({ file, problem: 'is not an Ed25519 private JWK whose kid is the file name', remedy: initRemedy });
    }
  }
  const current = signing.get(keyInForce([...signing.keys()], nowMs) ?? '');
  return current && { current, publicKeys };
}

async function readPeers({ dir, problems }: Reading): Promise<ReadonlyMap<string, CryptoKey> | undefined> {
  const peers = new Map<string, CryptoKey>();
  for (const { kid, file, text } of await readFolder(dir, keyFolders.peers, problems, peerRemedy)) {
    const key = await importSigningJwk(parseJson(text), 'public');
    if (key && key.kid === kid) peers.set(kid, key.publicKey);
    else
      problems.push({ file, problem: 'is not an Ed25519 public JWK whose kid is the file name', remedy: peerRemedy });
  }
  return peers.size > 0 ? peers : undefined;
}

async function readWebhookSecrets({ dir, problems }: Reading): Promise<readonly string[] | undefined> {
  const [inForce, former] = await Promise.all(
    [trackerWebhookSecretFile, formerWebhookSecretFile].map(async (name) =>
      (await readFile(join(dir, name), 'utf8').catch(() => '')).trim(),
    ),
  );
  if (inForce === undefined || inForce.length < secretCharactersMin) {
    const file = join(dir, trackerWebhookSecretFile);
    const problem = `is missing or shorter than ${secretCharactersMin} characters`;
    problems.push({ file, problem, remedy: initRemedy });
    return undefined;
  }
  return former !== undefined && former.length >= secretCharactersMin ? [inForce, former] : [inForce];
}

/** The key files of one folder, oldest first. An empty or unreadable folder is a problem. */
async function readFolder(dir: string, place: KeyFolder, problems: Problems, remedy: string) {
  const folder = join(dir, place.folder);
  const kids = await listKids(dir, place);
  if (kids.length === 0) {
    problems.push({ file: join(folder, `*${place.ending}`), problem: 'no such key file can be read', remedy });
  }
  const files: { kid: string; file: string; text: string }[] = [];
  for (const kid of kids.slice(-keysPerFolderMax)) {
    const file = join(folder, `${kid}${place.ending}`);
    const text = await readFile(file, 'utf8').catch(() => '');
    files.push({ kid, file, text });
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
