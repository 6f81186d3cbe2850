import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { done, type Outcome, type Refusal, refused } from '../site/outcome.ts';

export function refusalBody({ identifier, message, attribute }: Refusal): object {
  return {
    _type: 'Error',
    errorIdentifier: `urn:openproject-org:api:v3:errors:${identifier}`,
    message,
    ...(attribute !== undefined && { _embedded: { details: { attribute } } }),
  };
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.status(refusal.status).type(halType).send(refusalBody(refusal));
}

/** What a permission is missing for. */
export const forbidden = refused(403, 'MissingPermission', 'You are not authorized to access this resource.');

export function answer<T>(
  reply: FastifyReply,
  outcome: Outcome<T>,
  present: (value: T) => unknown,
  status = 200,
): FastifyReply {
  if (outcome.kind === 'refused') return refuse(reply, outcome);
  return reply.status(status).type(halType).send(present(outcome.value));
}

export const halType = 'application/hal+json; charset=utf-8';

export function readBody<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return done(parsed.data);
  return refused(400, 'InvalidRequestBody', 'The request body was not understood.');
}
