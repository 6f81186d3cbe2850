import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';

/** What one can do here, by one's role; also before signing in. */
export function showHelp() {
  return async (turn: Turn): Promise<Plan> => {
    const screen = { kind: 'help', role: turn.known?.person.profile.role ?? null } as const;
    return planOf({ effects: [reply(turn, { screen, keyboard: buttons([press({ kind: 'privacy' })]) })] });
  };
}
