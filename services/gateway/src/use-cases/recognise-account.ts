import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerAccount } from '../ports/tracker.ts';
import type { TrackerAccountBook } from '../ports/tracker-accounts.ts';

export interface RecogniseAccountPorts {
  readonly directory: Directory;
  readonly accounts: TrackerAccountBook;
  readonly clock: Clock;
}

/** `stranger`: nobody of ours. `unsaid`: the directory is down and did not name them before. */
export type Recognised =
  | { readonly kind: 'known'; readonly employeeId: string }
  | { readonly kind: 'stranger' | 'unsaid' };

const rememberedMax = 10_000;

/** Which employee an account of the tracker is. While the directory is down, those it named before are remembered. */
export function recogniseAccount({ directory, accounts, clock }: RecogniseAccountPorts) {
  /** What the account book is known to hold: it is written when something is new, not on every ticket. */
  const remembered = new Map<TrackerAccount, string>();

  return async (account: TrackerAccount): Promise<Recognised> => {
    const found = await directory.findByTrackerAccount(account);
    if (found.kind === 'found') {
      await remember(account, found.entry.employeeId);
      return { kind: 'known', employeeId: found.entry.employeeId };
    }
    const known = await accounts.findEmployee(account);
    if (known !== null) return { kind: 'known', employeeId: known };
    return { kind: found.kind === 'down' ? 'unsaid' : 'stranger' };
  };

  async function remember(account: TrackerAccount, employeeId: string): Promise<void> {
    if (remembered.get(account) === employeeId) return;
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(account, employeeId);
    if ((await accounts.findEmployee(account)) !== employeeId) await accounts.save(employeeId, account, clock.now());
  }
}

export type RecogniseAccount = ReturnType<typeof recogniseAccount>;

/** The employee behind an account, where there is one that can be told. */
export async function employeeBehind(
  recognise: RecogniseAccount,
  account: TrackerAccount | null,
): Promise<string | null> {
  if (account === null) return null;
  const recognised = await recognise(account);
  return recognised.kind === 'known' ? recognised.employeeId : null;
}
