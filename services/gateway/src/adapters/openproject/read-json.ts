import { UnexpectedAnswerError } from '../trackers/judge-status.ts';

const answerBytesMax = 32 * 1024 * 1024;

/** The JSON of an answer, which OpenProject pages in some of its lists only. */
export async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? new Blob([]).stream()) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) throw new UnexpectedAnswerError();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new UnexpectedAnswerError();
  }
}
