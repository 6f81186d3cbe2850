import type { Confirmation } from '../../ports/confirmation.ts';
import type { ConfirmationDesk, OwnConfirmation } from '../../ports/confirmation-desk.ts';
import type { AccessRefused, GatewayTrouble, OpenedSession } from '../../ports/gateway-desk.ts';
import type { Plan } from '../../ports/plan.ts';
import type { SignInWait, SignInWaits } from '../../ports/sign-in-waits.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { Routes } from '../routes.ts';
import type { AdmitPerson } from '../session/admit-person.ts';
import { sharePhone } from '../session/ask-to-sign-in.ts';
import { notice, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { awaitConfirmation, waysOf } from './await-confirmation.ts';
import { isWaiting } from './is-waiting.ts';
import { refuseWaiting } from './refuse-waiting.ts';
import { settleWait, startAnew } from './settle-wait.ts';

interface Needs {
  readonly waits: SignInWaits;
  readonly confirmations: ConfirmationDesk;
  readonly policy: Policy;
  readonly admit: AdmitPerson;
}

type WaitingAction = 'resend-code' | 'ask-supervisor' | 'finish-confirmation' | 'cancel-confirmation';
type Pressed = (turn: Turn, said: { readonly confirmationId: string }) => Promise<Plan>;

/** The buttons of somebody who waits to be confirmed: nobody has a session yet. */
export function waitingRoutes(needs: Needs): Pick<Routes['actions'], WaitingAction> {
  const { confirmations } = needs;
  return {
    'resend-code': { needs: 'anyone', answer: whileWaiting(needs, resend(needs)) },
    'ask-supervisor': {
      needs: 'anyone',
      answer: whileWaiting(needs, async (turn, wait) => {
        const answer = await confirmations.askSupervisor(ownOf(wait));
        if (answer.kind === 'confirmation-needed') return awaitConfirmation(turn, answer.confirmation);
        if (answer.kind !== 'no-supervisor') return concluded(needs, turn, wait, answer);
        return planOf({ effects: [notice(turn, { kind: 'no-supervisor', contact: needs.policy.supportContact })] });
      }),
    },
    'finish-confirmation': { needs: 'anyone', answer: whileWaiting(needs, finish(needs)) },
    'cancel-confirmation': {
      needs: 'anyone',
      answer: whileWaiting(needs, async (turn, wait) =>
        planOf({
          changes: [settleWait(wait, turn.now)],
          effects: [reply(turn, { screen: { kind: 'confirmation-cancelled' }, keyboard: sharePhone(turn) })],
        }),
      ),
    },
  };
}

/** A button of a sign-in that is over, or of another one, has had its day. */
function whileWaiting({ waits }: Needs, answer: (turn: Turn, wait: SignInWait) => Promise<Plan>): Pressed {
  return async (turn, { confirmationId }) => {
    const wait = await waits.find(turn.speaker.telegramId);
    if (wait?.confirmationId === confirmationId && isWaiting(wait, turn.now)) return answer(turn, wait);
    return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
  };
}

function resend(needs: Needs) {
  return async (turn: Turn, wait: SignInWait): Promise<Plan> => {
    const answer = await needs.confirmations.resend(ownOf(wait));
    switch (answer.kind) {
      case 'confirmation-needed':
        return awaitConfirmation(turn, answer.confirmation);
      case 'too-soon': {
        const at = turn.now + answer.retryAfterMs;
        return planOf({ effects: [notice(turn, { kind: 'code-too-soon', at })] });
      }
      default:
        return concluded(needs, turn, wait, answer);
    }
  };
}

function finish(needs: Needs) {
  return async (turn: Turn, wait: SignInWait): Promise<Plan> => {
    const answer = await needs.confirmations.redeem(ownOf(wait));
    return answer.kind === 'confirmation-needed'
      ? tellNotYet(turn, answer.confirmation)
      : concluded(needs, turn, wait, answer);
  };
}

function tellNotYet(turn: Turn, confirmation: Confirmation): Plan {
  const { comparisonCode } = confirmation;
  const screen = { kind: 'confirmation-not-yet', comparisonCode } as const;
  return planOf({ effects: [reply(turn, { screen, keyboard: waysOf(confirmation) })] });
}

async function concluded(
  { admit, policy }: Needs,
  turn: Turn,
  wait: SignInWait,
  answer: OpenedSession | { readonly kind: 'over' } | AccessRefused | GatewayTrouble,
): Promise<Plan> {
  switch (answer.kind) {
    case 'opened':
      return joinPlans(await admit(turn, answer, null), planOf({ changes: [settleWait(wait, turn.now)] }));
    case 'over':
      return startAnew(turn, wait);
    case 'access-refused':
      return refuseWaiting(turn, wait, answer, policy);
    case 'down':
    case 'unknown':
      return planOf({ effects: [notice(turn, { kind: 'not-now', contact: policy.supportContact })] });
  }
}

function ownOf({ confirmationId, telegramId }: SignInWait): OwnConfirmation {
  return { confirmationId, telegramId };
}
