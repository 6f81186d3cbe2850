import type { OpenProjectAuth } from '../access.ts';
import type { FailureCause } from '../classify-failure.ts';
import {
  createTransport,
  type OpenProjectCall,
  type OpenProjectCallReport,
  type OpenProjectTransport,
} from '../transport.ts';

/** What it takes to speak to an OpenProject before anything else is known of it. */
export interface OpenProjectAccess {
  /** Where people open OpenProject, with its relative root if it has one. */
  readonly baseUrl: string;
  readonly auth: OpenProjectAuth;
}

/** `status` is HTTP's, null where there was no answer. */
export type Probed<Answer> =
  | { readonly kind: 'answered'; readonly value: Answer }
  | { readonly kind: 'failed'; readonly status: number | null; readonly cause: FailureCause | null };

/** Asks one thing at a time, and tells what HTTP said where it failed: an operator needs that, the service does not. */
export interface OpenProjectProbe {
  readonly auth: OpenProjectAuth['kind'];
  readonly transport: OpenProjectTransport;
  ask<Answer>(call: OpenProjectCall<Answer>): Promise<Probed<Answer>>;
}

export function probeOpenProject({ baseUrl, auth }: OpenProjectAccess): OpenProjectProbe {
  let last: OpenProjectCallReport | null = null;
  const transport = createTransport({
    ...{ baseUrl: baseUrl.replace(/\/+$/, ''), auth, now: Date.now },
    onCall: (report) => {
      last = report;
    },
  });
  const lastReport = (): OpenProjectCallReport | null => last;
  return {
    auth: auth.kind,
    transport,
    async ask(call) {
      const answer = await transport.send(call);
      if (answer.kind === 'answered') return answer;
      const report = lastReport();
      return { kind: 'failed', status: report?.status ?? null, cause: report?.cause ?? null };
    },
  };
}
