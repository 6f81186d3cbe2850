import type { ConfirmationState, SessionAnswer } from '@desk/contract';
import type { Phones } from '../ports/credentials.ts';
import type { Directory, DirectoryEntry } from '../ports/directory.ts';
import type { SignInRefusal } from '../ports/sign-in-desk.ts';
import type { BeginConfirmation } from './confirmation/begin-confirmation.ts';
import type { CountSignIn } from './count-sign-in.ts';
import type { LetIn } from './let-in.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type RefuseSignInPorts, refuseSignIn } from './refuse-sign-in.ts';

export interface OpenSessionPorts extends RefuseSignInPorts {
  readonly directory: Directory;
  readonly phones: Phones;
  readonly countSignIn: CountSignIn;
  /** Whether more than the phone is needed; null where the phone alone counts. */
  readonly confirm: BeginConfirmation | null;
  readonly letIn: LetIn;
}

export interface SignInAttempt {
  readonly telegramUserId: number;
  readonly phone: string;
}

export type OpenSessionOutcome =
  | { readonly kind: 'opened'; readonly answer: SessionAnswer }
  | { readonly kind: 'confirmation-needed'; readonly confirmation: ConfirmationState }
  | Refusal<'access-refused' | 'too-many-attempts' | 'directory-down'>;

/** Lets an employee in, or refuses with one answer for every reason; the reason stays inside, under a short code. */
export function openSession(ports: OpenSessionPorts) {
  return async (attempt: SignInAttempt): Promise<OpenSessionOutcome> => {
    const { telegramUserId } = attempt;
    const found = await identify(ports, attempt);
    switch (found.kind) {
      case 'refused':
        return found;
      case 'nobody':
        return refuseSignIn(ports, { telegramUserId, reason: found.reason, employeeId: found.employeeId });
      case 'person':
        return admit(ports, attempt, found);
    }
  };
}

type Found = { readonly kind: 'person'; readonly entry: DirectoryEntry; readonly phone: string };

async function admit(
  ports: OpenSessionPorts,
  { telegramUserId }: SignInAttempt,
  { entry, phone }: Found,
): Promise<OpenSessionOutcome> {
  const { employeeId } = entry;
  const arrival = { entry, telegramUserId, sealedPhone: ports.phones.seal(phone, employeeId) };
  const needed = await ports.confirm?.(arrival);
  if (needed?.kind === 'needed') return { kind: 'confirmation-needed', confirmation: needed.confirmation };
  const opened = needed?.kind === 'bound-otherwise' ? needed : await ports.letIn({ ...arrival, confirmation: null });
  switch (opened.kind) {
    case 'opened':
      return opened;
    case 'bound-otherwise':
      return refuseSignIn(ports, { telegramUserId, reason: opened.conflict, employeeId });
    case 'overtaken':
      throw new Error('A sign-in without a confirmation was overtaken.');
  }
}

type Identified =
  | Found
  | { readonly kind: 'nobody'; readonly reason: SignInRefusal; readonly employeeId: string | null }
  | Refusal<'too-many-attempts' | 'directory-down'>;

async function identify(ports: OpenSessionPorts, attempt: SignInAttempt): Promise<Identified> {
  const { directory, phones, countSignIn } = ports;
  const overall = await countSignIn('total', 'all');
  if (overall) return overall;
  const phone = phones.normalise(attempt.phone);
  if (phone === null) return { kind: 'nobody', reason: 'phone-invalid', employeeId: null };
  const byPhone = await countSignIn('phone', phones.fingerprint(phone));
  if (byPhone) return byPhone;

  const found = await directory.findByPhone(phone);
  switch (found.kind) {
    case 'down':
      return refuse('directory-down', { retryAfterSeconds: 30 });
    case 'none':
      return { kind: 'nobody', reason: 'phone-unknown', employeeId: null };
    case 'several':
      return { kind: 'nobody', reason: 'phone-ambiguous', employeeId: null };
    case 'one': {
      const { entry } = found;
      const byPerson = await countSignIn('person', entry.employeeId);
      if (byPerson) return byPerson;
      if (await isActive(directory, entry)) return { kind: 'person', entry, phone };
      return { kind: 'nobody', reason: 'person-inactive', employeeId: entry.employeeId };
    }
  }
}

/** As the snapshot says, and the source itself where it can be asked. */
export async function isActive(directory: Directory, { active, employeeId }: DirectoryEntry): Promise<boolean> {
  return active && (await directory.confirmActive(employeeId)).kind !== 'disabled';
}
