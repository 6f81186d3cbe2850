import { type Client, createClient, type HttpMethod } from 'jira.js/core';
import { z } from 'zod';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import { type CallEffect, UnexpectedAnswerError } from '../trackers/judge-status.ts';
import { classifyFailure, DeadlinePassedError, type Failure, type FailureCause } from './classify-failure.ts';
import { createDownloads } from './stream-download.ts';
import { streamUpload } from './stream-upload.ts';

/** A service account's proof: an API token on Cloud, a personal access token on Data Center. Read at each use: it may be renewed. */
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
  readonly answer: z.ZodType<Answer>;
}

/** A file on its way to Jira. It leaves nothing behind that Jira would not forget by itself. */
export interface JiraUpload<Answer> {
  readonly name: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array>;
  readonly answer: z.ZodType<Answer>;
  readonly deadlineMs: number;
}

/** A file on its way from Jira. */
export interface JiraDownload {
  readonly name: string;
  /** Its parameters validated or encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
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
  /** Streams a body that is never held whole; past its deadline it is broken off. */
  upload<Answer>(upload: JiraUpload<Answer>): Promise<JiraAnswer<Answer>>;
  /** Answers once the bytes begin to come; past its deadline their reader fails. */
  download(download: JiraDownload): Promise<JiraAnswer<ReadableStream<Uint8Array>>>;
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
  const clientOf = keepClient(options);
  const openDownload = createDownloads();
  let pending = 0;

  async function settle<Answer>(
    call: Pick<JiraCall<Answer>, 'name' | 'effect' | 'answer'>,
    work: () => { readonly sent: Promise<unknown>; readonly deadlineMs: number },
  ): Promise<JiraAnswer<Answer>> {
    const startedAt = performance.now();
    const report = (
      outcome: JiraCallReport['outcome'],
      { cause, status }: Pick<Failure, 'cause' | 'status'> | typeof well,
    ) => onCall?.({ name: call.name, outcome, cause, status, durationMs: performance.now() - startedAt });

    if (pending >= pendingCallsMax) {
      report(overloaded.trouble.kind, overloaded);
      return overloaded.trouble;
    }
    pending += 1;
    const { sent, deadlineMs } = work();
    const counted = sent.finally(() => {
      pending -= 1;
    });
    try {
      const parsed = call.answer.safeParse(await withinDeadline(counted, deadlineMs));
      if (!parsed.success) throw new UnexpectedAnswerError();
      report('answered', well);
      return { kind: 'answered', value: parsed.data };
    } catch (error) {
      const failure = classifyFailure(error, call.effect);
      report(failure.trouble.kind, failure);
      return failure.trouble;
    }
  }

  return {
    send: (call) =>
      settle(call, () => ({
        sent: sendRequest(clientOf(), call),
        deadlineMs: call.effect === 'writes' ? writeDeadlineMs : readDeadlineMs,
      })),
    upload: (upload) =>
      settle({ ...upload, effect: 'reads' }, () => ({
        sent: streamUpload({
          url: options.baseUrl + upload.path,
          headers: { ...commonHeaders, ...upload.headers, Authorization: authorizationOf(options.auth) },
          body: upload.body,
          deadlineMs: upload.deadlineMs,
        }),
        deadlineMs: upload.deadlineMs,
      })),
    download: (download) =>
      settle({ name: download.name, effect: 'reads', answer: Stream }, () => ({
        sent: openDownload({
          url: addressOf(options.baseUrl, download),
          headers: { ...commonHeaders, Authorization: authorizationOf(options.auth) },
          deadlineMs: download.deadlineMs,
        }),
        deadlineMs: readDeadlineMs,
      })),
  };
}

const Stream = z.instanceof(ReadableStream<Uint8Array>);

const well = { cause: null, status: null } as const;

const overloaded: Failure = {
  trouble: { kind: 'down', retryAfterMs: null },
  cause: 'too-many-calls',
  status: null,
};

/** Without these Jira takes an upload for a forged form, and older Data Centers hide the service desk API. */
const commonHeaders = { 'X-Atlassian-Token': 'no-check', 'X-ExperimentalApi': 'opt-in' } as const;

/** jira.js keeps the proof it was made with: another proof has a client of its own. */
function keepClient(options: JiraTransportOptions): () => Client {
  let kept = { proof: authorizationOf(options.auth), client: openClient(options) };
  return () => {
    const proof = authorizationOf(options.auth);
    if (kept.proof !== proof) kept = { proof, client: openClient(options) };
    return kept.client;
  };
}

function openClient({ baseUrl, auth }: JiraTransportOptions): Client {
  return createClient({
    host: baseUrl,
    auth:
      auth.kind === 'api-token'
        ? { type: 'basic', email: auth.email, apiToken: auth.apiToken }
        : { type: 'bearer', token: auth.token },
    headers: commonHeaders,
  });
}

function authorizationOf(auth: JiraAuth): string {
  if (auth.kind === 'personal-access-token') return `Bearer ${auth.token}`;
  return `Basic ${Buffer.from(`${auth.email}:${auth.apiToken}`).toString('base64')}`;
}

function addressOf(baseUrl: string, { path, query = {} }: JiraDownload): string {
  const search = new URLSearchParams(query);
  return search.size > 0 ? `${baseUrl}${path}?${search}` : baseUrl + path;
}

async function sendRequest(client: Client, call: JiraCall<unknown>): Promise<unknown> {
  return client.sendRequest<unknown>({
    url: call.path,
    method: call.method,
    ...(call.query ? { searchParams: { ...call.query } } : {}),
    ...(call.body === undefined ? {} : { body: call.body }),
  });
}

async function withinDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassedError()), deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    // Left behind after its deadline, its failure is nobody's business any more.
    work.catch(() => {});
  }
}
