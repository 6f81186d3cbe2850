import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { privacyTerms, type TermsNeeds } from './privacy-terms.ts';

/** What the desk keeps about a person, why and for how long; also before signing in. */
export function showPrivacy(needs: TermsNeeds) {
  return async (turn: Turn): Promise<Plan> => {
    const screen = { kind: 'privacy', terms: privacyTerms(needs), note: needs.policy.privacyNote } as const;
    // Nothing is kept of whoever has never been here.
    const keyboard =
      turn.known === null ? null : buttons([press({ kind: 'export-data' })], [press({ kind: 'erase-me' })]);
    return planOf({ effects: [reply(turn, { screen, keyboard })] });
  };
}
