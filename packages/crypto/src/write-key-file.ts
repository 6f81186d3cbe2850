import { chown, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all, readable by its owner alone. It becomes the property of whoever has the folder's
 * other files: an operator who is root makes keys for a service that is not.
 */
export async function writeKeyFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(`${text}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await giveToOwnerOf(folder, part);
  await rename(part, file);
  await syncFolder(folder);
}

/** Puts a key file in the place of another, or under another name, at once. */
export async function renameKeyFile(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** What was written or taken away is so after a power cut as well. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function giveToOwnerOf(folder: string, file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const [other] = (await readdir(folder)).filter((name) => !name.endsWith('.part')).sort();
  const { uid, gid } = await stat(other === undefined ? folder : join(folder, other));
  await chown(file, uid, gid);
}
