import type { SignInWait } from '../../ports/sign-in-waits.ts';

export function isWaiting({ expiresAt, settledAt }: SignInWait, now: number): boolean {
  return settledAt === null && now < expiresAt;
}
