import type { Acquaintance, People } from '../../ports/people.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, tell } from '../show-screen.ts';

interface Needs {
  readonly people: People;
  readonly ledger: Ledger;
}

/** Somebody asks supervisors of theirs to confirm a sign-in. Who it is, these read with their own sessions. */
export function tellSupervisors({ people, ledger }: Needs) {
  return async (employeeIds: readonly string[], cause: Cause): Promise<'committed' | 'overtaken' | 'fenced'> => {
    const supervisors: Acquaintance[] = [];
    for (const employeeId of employeeIds) {
      const known = await people.findByEmployeeId(employeeId);
      if (known !== null) supervisors.push(known);
    }
    const view = {
      screen: { kind: 'confirmation-asked' },
      keyboard: buttons([press({ kind: 'confirmations' })]),
    } as const;
    return ledger.commit(planOf({ effects: supervisors.flatMap(({ person }) => tell(person, view)) }), cause);
  };
}
