import { open } from 'node:fs/promises';
import { readChunks } from './read-chunks.ts';
import { findZipEnd } from './read-zip-directory.ts';

/** How a browser, a server or an interpreter knows what it would run; no picture, sound or film needs any of it. */
const pages = /<script[\s>/]|<\?php|<!doctype html|<html[\s>]|<svg[\s>]/i;
const otherBeginning = /%PDF-\d/;
const overlapBytes = 32;

/**
 * A file that is two things at once: what it seems, and an archive by its end or a page by what stands in the middle.
 * Whoever opens it by another name runs what nobody has looked at.
 */
export async function hasSecondNature(file: string, mime: string): Promise<boolean> {
  if (await endsAsArchive(file)) return true;
  if (!/^(?:image|audio|video)\//.test(mime)) return false;
  for await (const chunk of readChunks(file, overlapBytes)) {
    const text = chunk.toString('latin1');
    if (pages.test(text) || otherBeginning.test(text)) return true;
  }
  return false;
}

async function endsAsArchive(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    return (await findZipEnd(handle, size)) !== null;
  } finally {
    await handle.close();
  }
}
