import type { KeptArrivals } from '../../ports/inbox.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Keyboard } from '../../ports/screen.ts';
import type { SignInWaits } from '../../ports/sign-in-waits.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { isWaiting } from '../confirmation/is-waiting.ts';
import { notice, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import type { NoAccessReason } from './judge-access.ts';

/** The parts of an album come as updates of their own: what follows within this time is asked about once. */
const burstMs = 2_000;

/** `words`: what the person wrote waits, not only a tap. */
export type AskToSignIn = (turn: Turn, reason: NoAccessReason, what: 'words' | 'tap') => Promise<Plan>;

interface Needs {
  readonly kept: KeptArrivals;
  readonly waits: SignInWaits;
  readonly policy: Policy;
}

/** What needs a session waits until there is one, and then goes on by itself: the person is asked for one tap. */
export function askToSignIn({ kept, waits, policy }: Needs): AskToSignIn {
  return async (turn, reason, what) => {
    const waiting = await kept.look(turn.speaker.chatId);
    const isFull = waiting.count >= policy.keptArrivalsMax;
    const justAsked = waiting.latestAt !== null && turn.now - waiting.latestAt < burstMs;
    if (justAsked && !isFull) return planOf({ cause: 'keep' });

    const wait = await waits.find(turn.speaker.telegramId);
    if (wait !== null && isWaiting(wait, turn.now)) {
      return planOf({ effects: [notice(turn, { kind: 'confirmation-first' })], cause: 'keep' });
    }
    const screen = { kind: 'sign-in-again', reason, kept: isFull ? 'newest' : what } as const;
    return planOf({ effects: [reply(turn, { screen, keyboard: sharePhone(turn) })], cause: 'keep' });
  };
}

export function sharePhone({ known }: Turn): Keyboard {
  return { kind: 'share-phone', again: known !== null };
}
