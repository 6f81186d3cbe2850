import { type Authority, headers } from '@desk/contract';
import type { authenticateConsultation } from '../../use-cases/authenticate-consultation.ts';
import type { authenticateGrant } from '../../use-cases/authenticate-grant.ts';
import type { authenticateSession } from '../../use-cases/authenticate-session.ts';
import type { Caller } from '../../use-cases/caller.ts';
import { type Refusal, refuse } from '../../use-cases/refusal.ts';

export interface Authentication {
  readonly session: ReturnType<typeof authenticateSession>;
  readonly grant: ReturnType<typeof authenticateGrant>;
  readonly consultation: ReturnType<typeof authenticateConsultation>;
}

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Who is calling, as the endpoint's authority asks; the service itself is already known by its signature. */
export async function authorise(
  { session, grant, consultation }: Authentication,
  { authority, expiredToo }: { readonly authority: Authority; readonly expiredToo: boolean },
  requestHeaders: RequestHeaders,
): Promise<Caller | Refusal<'session-ended' | 'grant-refused'>> {
  const token = single(requestHeaders[headers.session]);
  const grantId = single(requestHeaders[headers.grant]);
  switch (authority) {
    case 'service':
      return { kind: 'service' };
    case 'session':
      return session(token, { expiredToo });
    case 'session-or-service':
      return token === undefined ? { kind: 'service' } : session(token, { expiredToo });
    case 'session-or-grant':
      return grantId === undefined ? session(token, { expiredToo }) : byGrant(grant, grantId);
    case 'consultation-grant':
      return byGrant(consultation, grantId);
    case 'session-or-consultation-grant':
      return grantId === undefined ? session(token, { expiredToo }) : byGrant(consultation, grantId);
  }
}

async function byGrant<C extends Caller>(
  authenticate: (id: string) => Promise<C | Refusal<'grant-refused'>>,
  id: string | undefined,
): Promise<C | Refusal<'grant-refused'>> {
  return id !== undefined && uuid.test(id) ? authenticate(id) : refuse('grant-refused');
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
