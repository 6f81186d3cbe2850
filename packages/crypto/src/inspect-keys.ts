import { access, constants, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyProblem, keyFolders, loadBotKeys, loadGatewayKeys, preparedKeys } from './load-keys.ts';
import { importSigningJwk } from './signing-key.ts';

export interface KeysToInspect {
  /** KEYS_DIR. */
  readonly dir: string;
  readonly zone: 'dmz' | 'internal';
}

interface KeyFile {
  readonly folder: string;
  readonly name: string;
  readonly file: string;
  /** Permission bits. */
  readonly mode: number;
  readonly isReadable: boolean;
  readonly isSecret: boolean;
}

const filesPerFolderMax = 128;
/** What only the inside may hold. */
const insideFolders = [keyFolders.phones.folder, keyFolders.tokens.folder, 'secrets'];
const ownFolders = [keyFolders.sealing.folder, keyFolders.signing.folder, ...insideFolders];

/**
 * Everything that is wrong with a zone's keys: what loading them would say, and what loading cannot know, such as who
 * else may read them. Names files, never what is in them.
 */
export async function inspectKeys({ dir, zone }: KeysToInspect): Promise<readonly KeyProblem[]> {
  const shut = await whyShut(dir);
  if (shut) return [shut];
  const loaded = await (zone === 'dmz' ? loadBotKeys(dir) : loadGatewayKeys(dir));
  const files = (
    await Promise.all([...ownFolders, keyFolders.peers.folder].map((each) => listFiles(dir, each)))
  ).flat();
  const unreadable = files.filter(({ isReadable }) => !isReadable);
  const named = new Set(unreadable.map(({ file }) => file));
  return [
    ...unreadable.map(({ file }) => ({
      file,
      problem: 'may not be read by this user',
      remedy: 'Make it the property of the user that the service runs as (chown), with mode 600.',
    })),
    ...(loaded.kind === 'refused' ? loaded.problems.filter(({ file }) => !named.has(file)) : []),
    ...files.flatMap(judgeMode),
    ...(zone === 'dmz' ? strayFromInside(files) : []),
    ...(await judgePairs(files)),
  ];
}

async function whyShut(dir: string): Promise<KeyProblem | null> {
  const found = await stat(dir).catch(() => null);
  if (!found?.isDirectory()) {
    const remedy = 'KEYS_DIR is the folder that `pnpm desk keys init` made; in a container it is mounted there.';
    return { file: dir, problem: 'is no folder', remedy };
  }
  const isOpen = await access(dir, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (isOpen) return null;
  const remedy = 'Make it the property of the user that the service runs as (chown -R), with mode 700.';
  return { file: dir, problem: 'may not be entered by this user', remedy };
}

async function listFiles(dir: string, folder: string): Promise<readonly KeyFile[]> {
  const names = await readdir(join(dir, folder)).catch(() => []);
  const files = names.slice(0, filesPerFolderMax).map(async (name) => {
    const file = join(dir, folder, name);
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return [];
    const isReadable = await access(file, constants.R_OK).then(
      () => true,
      () => false,
    );
    const isSecret = folder !== keyFolders.peers.folder && !name.endsWith(keyFolders.peers.ending);
    return [{ folder, name, file, mode: found.mode, isReadable, isSecret }];
  });
  return (await Promise.all(files)).flat();
}

const othersRead = 0o004;
const othersWrite = 0o002;

function judgeMode({ file, mode, isSecret }: KeyFile): readonly KeyProblem[] {
  if ((mode & othersWrite) !== 0) {
    const problem = 'may be written by everybody on this host, who could put a key of their own there';
    return [{ file, problem, remedy: `chmod ${isSecret ? '600' : '644'} ${file}` }];
  }
  if (!isSecret || (mode & othersRead) === 0) return [];
  return [{ file, problem: 'may be read by everybody on this host', remedy: `chmod 600 ${file}` }];
}

/** A DMZ that is taken must not hold what opens the inside. */
function strayFromInside(files: readonly KeyFile[]): readonly KeyProblem[] {
  return files
    .filter(({ folder, isSecret }) => isSecret && insideFolders.includes(folder))
    .map(({ file }) => ({
      file,
      problem: 'is a key of the inside, and has no business in the DMZ',
      remedy: 'Take it away from this host, and make a new one inside: whoever takes the DMZ would have had it.',
    }));
}

/** Public halves beside ours are of our keys; those among the peers are not. */
async function judgePairs(files: readonly KeyFile[]): Promise<readonly KeyProblem[]> {
  const inFolder = (folder: string, ending: string) =>
    files.filter((each) => each.folder === folder && each.name.endsWith(ending));
  const { signing, peers } = keyFolders;
  const own = await pointsOf([
    ...inFolder(signing.folder, signing.ending),
    ...inFolder(preparedKeys.folder, preparedKeys.ending),
  ]);
  const shown = await pointsOf(inFolder(signing.folder, peers.ending));
  const known = await pointsOf(inFolder(peers.folder, peers.ending));
  const points = new Set(own.map(({ point }) => point));
  return [
    ...shown
      .filter(({ point }) => !points.has(point))
      .map(({ file }) => ({
        file,
        problem: 'is the public half of none of the keys beside it',
        remedy: 'Restore both halves from where they are kept: the other zone would believe a key that is not here.',
      })),
    ...known
      .filter(({ point }) => points.has(point))
      .map(({ file }) => ({
        file,
        problem: 'is a key of this zone itself, where those of the other belong',
        remedy: "Remove it, and copy the other service's `signing/*.public.jwk` here.",
      })),
  ];
}

/** The public point of each key that can be read; what cannot is told by others. */
async function pointsOf(
  files: readonly KeyFile[],
): Promise<readonly { readonly file: string; readonly point: string }[]> {
  const read = files.map(async ({ file, isSecret }) => {
    const jwk = parseJson(await readFile(file, 'utf8').catch(() => ''));
    const key = await importSigningJwk(jwk, isSecret ? 'private' : 'public');
    const point = key && typeof jwk === 'object' && jwk !== null && 'x' in jwk ? String(jwk.x) : null;
    return point === null ? [] : [{ file, point }];
  });
  return (await Promise.all(read)).flat();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
