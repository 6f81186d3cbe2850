import type { Drafts } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import { judgeAccess } from '../session/judge-access.ts';
import { notice, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { greet } from './greet.ts';

/** A button that has had its day, was never made, or was made for someone else: the answer is the same. */
export function answerUnknownButton() {
  return async (turn: Turn, { forged }: IntentOf<'pressed-unknown'>): Promise<Plan> => {
    const { known, speaker, now } = turn;
    const effects = [notice(turn, { kind: 'stale-button' })];
    if (!forged) return planOf({ effects });
    return planOf({
      effects,
      audit: [
        {
          act: 'button-forged',
          actor: known === null ? { kind: 'service' } : { kind: 'person', id: known.person.id },
          on: null,
          outcome: 'refused',
          reason: speaker.chatKind,
          at: now,
        },
      ],
    });
  };
}

export function answerUnknownCommand() {
  return async (turn: Turn): Promise<Plan> => planOf({ effects: [notice(turn, { kind: 'unknown-command' })] });
}

/**
 * A sticker, a place, a poll: nothing a ticket can hold, and what was written before it stays. Whoever is not signed in
 * is met at the door instead.
 */
export function answerUnsupported({ drafts, policy }: { readonly drafts: Drafts; readonly policy: Policy }) {
  const greeting = greet({ policy });
  return async (turn: Turn, { what }: IntentOf<'unsupported'>): Promise<Plan> => {
    const access = judgeAccess(turn, policy.sessionLimits);
    if (access.kind === 'none') return greeting(turn);
    const draft = await drafts.findOpenOf(access.turn.person.id);
    return planOf({ effects: [notice(turn, { kind: 'unsupported-message', what, inDraft: draft !== null })] });
  };
}

/** Groups are told once that the desk speaks in private: the standing card is the memory of it. */
export function answerGroup() {
  return async (turn: Turn, { addressed }: IntentOf<'group'>): Promise<Plan> => {
    if (!addressed) return planOf();
    const view = { screen: { kind: 'groups-not-served' }, keyboard: null } as const;
    return planOf({ effects: [reply(turn, view, { kind: 'card', card: 'group' })] });
  };
}
