import { type Endpoint, headers } from '@desk/contract';
import type { RequestVerifier } from '@desk/crypto';
import type { Logger } from '@desk/logging';
import type { FastifyRequest } from 'fastify';
import type { Operation } from '../../ports/operation-claims.ts';
import type { Clock } from '../../ports/system.ts';
import type { Caller } from '../../use-cases/caller.ts';
import { type Refusal, refuse } from '../../use-cases/refusal.ts';
import type { Run, runOnce } from '../../use-cases/run-once.ts';
import { type Authentication, authorise } from './authorise.ts';
import { digestValue } from './digest-value.ts';
import type { AnyHandler, AnyOutcome } from './handler.ts';
import { bytesOf, parseInput } from './parse-input.ts';
import type { NotePeer } from './watch-peer.ts';

export interface Gatekeeping {
  readonly verifier: RequestVerifier;
  readonly authentication: Authentication;
  readonly runOnce: ReturnType<typeof runOnce>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told the contract of whoever is known by their signature. */
  readonly notePeer: NotePeer;
}

export interface Route {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly handler: AnyHandler;
}

/** A renewal is what an expired token is still good for. */
const renewalEndpoint = 'renewSession';
const idempotencyKeyPattern = /^[\w:.-]{8,200}$/;

/** The way of every call: signature, form, authority, and for writes the idempotency key; then its handler. */
export async function serveCall(
  gate: Gatekeeping,
  { name, endpoint, handler }: Route,
  request: FastifyRequest,
): Promise<AnyOutcome> {
  const unsigned = await refuseUnsigned(gate, endpoint, request);
  if (unsigned) return unsigned;
  gate.notePeer(request.headers[headers.contract]);
  const input = parseInput(endpoint, request);
  if (input.kind === 'refused') return input;
  const need = { authority: endpoint.authority, expiredToo: name === renewalEndpoint };
  const caller = await authorise(gate.authentication, need, request.headers);
  if (caller.kind === 'refused') return caller;
  request.callerKind = caller.kind;

  const { params, query, body, fileName, digested } = input;
  const call = { caller, params, query, body, fileName, digest: digestValue(digested), resumed: false };
  if (!endpoint.idempotent) return handler.handle(call);

  const idempotencyKey = request.headers[headers.idempotencyKey];
  const subject = handler.subject?.(call);
  if (subject === undefined) throw new Error('An idempotent endpoint names what it writes to.');
  if (typeof idempotencyKey !== 'string' || !idempotencyKeyPattern.test(idempotencyKey))
    return refuse('request-invalid');
  const operation = { name, idempotencyKey, subject, actor: actorOf(caller), bodyDigest: call.digest };
  return repeatable(gate, endpoint, operation, (run) => handler.handle({ ...call, ...run }));
}

async function repeatable(
  gate: Gatekeeping,
  endpoint: Endpoint,
  operation: Operation,
  handle: (run: Run) => Promise<AnyOutcome>,
): Promise<AnyOutcome> {
  const outcome = await gate.runOnce(operation, async (run) => {
    const handled = await handle(run);
    if (handled.kind === 'refused') return handled;
    const { status, body } = handled;
    return { kind: 'answered', answer: { status, body: allowed(endpoint, status, body) }, final: status !== 202 };
  });
  return outcome.kind === 'refused' ? outcome : { kind: 'answered', ...outcome.answer };
}

/** Answers are built by allow-list: what the endpoint does not declare does not leave. */
export function allowed(endpoint: Endpoint, status: number, body: unknown): unknown {
  const schema = endpoint.answers[status];
  if (!schema) throw new Error('A handler answered with a status its endpoint does not declare.');
  if (schema === 'stream') throw new Error('A stream is passed on, not kept.');
  return schema.parse(body ?? undefined);
}

async function refuseUnsigned(
  { verifier, clock, logger }: Gatekeeping,
  endpoint: Endpoint,
  request: FastifyRequest,
): Promise<Refusal<'signature-refused' | 'overloaded'> | null> {
  const header = request.headers[headers.signature];
  const signed = {
    method: request.method,
    path: request.raw.url ?? '',
    body: endpoint.body === 'stream' ? ('streamed' as const) : bytesOf(request.body),
    header: typeof header === 'string' ? header : undefined,
  };
  const verdict = await verifier.verify(signed, clock.now());
  if (verdict.kind === 'verified') return null;
  const { reason } = verdict;
  logger.warn('A request was not accepted as signed.', { correlationId: request.id, reason });
  return reason === 'replay-table-full' ? refuse('overloaded', { retryAfterSeconds: 5 }) : refuse('signature-refused');
}

function actorOf(caller: Caller): string {
  switch (caller.kind) {
    case 'service':
      return 'service';
    case 'person':
      return `person:${caller.profile.employeeId}`;
    case 'grant':
      return `person:${caller.grant.employeeId}`;
    case 'consultation':
      return `consultation:${caller.consultation.id}`;
  }
}
