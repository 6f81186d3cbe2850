import type { Transport, WireAnswer, WireRequest } from './client.ts';
import { Problem } from './problem.ts';

export interface RepeatOptions {
  readonly wait: (ms: number) => Promise<void>;
}

const repeatsMax = 2;
const pauseMsMax = 2_000;

/**
 * Makes a call again that was refused before anything was done with it, by a service that says to come back at once:
 * one that is about to stop, or has too much in hand. So a person does not notice when replicas change. A body that
 * was streamed is gone, and is the caller's to send again.
 */
export function repeatRefused(send: Transport, { wait }: RepeatOptions): Transport {
  return async (request) => {
    for (let repeat = 0; ; repeat += 1) {
      const answer = await send(request);
      const pauseMs = repeat < repeatsMax && isRepeatable(request) ? pauseMsOf(answer) : null;
      if (pauseMs === null) return answer;
      await wait(pauseMs);
    }
  };
}

function isRepeatable({ body }: WireRequest): boolean {
  return !(body instanceof ReadableStream);
}

/** Null: whoever asked is to hear the answer as it is. */
function pauseMsOf(answer: WireAnswer): number | null {
  if (answer.kind !== 'answered' || answer.status !== 503) return null;
  const problem = Problem.safeParse(parseJson(answer.body)).data;
  if (problem?.code !== 'overloaded' || problem.retryAfterSeconds === undefined) return null;
  const pauseMs = problem.retryAfterSeconds * 1000;
  return pauseMs <= pauseMsMax ? pauseMs : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
