import type { z } from 'zod';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import { type CallEffect, UnexpectedAnswerError } from '../trackers/judge-status.ts';
import { type Access, type AccessOptions, createAccess } from './access.ts';
import { type Failure, type FailureCause, notSent, ofError, ofResponse } from './classify-failure.ts';
import { readJson } from './read-json.ts';

export interface OpenProjectCall<Answer> {
  /** A constant, for logs and figures: paths hold ticket numbers. */
  readonly name: string;
  readonly effect: CallEffect;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below `/api/v3`, its parameters validated. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly answer: z.ZodType<Answer>;
}

/** A file on its way to OpenProject. */
export interface OpenProjectUpload<Answer> {
  readonly name: string;
  readonly effect: CallEffect;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array>;
  readonly answer: z.ZodType<Answer>;
  readonly deadlineMs: number;
}

/** A file on its way from OpenProject. */
export interface OpenProjectDownload {
  readonly name: string;
  readonly path: string;
  readonly deadlineMs: number;
}

/** One call as it went, without anything of its content. */
export interface OpenProjectCallReport {
  readonly name: string;
  readonly outcome: 'answered' | TrackerTrouble['kind'];
  readonly cause: FailureCause | null;
  /** HTTP's, of an answer that was an error. */
  readonly status: number | null;
  readonly durationMs: number;
}

export type Answered<Answer> = { readonly kind: 'answered'; readonly value: Answer };
export type OpenProjectAnswer<Answer> = Answered<Answer> | TrackerTrouble;

export interface OpenProjectTransport {
  send<Answer>(call: OpenProjectCall<Answer>): Promise<OpenProjectAnswer<Answer>>;
  /** As `send`, for a write that another may have come before: `conflict` is 409, and nothing was written. */
  sendVersioned<Answer>(
    call: OpenProjectCall<Answer>,
  ): Promise<OpenProjectAnswer<Answer> | { readonly kind: 'conflict' }>;
  /** Streams a body that is never held whole; past its deadline it is broken off. */
  upload<Answer>(upload: OpenProjectUpload<Answer>): Promise<OpenProjectAnswer<Answer>>;
  /** Answers once the bytes begin to come; past its deadline their reader fails. */
  download(download: OpenProjectDownload): Promise<OpenProjectAnswer<ReadableStream<Uint8Array>>>;
}

export interface OpenProjectTransportOptions extends AccessOptions {
  readonly readDeadlineMs?: number;
  readonly writeDeadlineMs?: number;
  /** Calls under way, downloads until their last byte included. */
  readonly pendingCallsMax?: number;
  readonly onCall?: (report: OpenProjectCallReport) => void;
}

/** Every request to OpenProject goes through here, once: no retry, a deadline, and an outcome instead of an exception. */
export function createTransport(options: OpenProjectTransportOptions): OpenProjectTransport {
  const line = openLine(options);
  return {
    async send(call) {
      return troubleOf(await sendJson(line, call));
    },
    async sendVersioned(call) {
      const outcome = await sendJson(line, call);
      return outcome.kind === 'failed' && outcome.status === 409 ? { kind: 'conflict' } : troubleOf(outcome);
    },
    async upload(upload) {
      return troubleOf(await sendFile(line, upload));
    },
    async download(download) {
      return troubleOf(await openDownload(line, download));
    },
  };
}

/** What all calls share. */
interface Line {
  readonly url: string;
  readonly access: Access;
  deadlineMs(effect: CallEffect): number;
  /** Carries one call out, and tells of it. */
  settle<Answer>(
    call: { readonly name: string; readonly effect: CallEffect },
    work: () => Promise<Answered<Answer> | Failure>,
  ): Promise<Answered<Answer> | Failure>;
  /** One more under way, until it is released. */
  hold(): () => void;
}

