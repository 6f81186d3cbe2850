import type { Cause, Ledger, Plan, ShowEffect } from '../../ports/plan.ts';
import type { SignInWait, SignInWaits } from '../../ports/sign-in-waits.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import { asMessage, buttons, press } from '../show-screen.ts';
import { isWaiting } from './is-waiting.ts';
import { settleWait } from './settle-wait.ts';

interface Needs {
  readonly waits: SignInWaits;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

interface SupervisorsWord {
  readonly confirmationId: string;
  readonly verdict: 'confirm' | 'refuse';
}

/** A supervisor has had their word: whoever waits goes on with one tap, or hears that it was refused. */
export function tellVerdict({ waits, ledger, clock, policy }: Needs) {
  return (word: SupervisorsWord, cause: Cause): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(ledger, cause, async (): Promise<Plan> => {
      const now = clock.now();
      const wait = await waits.findByConfirmation(word.confirmationId);
      if (wait === null || !isWaiting(wait, now)) return planOf();
      const changes = word.verdict === 'refuse' ? [settleWait(wait, now)] : [];
      return planOf({ changes, effects: [verdictShown(wait, word.verdict, policy.supportContact)] });
    });
}

function verdictShown(
  { chatId, language, confirmationId }: SignInWait,
  verdict: SupervisorsWord['verdict'],
  contact: string,
): ShowEffect {
  return {
    kind: 'show',
    ...{ chatId, language, placement: asMessage },
    screen: { kind: 'confirmation-settled', verdict, contact },
    keyboard: verdict === 'confirm' ? buttons([press({ kind: 'finish-confirmation', confirmationId })]) : null,
    ...{ about: null, silent: false },
  };
}
