import { readCode } from '@desk/domain';
import type { ConfirmationDesk } from '../../ports/confirmation-desk.ts';
import type { Plan } from '../../ports/plan.ts';
import type { SignInWait, SignInWaits } from '../../ports/sign-in-waits.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import type { AdmitPerson } from '../session/admit-person.ts';
import { forgetContact } from '../session/forget-contact.ts';
import { notice } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { isWaiting } from './is-waiting.ts';
import { refuseWaiting } from './refuse-waiting.ts';
import { settleWait, startAnew } from './settle-wait.ts';

interface Needs {
  readonly waits: SignInWaits;
  readonly confirmations: ConfirmationDesk;
  readonly policy: Policy;
  readonly admit: AdmitPerson;
}

type HearMessage = (turn: Turn, said: IntentOf<'message'>) => Promise<Plan>;

/** Letters come late: for so long after a sign-in is over its codes are not taken for anything else. */
const staleMs = 15 * 60_000;

/**
 * A message that is a one-time code and nothing else, from somebody who waits for one or just has: it leaves the chat,
 * and never becomes part of a ticket. From anybody else digits are words like others.
 */
export function orCode(needs: Needs, otherwise: HearMessage): HearMessage {
  return async (turn, said) => {
    const { text, file, messageId } = said.part;
    const code = text === null || file !== null ? null : readCode(text);
    const wait = code === null ? null : await needs.waits.find(turn.speaker.telegramId);
    if (code === null || wait === null) return otherwise(turn, said);
    if (isWaiting(wait, turn.now)) return enterCode(needs, turn, { wait, code, messageId });
    const endedAt = wait.settledAt ?? wait.expiresAt;
    if (turn.now - endedAt >= staleMs) return otherwise(turn, said);
    return planOf({ effects: [forgetContact(turn, messageId), notice(turn, { kind: 'code-stale' })] });
  };
}

async function enterCode(
  { confirmations, admit, policy }: Needs,
  turn: Turn,
  { wait, code, messageId }: { readonly wait: SignInWait; readonly code: string; readonly messageId: number },
): Promise<Plan> {
  const forgotten = planOf({ effects: [forgetContact(turn, messageId)] });
  const { confirmationId, telegramId } = wait;
  const answer = await confirmations.submit({ confirmationId, telegramId }, code);
  switch (answer.kind) {
    case 'opened':
      // Admitting removes the message that let them in, whichever it was.
      return joinPlans(await admit(turn, answer, messageId), planOf({ changes: [settleWait(wait, turn.now)] }));
    case 'wrong':
      return joinPlans(
        forgotten,
        planOf({ effects: [notice(turn, { kind: 'code-wrong', triesLeft: answer.triesLeft })] }),
      );
    case 'over':
      return joinPlans(forgotten, startAnew(turn, wait));
    case 'access-refused':
      return joinPlans(forgotten, refuseWaiting(turn, wait, answer, policy));
    case 'down':
    case 'unknown':
      return joinPlans(forgotten, planOf({ effects: [notice(turn, { kind: 'code-unchecked' })] }));
  }
}
