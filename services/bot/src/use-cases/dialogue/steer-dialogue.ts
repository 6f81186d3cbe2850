import type { ConsultationEvent, Side } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { PlanEvent } from '../consultation/plan-event.ts';
import type { ActionOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { silenceCardName } from './dialogue-card.ts';
import { asLive, type DialogueDesk, type LiveDialogue, sideOf } from './dialogue-desk.ts';

interface Needs extends Pick<DialogueDesk, 'consultations' | 'tickets'> {
  readonly planEvent: PlanEvent;
}

/** *End the conversation*, by either side. */
export function endDialogue(needs: Needs) {
  return (turn: Turn, { consultationId }: ActionOf<'end-dialogue'>): Promise<Plan> =>
    step(needs, turn, consultationId, (by) => ({ kind: 'end-asked', by }));
}

/** *I'm here* counts as a message that says nothing. */
export function stayHere(needs: Needs) {
  return async (turn: Turn, { consultationId }: ActionOf<'still-here'>): Promise<Plan> => {
    const { chatId } = turn.speaker;
    const stepped = await step(needs, turn, consultationId, (by) => ({ kind: 'spoke', by }));
    return joinPlans(
      stepped,
      planOf({ effects: [{ kind: 'retire-card', chatId, card: silenceCardName(consultationId) }] }),
    );
  };
}

/** The employee would rather talk to somebody else than wait for a silent specialist. */
export function askForAnother(needs: Needs) {
  return (turn: Turn, { consultationId }: ActionOf<'ask-another'>): Promise<Plan> =>
    step(needs, turn, consultationId, (by) => (by === 'employee' ? { kind: 'another-asked' } : null));
}

/** Whoever is in a dialogue and on which side; what to answer where they are not. */
export async function findOwn(
  { consultations, tickets }: Pick<DialogueDesk, 'consultations' | 'tickets'>,
  turn: Turn,
  consultationId: string,
): Promise<{ readonly dialogue: LiveDialogue; readonly side: Side } | Plan> {
  const stored = await consultations.findById(consultationId);
  const dialogue = asLive(stored);
  const side = dialogue === null || turn.known === null ? null : sideOf(dialogue, turn.known.person.id);
  if (dialogue !== null && side !== null) return { dialogue, side };
  if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
  const about = await tickets.findById(stored.consultation.ticketId);
  const over = { kind: 'consultation-over', number: about?.ticket.number ?? null } as const;
  return planOf({ effects: [notice(turn, over)] });
}

async function step(
  needs: Needs,
  turn: Turn,
  consultationId: string,
  eventBy: (side: Side) => ConsultationEvent | null,
): Promise<Plan> {
  const found = await findOwn(needs, turn, consultationId);
  if (!('side' in found)) return found;
  const event = eventBy(found.side);
  const outcome = event === null ? null : await needs.planEvent(found.dialogue, event, turn.now);
  if (outcome?.kind === 'moved') return outcome.plan;
  return planOf({ effects: outcome?.reason === 'unchanged' ? [] : [notice(turn, { kind: 'stale-button' })] });
}
