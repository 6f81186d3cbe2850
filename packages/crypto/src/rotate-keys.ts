import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { keyId, sealingKeyText, secretText, signingFiles } from './create-keys.ts';
import { beginsAt, keyInForce } from './key-times.ts';
import { listKids } from './list-kids.ts';
import { formerWebhookSecretFile, type KeyProblem, keyFolders, preparedKeys } from './load-keys.ts';
import { renameKeyFile, syncFolder, writeKeyFile } from './write-key-file.ts';

/** Keys that begin by themselves: who opens with them and who seals with them is one zone. */
export type RingFolder = 'sealing' | 'phones' | 'tokens';

export type KeyChange =
  | { kind: 'done'; made: readonly string[]; removed: readonly string[] }
  | { kind: 'refused'; problems: readonly KeyProblem[] };

/**
 * Puts a new key beside the others. Until `beginsAtMs` it only opens and verifies; by then every process of the zone
 * has to have it. Refused while another one is still to begin.
 */
export async function addKey(options: {
  dir: string;
  folder: RingFolder;
  beginsAtMs: number;
  nowMs: number;
}): Promise<KeyChange> {
  const { dir, folder, beginsAtMs, nowMs } = options;
  const place = keyFolders[folder];
  const kids = await listKids(dir, place);
  const newest = kids.at(-1);
  if (newest === undefined) return refuse(join(dir, folder), 'holds no key', firstRemedy);
  const later = kids.find((kid) => (beginsAt(kid) ?? 0) > nowMs);
  if (later !== undefined) {
    return refuse(join(dir, folder, `${later}${place.ending}`), 'has not begun yet', 'Wait until it has.');
  }
  if ((beginsAt(newest) ?? 0) >= beginsAtMs) {
    return refuse(join(dir, folder, `${newest}${place.ending}`), 'is newer', 'Name a later time.');
  }
  const name = nameIn(newest);
  const file =
    folder === 'tokens'
      ? (await signingFiles(name, place, beginsAtMs)).privateKey
      : { path: join(folder, `${keyId(name, beginsAtMs)}${place.ending}`), text: sealingKeyText() };
  await writeKeyFile(join(dir, file.path), file.text);
  return { kind: 'done', made: [join(dir, file.path)], removed: [] };
}

/**
 * Makes the next signing pair, which does not sign yet. `made` is its public half first: that has to be among the other
 * zone's peers before `beginSigning`.
 */
export async function prepareSigningKey({ dir, nowMs }: { dir: string; nowMs: number }): Promise<KeyChange> {
  const inForce = (await listKids(dir, keyFolders.signing)).at(-1);
  if (inForce === undefined) return refuse(join(dir, 'signing'), 'holds no key', firstRemedy);
  const [waiting] = await listKids(dir, preparedKeys);
  if (waiting !== undefined) {
    return refuse(
      join(dir, preparedKeys.folder, `${waiting}${preparedKeys.ending}`),
      'was made before and does not sign yet',
      'Go on with it: `desk keys begin signing`. Or remove it and its public half, if nobody has that.',
    );
  }
  const pair = await signingFiles(nameIn(inForce), preparedKeys, nowMs);
  const files = [join(dir, pair.publicPath), join(dir, pair.privateKey.path)] as const;
  await writeKeyFile(files[0], pair.publicText);
  await writeKeyFile(files[1], pair.privateKey.text);
  return { kind: 'done', made: files, removed: [] };
}

/** The pair that was prepared, and does not sign yet; null where there is none. */
export async function findPreparedKey(dir: string): Promise<{ kid: string; jwk: unknown } | null> {
  const [kid] = await listKids(dir, preparedKeys);
  if (kid === undefined) return null;
  const text = await readFile(join(dir, preparedKeys.folder, `${kid}${preparedKeys.ending}`), 'utf8');
  return { kid, jwk: JSON.parse(text) };
}

