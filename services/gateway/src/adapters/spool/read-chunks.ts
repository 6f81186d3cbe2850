import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;
/**
 * A file a stretch at a time; the bytes are good until the next. Each begins with the last `overlapBytes` of the one
 * before, so that nothing as short as this is missed where two of them meet.
 */
export async function* readChunks(file: string, overlapBytes = 0): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(overlapBytes + chunkBytes);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, chunkBytes, null);
      if (bytesRead === 0) return;
      const filled = kept + bytesRead;
      yield buffer.subarray(0, filled);
      kept = Math.min(overlapBytes, filled);
      buffer.copyWithin(0, filled - kept, filled);
    }
  } finally {
    await handle.close();
  }
}
