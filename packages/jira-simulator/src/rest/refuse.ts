import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { done, type Outcome, type Refusal, refused } from '../site/outcome.ts';

/** Answers with a refusal in the shape of the API that was asked: the platform's or the service desk's. */
export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.status(refusal.status).send(refusalBody(reply.request.url, refusal));
}

/** Sends what `present` makes of a success, or the refusal. */
export function answer<T>(
  reply: FastifyReply,
  outcome: Outcome<T>,
  status: number,
  present: (value: T) => unknown,
): FastifyReply {
  if (outcome.kind === 'refused') return refuse(reply, outcome);
  return reply.status(status).send(present(outcome.value));
}

/** A body that is not what the API description says is Jira's "invalid request payload". */
export function readBody<T extends z.ZodType>(schema: T, raw: unknown): Outcome<z.output<T>> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  return refused(
    400,
    `Invalid request payload. Refer to the REST API documentation and try again. (${path || 'body'}: ${issue?.message ?? 'invalid'})`,
  );
}

export function refusalBody(url: string, refusal: Refusal): unknown {
  const { messages, fields } = refusal;
  if (!url.startsWith('/rest/servicedeskapi')) return { errorMessages: messages, errors: fields };
  const errorMessage = [...messages, ...Object.entries(fields).map(([field, why]) => `${field}: ${why}`)].join(' ');
  return { errorMessage, i18nErrorMessage: { i18nKey: i18nKeys[refusal.status], parameters: [] } };
}

const i18nKeys: Readonly<Record<Refusal['status'], string>> = {
  400: 'sd.request.error.invalid',
  401: 'sd.auth.unauthenticated',
  403: 'sd.agent.servicedesk.error.permission',
  404: 'sd.request.error.not.found',
  409: 'sd.request.error.conflict',
  413: 'sd.attachment.error.too.large',
};
