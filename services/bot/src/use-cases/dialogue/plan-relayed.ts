import type { ChatDelivery, Consultations } from '../../ports/consultations.ts';
import type { People } from '../../ports/people.ts';
import type { DeskEffect, Plan, ShowEffect } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, tell } from '../show-screen.ts';
import { doubtCard } from './dialogue-card.ts';
import type { RelayedMessage, Relaying } from './relaying.ts';

interface Needs {
  readonly consultations: Consultations;
  readonly people: People;
  readonly tickets: Tickets;
}

/** Why something did not, or may not have, arrived. */
type Loss = Extract<ChatDelivery, 'uncertain' | 'blocked' | 'refused'>;

/** It stands in the reader's chat. */
export function planArrived({ effect, parts }: Relaying, messageIds: readonly number[]): Plan {
  const to = messageIds.map((messageId) => ({ chatId: effect.chatId, messageId }));
  return planOf({
    changes: [{ kind: 'note-relayed', messageIds: parts.map(({ id }) => id), delivery: 'delivered', to }],
  });
}

/**
 * It did not arrive, or may not have: the specialist sees it, whichever side said it, and can have it sent again. A
 * reader who has blocked the bot is lost to the dialogue.
 */
export async function planLost(needs: Needs, { effect, parts }: Relaying, why: Loss): Promise<Plan> {
  const [first] = parts;
  if (first === undefined) return planOf();
  const gone: readonly DeskEffect[] =
    why === 'blocked'
      ? [
          {
            ...{ kind: 'tell-consultations', about: { kind: 'person', id: effect.personId } },
            news: { kind: 'unreachable' },
          },
        ]
      : [];
  return planOf({
    changes: [{ kind: 'note-relayed', messageIds: parts.map(({ id }) => id), delivery: why, to: [] }],
    effects: [...(await tellLoss(needs, first, why)), ...gone],
  });
}

/** The employee hears of what was refused as well: they can say it another way. */
async function tellLoss(needs: Needs, message: RelayedMessage, why: Loss): Promise<readonly ShowEffect[]> {
  const { consultation } = (await needs.consultations.findById(message.consultationId)) ?? {};
  if (consultation === undefined || !('dialogue' in consultation)) return [];
  const [specialist, employee, about] = await Promise.all([
    needs.people.findById(consultation.dialogue.specialistId),
    needs.people.findById(consultation.employeeId),
    needs.tickets.findById(consultation.ticketId),
  ]);
  const { id: consultationId, ticketId } = consultation;
  const you = message.side === 'specialist';
  // What it said is only for whoever wrote it.
  const preview = you ? (message.content?.text ?? null) : null;
  const screen = { kind: 'delivery-doubtful', number: about?.ticket.number ?? null, you, why, preview } as const;
  const keyboard = buttons([press({ kind: 'send-again', consultationId, messageId: message.id })]);
  const place = { kind: 'card-below', card: doubtCard(message.id) } as const;
  const unheard = { kind: 'not-relayed', why: 'unsupported', toReader: false } as const;
  return [
    ...(specialist === null ? [] : tell(specialist.person, { screen, keyboard, about: ticketId }, place)),
    ...(why === 'refused' && message.side === 'employee' && employee !== null
      ? tell(employee.person, { screen: unheard, keyboard: null, about: ticketId })
      : []),
  ];
}
