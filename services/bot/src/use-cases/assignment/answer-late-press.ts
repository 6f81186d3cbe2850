import type { Ticket } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { answerPress } from './answer-press.ts';
import { workCardName } from './present-work.ts';

/** The ticket is over or gone: its buttons go as well. */
export function answerOver(turn: Turn, ticketId: string): Plan {
  const retired = { kind: 'retire-card', chatId: turn.speaker.chatId, card: workCardName(ticketId) } as const;
  return planOf({ effects: [retired, notice(turn, { kind: 'stale-button' })] });
}

/** Somebody else has it by now. */
export function answerNotYours(
  turn: Turn,
  ticket: Pick<Ticket, 'id' | 'number'>,
  where: { readonly inList: boolean },
): Plan {
  const screen = { kind: 'given-away', number: ticket.number ?? '', why: 'not-assigned-any-more' } as const;
  return planOf({ effects: answerPress(turn, ticket, where, { screen, rows: [] }) });
}
