import type { Profile } from '@desk/domain';
import type { OpenedSession, SessionDesk } from '../../src/ports/gateway-desk.ts';
import { beginWaiting } from './begin-waiting.ts';
import { call, count, type GatewaySession, type GatewayState } from './gateway-state.ts';

const tokenMs = 10 * 60_000;
const idleMs = 30 * 60_000;
const absoluteMs = 12 * 3_600_000;

export function memorySessionDesk(gateway: GatewayState): SessionDesk {
  const { directory, sessions, clock } = gateway;
  return {
    open: ({ phone, telegramId }) =>
      call(gateway, () => {
        const profile = directory.get(phone);
        if (!profile) return { kind: 'access-refused', referenceCode: `R-${count(gateway)}` } as const;
        return gateway.confirming ? beginWaiting(gateway, { phone, telegramId }) : openFor(gateway, profile);
      }),
    renew: (token) =>
      call(gateway, () => {
        const [id = ''] = token.split('@');
        const session = sessions.get(id);
        const isEmployed = [...directory.values()].some(({ employeeId }) => employeeId === session?.employeeId);
        if (!session || !isAlive(session, clock.now()) || !isEmployed) return { kind: 'ended' } as const;
        sessions.set(id, { ...session, renewedAt: clock.now() });
        return opened(gateway, id);
      }),
    end: (id) =>
      call(gateway, () => {
        endSession(gateway, id);
        return { kind: 'ended' } as const;
      }),
  };
}

export function endSession({ sessions }: GatewayState, id: string): void {
  const session = sessions.get(id);
  if (session) sessions.set(id, { ...session, ended: true });
}

/** The session behind a token that is still good. */
export function findLive({ sessions, clock }: GatewayState, token: string): GatewaySession | null {
  const [id = '', issuedAt = '0'] = token.split('@');
  const session = sessions.get(id);
  const now = clock.now();
  return session && isAlive(session, now) && now < Number(issuedAt) + tokenMs ? session : null;
}

function isAlive({ ended, renewedAt, startedAt }: GatewaySession, now: number): boolean {
  return !ended && now < renewedAt + idleMs && now < startedAt + absoluteMs;
}

export function openFor(gateway: GatewayState, { employeeId }: Profile): OpenedSession {
  const id = `g${count(gateway)}`;
  const now = gateway.clock.now();
  gateway.sessions.set(id, { employeeId, startedAt: now, renewedAt: now, ended: false });
  return opened(gateway, id);
}

function opened({ sessions, directory, clock }: GatewayState, id: string): OpenedSession {
  const session = sessions.get(id);
  const profile = [...directory.values()].find(({ employeeId }) => employeeId === session?.employeeId);
  if (!session || !profile) throw new Error('A session of nobody.');
  const now = clock.now();
  return {
    kind: 'opened',
    gatewaySessionId: id,
    token: `${id}@${now}`,
    tokenExpiresAt: now + tokenMs,
    endsAt: session.startedAt + absoluteMs,
    profile,
    sealedPhone: 'sealed',
  };
}
