import { type Client, createClient, type HttpMethod } from 'jira.js/core';
import type { z } from 'zod';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import {
  type CallEffect,
  classifyFailure,
  DeadlinePassedError,
  type Failure,
  type FailureCause,
  UnexpectedAnswerError,
} from './classify-failure.ts';

/** A service account's proof: an API token on Cloud, a personal access token on Data Center. */
export type JiraAuth =
  | { readonly kind: 'api-token'; readonly email: string; readonly apiToken: string }
  | { readonly kind: 'personal-access-token'; readonly token: string };

export interface JiraCall<Answer> {
  /** A constant, for logs and figures: paths hold ticket numbers. */
  readonly name: string;
  readonly effect: CallEffect;
  readonly method: HttpMethod;
  /** Its parameters validated: jira.js does not encode them. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: z.ZodType<Answer>;
  readonly deadlineMs?: number;
  /** Breaks off a body that is still being streamed when the deadline passes. */
  readonly breakOff?: () => void;
}

/** One call as it went, without anything of its content. */
export interface JiraCallReport {
  readonly name: string;
  readonly outcome: 'answered' | TrackerTrouble['kind'];
  readonly cause: FailureCause | null;
  /** HTTP's, of an answer that was an error. */
  readonly status: number | null;
  readonly durationMs: number;
}

export type JiraAnswer<Answer> = { readonly kind: 'answered'; readonly value: Answer } | TrackerTrouble;

export interface JiraTransport {
  send<Answer>(call: JiraCall<Answer>): Promise<JiraAnswer<Answer>>;
}

export interface JiraTransportOptions {
  readonly baseUrl: string;
  readonly auth: JiraAuth;
  readonly readDeadlineMs?: number;
  readonly writeDeadlineMs?: number;
  /** Calls under way, those included whose deadline has passed and whose socket still waits. */
  readonly pendingCallsMax?: number;
  readonly onCall?: (report: JiraCallReport) => void;
}

/**
 * Every request to Jira goes through here, once: no retry, a deadline, and an outcome instead of an exception. jira.js
 * takes no abort signal, so a call past its deadline is left behind and its answer ignored; until its socket ends
 * (300 s at most) it counts against `pendingCallsMax`, above which calls are `down` without being sent.
 */
export function createTransport(options: JiraTransportOptions): JiraTransport {
  const { readDeadlineMs = 10_000, writeDeadlineMs = 20_000, pendingCallsMax = 200, onCall } = options;
  const client = openClient(options);
  let pending = 0;

  async function request<Answer>(call: JiraCall<Answer>): Promise<Answer> {
    pending += 1;
    const sent = sendRequest(client, call).finally(() => {
      pending -= 1;
    });
    const deadlineMs = call.deadlineMs ?? (call.effect === 'writes' ? writeDeadlineMs : readDeadlineMs);
    const parsed = call.answer.safeParse(await withinDeadline(sent, deadlineMs, call.breakOff));
    if (!parsed.success) throw new UnexpectedAnswerError();
    return parsed.data;
  }

  return {
    async send(call) {
      const startedAt = performance.now();
      const report = (outcome: JiraCallReport['outcome'], failure: Failure | null): void =>
        onCall?.({
          name: call.name,
          outcome,
          cause: failure?.cause ?? null,
          status: failure?.status ?? null,
          durationMs: performance.now() - startedAt,
        });

      if (pending >= pendingCallsMax) {
        report(overloaded.trouble.kind, overloaded);
        return overloaded.trouble;
      }
      try {
        const value = await request(call);
        report('answered', null);
        return { kind: 'answered', value };
      } catch (error) {
        const failure = classifyFailure(error, call.effect);
        report(failure.trouble.kind, failure);
        return failure.trouble;
      }
    },
  };
}

const overloaded: Failure = {
  trouble: { kind: 'down', retryAfterMs: null },
  cause: 'too-many-calls',
  status: null,
};

function openClient({ baseUrl, auth }: JiraTransportOptions): Client {
  return createClient({
    host: baseUrl,
    auth:
      auth.kind === 'api-token'
        ? { type: 'basic', email: auth.email, apiToken: auth.apiToken }
        : { type: 'bearer', token: auth.token },
    headers: {
      // Without these Jira takes a file upload for a forged form, and older Data Centers hide the service desk API.
      'X-Atlassian-Token': 'no-check',
      'X-ExperimentalApi': 'opt-in',
    },
  });
}

async function sendRequest(client: Client, call: JiraCall<unknown>): Promise<unknown> {
  return client.sendRequest<unknown>({
    url: call.path,
    method: call.method,
    ...(call.query ? { searchParams: { ...call.query } } : {}),
    ...(call.body === undefined ? {} : { body: call.body }),
    ...(call.headers ? { headers: { ...call.headers } } : {}),
  });
}

async function withinDeadline<T>(work: Promise<T>, deadlineMs: number, breakOff?: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      breakOff?.();
      reject(new DeadlinePassedError());
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    // Left behind after its deadline, its failure is nobody's business any more.
    work.catch(() => {});
  }
}