function openLine(options: OpenProjectTransportOptions): Line {
  const { baseUrl, readDeadlineMs = 10_000, writeDeadlineMs = 20_000, pendingCallsMax = 200, onCall } = options;
  let pending = 0;
  const hold = () => {
    pending += 1;
    return () => {
      pending -= 1;
    };
  };
  return {
    url: `${baseUrl}/api/v3`,
    access: createAccess(options),
    deadlineMs: (effect) => (effect === 'writes' ? writeDeadlineMs : readDeadlineMs),
    hold,
    async settle({ name, effect }, work) {
      const startedAt = performance.now();
      const release = hold();
      const sent = pending > pendingCallsMax ? Promise.resolve(notSent('too-many-calls')) : work();
      const outcome = await sent.catch((error: unknown) => ofError(error, effect));
      release();
      const { cause, status } = outcome.kind === 'failed' ? outcome : { cause: null, status: null };
      const kind = outcome.kind === 'failed' ? outcome.trouble.kind : outcome.kind;
      onCall?.({ name, outcome: kind, cause, status, durationMs: performance.now() - startedAt });
      return outcome;
    },
  };
}

function sendJson<Answer>(line: Line, call: OpenProjectCall<Answer>): Promise<Answered<Answer> | Failure> {
  const { method, path, query = {}, body, effect } = call;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  const url = `${line.url}${path}${search.size > 0 ? `?${search}` : ''}`;
  return line.settle(call, () =>
    withAccess(line.access, async (Authorization) => {
      const response = await fetch(url, {
        method,
        headers: { Accept: halType, Authorization, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(line.deadlineMs(effect)),
      });
      return readAnswer(response, call);
    }),
  );
}

/** A body that was read cannot be sent again, so that a token which is not taken fails this attempt. */
function sendFile<Answer>(line: Line, upload: OpenProjectUpload<Answer>): Promise<Answered<Answer> | Failure> {
  const { path, headers, body, deadlineMs } = upload;
  return line.settle(upload, async () => {
    const Authorization = await line.access.authorization();
    if (Authorization === null) return notSent('no-access');
    const response = await fetch(`${line.url}${path}`, {
      method: 'POST',
      headers: { ...headers, Accept: halType, Authorization },
      body,
      duplex: 'half',
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (response.status === 401) line.access.renew();
    return readAnswer(response, upload);
  });
}

/** Also from a file store elsewhere: fetch leaves our credentials behind where it is sent on to another origin. */
function openDownload(
  line: Line,
  { name, path, deadlineMs }: OpenProjectDownload,
): Promise<Answered<ReadableStream<Uint8Array>> | Failure> {
  return line.settle({ name, effect: 'reads' }, () =>
    withAccess(line.access, async (Authorization) => {
      const headers = { Authorization };
      const response = await fetch(`${line.url}${path}`, { headers, signal: AbortSignal.timeout(deadlineMs) });
      if (!response.ok) return refusal(response, 'reads');
      const release = line.hold();
      const counted = new TransformStream<Uint8Array, Uint8Array>({ flush: release, cancel: release });
      return { kind: 'answered', value: (response.body ?? new Blob([]).stream()).pipeThrough(counted) };
    }),
  );
}

const halType = 'application/hal+json';

/** Once more where the token had lost its worth: a request that was not let in has written nothing. */
async function withAccess<Answer>(
  access: Access,
  request: (authorization: string) => Promise<Answered<Answer> | Failure>,
): Promise<Answered<Answer> | Failure> {
  const first = await access.authorization();
  if (first === null) return notSent('no-access');
  const outcome = await request(first);
  if (outcome.kind !== 'failed' || outcome.status !== 401 || !access.renew()) return outcome;
  const second = await access.authorization();
  return second === null ? notSent('no-access') : request(second);
}

async function readAnswer<Answer>(
  response: Response,
  { effect, answer }: { readonly effect: CallEffect; readonly answer: z.ZodType<Answer> },
): Promise<Answered<Answer> | Failure> {
  if (!response.ok) return refusal(response, effect);
  const parsed = answer.safeParse(await readJson(response));
  if (!parsed.success) throw new UnexpectedAnswerError();
  return { kind: 'answered', value: parsed.data };
}

async function refusal(response: Response, effect: CallEffect): Promise<Failure> {
  await response.body?.cancel();
  return ofResponse(response, effect);
}

function troubleOf<Answer>(outcome: Answered<Answer> | Failure): OpenProjectAnswer<Answer> {
  return outcome.kind === 'failed' ? outcome.trouble : outcome;
}