/** From now on the prepared pair signs. Whoever calls this knows that the other zone has its public half. */
export async function beginSigning(dir: string): Promise<KeyChange> {
  const [kid] = await listKids(dir, preparedKeys);
  const folder = join(dir, preparedKeys.folder);
  if (kid === undefined) return refuse(folder, 'holds no pair that was prepared', 'First `desk keys rotate signing`.');
  const file = join(folder, `${kid}${keyFolders.signing.ending}`);
  await renameKeyFile(join(folder, `${kid}${preparedKeys.ending}`), file);
  return { kind: 'done', made: [file], removed: [] };
}

/** The former keys of a folder: those that another one has taken the place of, with when it did. */
export async function listFormerKeys(
  { dir, folder }: { dir: string; folder: RingFolder | 'signing' },
  nowMs: number,
): Promise<readonly { kid: string; replacedAtMs: number }[]> {
  const kids = await listKids(dir, keyFolders[folder]);
  const at = kids.indexOf(keyInForce(kids, nowMs) ?? '');
  return kids
    .slice(0, Math.max(0, at))
    .map((kid, index) => ({ kid, replacedAtMs: beginsAt(kids[index + 1] ?? '') ?? 0 }));
}

/** Takes former keys away, with the public halves beside them. What was done with them is past proving or opening. */
export async function removeKeys(options: {
  dir: string;
  folder: RingFolder | 'signing' | 'peers';
  kids: readonly string[];
}): Promise<KeyChange> {
  const { dir, folder, kids } = options;
  const endings = [...new Set([keyFolders[folder].ending, keyFolders.peers.ending])];
  const removed: string[] = [];
  const names = new Set(await readdir(join(dir, folder)).catch(() => []));
  for (const name of kids.flatMap((kid) => endings.map((ending) => `${kid}${ending}`))) {
    if (!names.has(name)) continue;
    await rm(join(dir, folder, name));
    removed.push(join(dir, folder, name));
  }
  if (removed.length > 0) await syncFolder(join(dir, folder));
  return { kind: 'done', made: [], removed };
}

/** The other zone's public keys that are here, oldest first. */
export function listPeers(dir: string): Promise<readonly string[]> {
  return listKids(dir, keyFolders.peers);
}

/**
 * A new secret for the tracker's webhooks in `file`, which need not lie in KEYS_DIR. The former one counts beside it until
 * it is removed from there.
 */
export async function renewWebhookSecret({ dir, file }: { dir: string; file: string }): Promise<KeyChange> {
  const formerFile = join(dir, formerWebhookSecretFile);
  const former = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (former === '') return refuse(file, 'is missing', firstRemedy);
  const held = (await readFile(formerFile, 'utf8').catch(() => '')).trim();
  if (held !== '') {
    return refuse(formerFile, 'still counts', 'First `desk keys retire webhook`, once the tracker has the newer one.');
  }
  // In this order both count at every moment: what is about to be replaced stands in its second place already.
  await writeKeyFile(formerFile, former);
  await writeKeyFile(file, secretText());
  return { kind: 'done', made: [file], removed: [] };
}

/** Ends the overlap: only the newer secret of the tracker's webhooks counts. */
export async function removeFormerWebhookSecret(dir: string): Promise<KeyChange> {
  const file = join(dir, formerWebhookSecretFile);
  const names: readonly string[] = await readdir(dirname(file)).catch(() => []);
  if (!names.includes(basename(file))) return { kind: 'done', made: [], removed: [] };
  await rm(file);
  await syncFolder(dirname(file));
  return { kind: 'done', made: [], removed: [file] };
}

const firstRemedy = 'Make the first keys with `desk keys init`.';

/** `20261122t074417z-bot-1f2e3d` is a key of the bot. */
function nameIn(kid: string): string {
  return /^[0-9]{8}t[0-9]{6}z-(.+)-[0-9a-f]{6}$/.exec(kid)?.[1] ?? 'key';
}

function refuse(file: string, problem: string, remedy: string): KeyChange {
  return { kind: 'refused', problems: [{ file, problem, remedy }] };
}
