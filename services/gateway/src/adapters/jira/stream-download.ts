import { TooManyCallsError } from './classify-failure.ts';
import { refusalOf } from './stream-upload.ts';

export interface StreamDownload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For all of it: then it is over, also when nobody has read it. */
  readonly deadlineMs: number;
}

const underWayMax = 16;

/** Opens files as streams, so many at once; throws as jira.js would, which itself would hold each of them whole. */
export function createDownloads(): (download: StreamDownload) => Promise<ReadableStream<Uint8Array>> {
  let underWay = 0;
  const over = () => {
    underWay -= 1;
  };
  return async (download) => {
    if (underWay >= underWayMax) throw new TooManyCallsError();
    underWay += 1;
    try {
      const content = await streamDownload(download);
      return content.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ flush: over, cancel: over }));
    } catch (error) {
      over();
      throw error;
    }
  };
}

async function streamDownload({ url, headers, deadlineMs }: StreamDownload): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(url, {
    headers: { ...headers },
    redirect: 'error',
    signal: AbortSignal.timeout(deadlineMs),
  });
  if (!response.ok) throw await refusalOf(response);
  return response.body ?? new Blob([]).stream();
}
