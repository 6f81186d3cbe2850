import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Credentials } from './credentials.ts';

const TokenRequest = z.object({ grant_type: z.string(), client_id: z.string(), client_secret: z.string() });

/** OAuth 2.0 with client credentials: an application acts as the service account. */
export function registerTokenRoutes(app: FastifyInstance, credentials: Credentials): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  app.post('/oauth/token', (request, reply) => {
    const form = { ...fromBasic(request.headers.authorization), ...Object(request.body) };
    const asked = TokenRequest.safeParse(form);
    reply.header('cache-control', 'no-store');
    if (!asked.success) return reply.status(400).send({ error: 'invalid_request' });
    if (asked.data.grant_type !== 'client_credentials') {
      return reply.status(400).send({ error: 'unsupported_grant_type' });
    }
    const issued = credentials.issue(asked.data.client_id, asked.data.client_secret);
    if (!issued) return reply.status(401).send({ error: 'invalid_client' });
    const { token, livesSeconds } = issued;
    return reply.send({ access_token: token, token_type: 'Bearer', expires_in: livesSeconds, scope: 'api_v3' });
  });
}

function fromBasic(authorization = ''): { client_id?: string; client_secret?: string } {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return {};
  const [id = '', secret = ''] = Buffer.from(value, 'base64').toString().split(':');
  return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) };
}
