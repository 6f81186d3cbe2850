import { refusalOf } from './stream-upload.ts';

export interface StreamDownload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** For all of it. */
  readonly deadlineMs: number;
}

/** Opens a file as a stream of exactly so many bytes; throws as jira.js would. jira.js itself would hold it whole. */
export async function streamDownload(download: StreamDownload): Promise<ReadableStream<Uint8Array>> {
  const { url, headers, bytes, deadlineMs } = download;
  const response = await fetch(url, {
    headers: { ...headers },
    redirect: 'error',
    signal: AbortSignal.timeout(deadlineMs),
  });
  if (!response.ok) throw await refusalOf(response);
  return (response.body ?? new Blob([]).stream()).pipeThrough(exactly(bytes));
}

function exactly(bytesExpected: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > bytesExpected) controller.error(new Error('A file of the tracker is larger than it said.'));
      else controller.enqueue(chunk);
    },
    flush(controller) {
      if (bytes < bytesExpected) controller.error(new Error('A file of the tracker ended early.'));
    },
  });
}
