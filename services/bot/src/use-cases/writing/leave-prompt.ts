import type { Composition } from '../../ports/compositions.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { Intent } from '../intent.ts';
import { reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { writingCard, writingCardName } from './writing-card.ts';

/** A command, a word of the menu or a button ends what was being written to a ticket, unless it is part of it. */
export function leavePrompt(turn: Turn, intent: Intent, answer: Plan): Plan {
  const composition = turn.known?.composition ?? null;
  if (composition === null || !leadsElsewhere(intent) || answer.cause !== 'done') return planOf();
  const isPartOfIt = answer.changes.some(({ kind }) => kind === 'save-composition' || kind === 'drop-composition');
  return isPartOfIt ? planOf() : closePrompt(turn, composition);
}

/** What was added stays to be read; a prompt that nobody answered says that nothing was. */
export function closePrompt(turn: Turn, { personId, ticketId, number, spokenAt }: Composition): Plan {
  const { chatId } = turn.speaker;
  const ended = { screen: { kind: 'writing-ended', number, said: false }, keyboard: null, about: ticketId } as const;
  return planOf({
    changes: [{ kind: 'drop-composition', personId }],
    effects: [
      spokenAt === null
        ? reply(turn, ended, writingCard('in-place'))
        : { kind: 'retire-card', chatId, card: writingCardName },
    ],
  });
}

function leadsElsewhere({ kind }: Intent): boolean {
  return kind === 'command' || kind === 'menu' || kind === 'pressed';
}
