import type { Consultation } from '../ports/consultations.ts';
import type { Directory } from '../ports/directory.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface NamePeopleOutcome {
  readonly kind: 'named';
  /** By employee id: those whom the gateway knows to take part, and the directory knows. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The names of a consultation's people. Whoever else a dialogue is said to be by is not named: the gateway lets nobody
 * put words into the mouth of somebody who was not there.
 */
export async function namePeople(
  { directory }: { readonly directory: Directory },
  { employeeId, specialistIds }: Consultation,
): Promise<NamePeopleOutcome | Refusal<'directory-down'>> {
  const names = new Map<string, string>();
  for (const id of [employeeId, ...specialistIds]) {
    const found = await directory.findById(id);
    if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
    if (found.kind === 'found') names.set(id, found.entry.displayName);
  }
  return { kind: 'named', names };
}
