import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { Turn } from '../turn.ts';

/** What one can do here, by one's role; also before signing in. */
export function showHelp() {
  return async (turn: Turn): Promise<Plan> =>
    planOf({ effects: [notice(turn, { kind: 'help', role: turn.known?.person.profile.role ?? null })] });
}

/** What the desk keeps about a person, and for how long. */
export function showPrivacy() {
  return async (turn: Turn): Promise<Plan> => planOf({ effects: [notice(turn, { kind: 'privacy' })] });
}
