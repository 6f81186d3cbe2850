import type { Consultations } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { lineCardName } from './line-card.ts';

/** A button of a request that is over: its card loses them. */
export async function answerOver(
  { consultations, tickets }: { readonly consultations: Consultations; readonly tickets: Tickets },
  turn: Turn,
  consultationId: string,
): Promise<Plan> {
  const stored = await consultations.findById(consultationId);
  const ticket = stored === null ? null : await tickets.findById(stored.consultation.ticketId);
  const screen = { kind: 'consultation-over', number: ticket?.ticket.number ?? null } as const;
  return planOf({
    effects: [
      { kind: 'retire-card', chatId: turn.speaker.chatId, card: lineCardName(consultationId) },
      reply(turn, { screen, keyboard: null }),
    ],
  });
}
