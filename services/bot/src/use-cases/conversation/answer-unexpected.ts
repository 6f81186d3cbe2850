import type { Drafts } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn, Turn } from '../turn.ts';

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

/** A sticker, a place, a poll: nothing a ticket can hold, and what was written before it stays. */
export function answerUnsupported({ drafts }: { readonly drafts: Drafts }) {
  return async (turn: SignedInTurn, { what }: IntentOf<'unsupported'>): Promise<Plan> => {
    const draft = await drafts.findOpenOf(turn.person.id);
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
