import { z } from 'zod';
import { type StreamedFile, streamedBytesMax } from './endpoint.ts';
import { headers } from './headers.ts';

const FileHeaders = z.object({
  [headers.fileName]: z.string().max(4000).transform(decodeName).pipe(z.string().min(1).max(255)),
  'content-type': z.string().max(200).default('application/octet-stream'),
  'content-length': z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().max(streamedBytesMax)),
});

const mimePattern = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/** The headers under which a file is answered with. */
export function writeFileHeaders({ name, mime, bytes }: Omit<StreamedFile, 'content'>): Record<string, string> {
  return {
    [headers.fileName]: encodeURIComponent(name.toWellFormed()),
    'content-type': mimePattern.test(mime) ? mime : 'application/octet-stream',
    'content-length': String(bytes),
  };
}

/** Null where the headers are not those of a file. */
export function readStreamedFile(answer: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array>;
}): StreamedFile | null {
  const parsed = FileHeaders.safeParse(answer.headers);
  if (!parsed.success) return null;
  const { [headers.fileName]: name, 'content-type': mime, 'content-length': bytes } = parsed.data;
  return { name, mime, bytes, content: answer.body.pipeThrough(exactly(bytes)) };
}

function exactly(bytesExpected: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > bytesExpected) controller.error(new Error('A streamed file is larger than it said.'));
      else controller.enqueue(chunk);
    },
    flush(controller) {
      if (bytes < bytesExpected) controller.error(new Error('A streamed file ended early.'));
    },
  });
}

function decodeName(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
