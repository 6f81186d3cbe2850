import { randomUUID } from 'node:crypto';
import type { TrackerFile } from '../../ports/tracker.ts';

export interface MultipartFile {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
  /** The file itself could not be read to its end, or was not as long as it said. */
  fileFailed(): boolean;
}

export interface MultipartShape {
  /** Of a file by its name. */
  readonly contentType: (name: string) => string;
  /** A JSON part that stands before the file, by its name; none where the tracker wants the file alone. */
  readonly before?: { readonly name: string; readonly json: unknown };
}

/**
 * One file as a multipart body, read as the receiver takes it and never held whole. Its length is declared beforehand,
 * because some proxies refuse a body without one; a file of another length than it said breaks the request off.
 */
export function encodeMultipart(file: TrackerFile, { contentType, before }: MultipartShape): MultipartFile {
  const boundary = `desk-${randomUUID()}`;
  const name = headerSafe(file.name);
  const head = encode(
    [
      ...(before === undefined
        ? []
        : [
            `--${boundary}`,
            `Content-Disposition: form-data; name="${before.name}"`,
            'Content-Type: application/json',
            '',
            JSON.stringify(before.json),
          ]),
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${name}"`,
      `Content-Type: ${contentType(name)}`,
      '',
      '',
    ].join('\r\n'),
  );
  const tail = encode(`\r\n--${boundary}--\r\n`);
  let fileFailed = false;

  async function* parts(): AsyncGenerator<Uint8Array> {
    yield head;
    try {
      yield* contentOf(file);
    } catch (error) {
      fileFailed = true;
      throw error;
    }
    yield tail;
  }

  return {
    body: streamOf(parts()),
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(head.byteLength + file.bytes + tail.byteLength),
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

/** A file's name can hold what would end the header it stands in. */
function headerSafe(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}"\\/]/gu, '_');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
