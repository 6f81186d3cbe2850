import type { SignInDesk, SignInRefusal } from '../ports/sign-in-desk.ts';
import type { Clock, Ids } from '../ports/system.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface RefuseSignInPorts {
  readonly signIns: SignInDesk;
  readonly ids: Ids;
  readonly clock: Clock;
}

export interface RefusedAttempt {
  readonly telegramUserId: number;
  readonly reason: SignInRefusal;
  /** Known once the directory named one person. */
  readonly employeeId: string | null;
}

const referenceCodeDrawsMax = 5;

/** One answer for every reason; the reason stays inside, under a short code. */
export async function refuseSignIn(
  { signIns, ids, clock }: RefuseSignInPorts,
  { telegramUserId, reason, employeeId }: RefusedAttempt,
): Promise<Refusal<'access-refused'>> {
  const at = clock.now();
  for (let draw = 0; draw < referenceCodeDrawsMax; draw += 1) {
    const referenceCode = ids.referenceCode();
    const actor = employeeId === null ? ({ kind: 'service' } as const) : ({ kind: 'person', id: employeeId } as const);
    const recorded = await signIns.recordRefusal(
      { referenceCode, reason, telegramUserId, employeeId, at },
      { act: 'sign-in-refused', actor, on: { kind: 'sign-in', id: referenceCode }, outcome: 'refused', reason, at },
    );
    if (recorded === 'recorded') return refuse('access-refused', { referenceCode });
  }
  throw new Error(`No free reference code in ${referenceCodeDrawsMax} draws.`);
}
