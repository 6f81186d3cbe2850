import { isConfirmationOver } from '@desk/domain';
import type { Confirmations, StoredConfirmation } from '../../ports/confirmations.ts';
import type { Directory, DirectoryEntry } from '../../ports/directory.ts';
import { isActive } from '../open-session.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type RefuseSignInPorts, refuseSignIn } from '../refuse-sign-in.ts';

/** Whose account asks for what. */
export interface OwnConfirmation {
  readonly confirmationId: string;
  readonly telegramUserId: number;
}

/** That of another account is as good as none. */
export async function findOwn(
  { confirmations }: { readonly confirmations: Confirmations },
  { confirmationId, telegramUserId }: OwnConfirmation,
): Promise<StoredConfirmation | null> {
  const stored = await confirmations.find(confirmationId);
  return stored?.confirmation.telegramUserId === telegramUserId ? stored : null;
}

export interface WaitingPorts extends RefuseSignInPorts {
  readonly confirmations: Confirmations;
  readonly directory: Directory;
}

/** One that is not over, with its person as the directory has them by now. */
export async function findWaitingPerson(
  ports: WaitingPorts,
  own: OwnConfirmation,
): Promise<
  | { readonly kind: 'waiting'; readonly stored: StoredConfirmation; readonly entry: DirectoryEntry }
  | Refusal<'confirmation-over' | 'access-refused' | 'directory-down'>
> {
  const stored = await findOwn(ports, own);
  if (!stored || isConfirmationOver(stored.confirmation, ports.clock.now())) return refuse('confirmation-over');
  const found = await findPerson(ports, stored);
  return found.kind === 'refused' ? found : { kind: 'waiting', stored, entry: found.entry };
}

/** Whoever has left meanwhile is refused as at every other door. */
export async function findPerson(
  ports: WaitingPorts,
  { confirmation: { employeeId, telegramUserId } }: StoredConfirmation,
): Promise<{ readonly kind: 'person'; readonly entry: DirectoryEntry } | Refusal<'access-refused' | 'directory-down'>> {
  const found = await ports.directory.findById(employeeId);
  if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
  if (found.kind === 'none' || !(await isActive(ports.directory, found.entry))) {
    return refuseSignIn(ports, { telegramUserId, reason: 'person-inactive', employeeId });
  }
  return { kind: 'person', entry: found.entry };
}
