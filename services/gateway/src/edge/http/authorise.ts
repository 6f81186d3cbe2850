import { type Authority, headers } from '@desk/contract';
import type { authenticateGrant } from '../../use-cases/authenticate-grant.ts';
import type { authenticateSession } from '../../use-cases/authenticate-session.ts';
import type { Caller } from '../../use-cases/caller.ts';
import { type Refusal, refuse } from '../../use-cases/refusal.ts';

export interface Authentication {
  readonly session: ReturnType<typeof authenticateSession>;
  readonly grant: ReturnType<typeof authenticateGrant>;
}

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Who is calling, as the endpoint's authority asks; the service itself is already known by its signature. */
export async function authorise(
  { session, grant }: Authentication,
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
    case 'session-or-grant': {
      if (grantId === undefined) return session(token, { expiredToo });
      return uuid.test(grantId) ? grant(grantId) : refuse('grant-refused');
    }
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
