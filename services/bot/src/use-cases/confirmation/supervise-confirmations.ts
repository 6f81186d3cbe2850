import type { ConfirmationDesk, WaitingColleague } from '../../ports/confirmation-desk.ts';
import type { SessionDesk } from '../../ports/gateway-desk.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import type { AskToSignIn } from '../session/ask-to-sign-in.ts';
import { endAndAsk } from '../session/end-and-ask.ts';
import { findToken } from '../session/find-token.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

interface Needs {
  readonly confirmations: ConfirmationDesk;
  readonly sessions: SessionDesk;
  readonly ledger: Ledger;
  readonly policy: Policy;
  readonly ask: AskToSignIn;
}

type Failed = { readonly kind: 'session-ended' | 'not-permitted' | 'down' | 'unknown' };

/** Colleagues who wait for this supervisor's word, read with the supervisor's own token and stored nowhere. */
export function listConfirmations(needs: Needs) {
  return async (turn: SignedInTurn): Promise<Plan> => {
    const found = await findToken(needs, turn, turn.now);
    if (found.kind !== 'token') return fail(needs, turn, found);
    const answer = await needs.confirmations.list(found.token);
    if (answer.kind !== 'listed') return fail(needs, turn, answer);
    if (answer.waiting.length === 0) return planOf({ effects: [notice(turn, { kind: 'no-confirmations' })] });
    return planOf({ effects: answer.waiting.map((colleague) => showRequest(turn, colleague)) });
  };
}

/** A supervisor's word; the gateway has the last one. */
export function judgeConfirmation(needs: Needs) {
  return async (turn: SignedInTurn, word: ActionOf<'judge-confirmation'>): Promise<Plan> => {
    const found = await findToken(needs, turn, turn.now);
    if (found.kind !== 'token') return fail(needs, turn, found);
    const answer = await needs.confirmations.judge(found.token, word);
    switch (answer.kind) {
      case 'judged':
        return tellJudged(turn, word, word.verdict);
      case 'gone':
      case 'too-many':
        return tellJudged(turn, word, answer.kind);
      default:
        return fail(needs, turn, answer);
    }
  };
}

function showRequest(turn: SignedInTurn, { confirmationId, ...colleague }: WaitingColleague) {
  const { comparisonCode } = colleague;
  const judge = (verdict: 'confirm' | 'refuse') =>
    press({ kind: 'judge-confirmation', confirmationId, comparisonCode, verdict });
  const keyboard = buttons([judge('confirm'), judge('refuse')]);
  return reply(
    turn,
    { screen: { kind: 'confirmation-request', ...colleague }, keyboard },
    cardOf(confirmationId, 'below'),
  );
}

function tellJudged(
  turn: SignedInTurn,
  { confirmationId }: Pick<WaitingColleague, 'confirmationId'>,
  outcome: 'confirm' | 'refuse' | 'gone' | 'too-many',
): Plan {
  const view = { screen: { kind: 'confirmation-judged', outcome }, keyboard: null } as const;
  return planOf({ effects: [reply(turn, view, cardOf(confirmationId, 'in-place'))] });
}

function cardOf(confirmationId: string, where: 'below' | 'in-place') {
  return { kind: where === 'below' ? 'card-below' : 'card', card: `confirm:${confirmationId}` } as const;
}

async function fail(needs: Needs, turn: SignedInTurn, { kind }: Failed): Promise<Plan> {
  switch (kind) {
    case 'session-ended':
      return endAndAsk(needs, turn);
    case 'not-permitted':
      return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    case 'down':
    case 'unknown':
      return planOf({ effects: [notice(turn, { kind: 'not-now', contact: needs.policy.supportContact })] });
  }
}
