import type { Directory } from '../ports/directory.ts';
import type { TrackerAccount } from '../ports/tracker.ts';
import type { RecogniseAccount } from './recognise-account.ts';

/**
 * Who has a ticket in the tracker. `stranger`: an account that is nobody's of ours. `left`: somebody who works here no
 * more, which is as good as nobody. `unsaid`: the directory is down and did not name them before.
 */
export type Holder =
  | { readonly kind: 'employee'; readonly employeeId: string }
  | { readonly kind: 'stranger' | 'left' | 'unsaid' };

export type FindHolder = (account: TrackerAccount) => Promise<Holder>;

export function findHolder({
  directory,
  recognise,
}: {
  readonly directory: Directory;
  readonly recognise: RecogniseAccount;
}): FindHolder {
  return async (account) => {
    const recognised = await recognise(account);
    if (recognised.kind !== 'known') return recognised;
    const { employeeId } = recognised;
    const found = await directory.findById(employeeId);
    const hasLeft = found.kind === 'none' || (found.kind === 'found' && !found.entry.active);
    return hasLeft ? { kind: 'left' } : { kind: 'employee', employeeId };
  };
}
