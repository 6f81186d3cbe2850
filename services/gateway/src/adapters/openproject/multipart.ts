import { randomUUID } from 'node:crypto';
import type { TrackerFile } from '../../ports/tracker.ts';

export interface MultipartFile {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
  /** The file itself could not be read to its end, or was not as long as it said. */
  fileFailed(): boolean;
}

/**
 * One file as OpenProject wants it, in two parts: `metadata`, which names it, and `file`. Read as the receiver takes it
 * and never held whole; its length is declared beforehand, because some proxies refuse a body without one.
 */
export function encodeMultipart(file: TrackerFile): MultipartFile {
  const boundary = `desk-${randomUUID()}`;
  const name = headerSafe(file.name);
  const before = encode(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="metadata"',
      'Content-Type: application/json',
      '',
      JSON.stringify({ fileName: file.name }),
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${name}"`,
      'Content-Type: application/octet-stream',
      '',
      '',
    ].join('\r\n'),
  );
  const after = encode(`\r\n--${boundary}--\r\n`);
  let fileFailed = false;

  async function* parts(): AsyncGenerator<Uint8Array> {
    yield before;
    try {
      yield* contentOf(file);
    } catch (error) {
      fileFailed = true;
      throw error;
    }
    yield after;
  }

  return {
    body: streamOf(parts()),
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(before.byteLength + file.bytes + after.byteLength),
    },
    fileFailed: () => fileFailed,
  };
}

async function* contentOf(file: TrackerFile): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of file.open()) {
    bytes += chunk.byteLength;
    if (bytes > file.bytes) break;
    yield chunk;
  }
  if (bytes !== file.bytes) throw new Error('A file is not as long as it said.');
}

/** Nothing is read ahead; a request that breaks off closes the file. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A file's name can hold what would end the header it stands in; its true name is in the metadata. */
function headerSafe(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}"\\/]/gu, '_');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
