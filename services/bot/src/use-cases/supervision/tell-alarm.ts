import { alarmKinds } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Cause, Ledger, ShowEffect } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';

interface Needs {
  readonly people: People;
  readonly ledger: Ledger;
  readonly policy: Policy;
}

/** Every supervisor hears what the gateway has found in the audit logs. Whose doing it was stays inside. */
export function tellAlarm({ people, ledger, policy }: Needs) {
  return async (
    { alarm, count }: { readonly alarm: string; readonly count: number },
    cause: Cause,
  ): Promise<'committed' | 'overtaken' | 'fenced'> => {
    const teams = policy.catalogue.teams.map(({ id }) => id);
    const supervisors = (await people.listStaff(teams)).filter(({ person }) => person.profile.role === 'supervisor');
    const known = alarmKinds.find((kind) => kind === alarm) ?? 'other';
    const effects = supervisors.flatMap<ShowEffect>(({ person }) =>
      tell(person, { screen: { kind: 'security-alarm', alarm: known, count }, keyboard: null }),
    );
    return ledger.commit(planOf({ effects }), cause);
  };
}
