import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';

/**
 * What a call needs beside the service's own signature, which every call carries:
 * - `service`: nothing more, a closed list;
 * - `session`: the live token of the person on whose behalf it is made;
 * - `session-or-service`: the token where a person decided, nothing where the desk itself did (narrower rights);
 * - `session-or-grant`: the token, or a grant for exactly this body once the session is over;
 * - `consultation-grant`: the grant that was given out with a consultation, for what is said in it;
 * - `session-or-consultation-grant`: the token, or that grant.
 */
export type Authority =
  | 'service'
  | 'session'
  | 'session-or-service'
  | 'session-or-grant'
  | 'consultation-grant'
  | 'session-or-consultation-grant';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters, each validated by `params`. */
  readonly path: string;
  readonly authority: Authority;
  /** A write that must carry `Idempotency-Key`; the answer is stored for 8 days and repeated for the same key. */
  readonly idempotent: boolean;
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  /** `'stream'`: raw bytes, hashed on the way; the digest is agreed on when the upload is used. */
  readonly body: z.ZodType | 'stream' | null;
  readonly bodyBytesMax: number;
  /** One schema per successful status; `'stream'`: a file, passed on as it comes. */
  readonly answers: Readonly<Record<number, z.ZodType | 'stream'>>;
  readonly problems: readonly ProblemCode[];
}

export type EndpointTable = Readonly<Record<string, Endpoint>>;

/** A file as an answer. Read it to its end or cancel it; its reader fails unless exactly so many bytes come. */
export interface StreamedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly content: ReadableStream<Uint8Array>;
}

/** No larger file is answered with. */
export const streamedBytesMax = 20 * 1024 * 1024;

type Parsed<S> = S extends z.ZodType ? z.infer<S> : undefined;

export type ParamsOf<E extends Endpoint> = Parsed<E['params']>;
export type QueryOf<E extends Endpoint> = Parsed<E['query']>;
export type BodyOf<E extends Endpoint> = E['body'] extends 'stream' ? ReadableStream<Uint8Array> : Parsed<E['body']>;
/** Every success an endpoint can answer with, told apart by status. */
export type AnswerOf<E extends Endpoint> = {
  [S in keyof E['answers'] & number]: {
    readonly status: S;
    readonly body: E['answers'][S] extends 'stream' ? StreamedFile : Parsed<E['answers'][S]>;
  };
}[keyof E['answers'] & number];

/** Keeps an endpoint's literal types, so that client and server are typed from the table alone. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

/** Problems that any call may meet. */
export const commonProblems = ['request-invalid', 'signature-refused', 'overloaded', 'internal-error'] as const;
