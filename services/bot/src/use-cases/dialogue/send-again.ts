import type { StoredChatMessage } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { doubtCard } from './dialogue-card.ts';
import { type DialogueDesk, otherOf } from './dialogue-desk.ts';
import { relayOf } from './say-words.ts';
import { findOwn } from './steer-dialogue.ts';

type Needs = Pick<DialogueDesk, 'consultations' | 'chatMessages' | 'tickets' | 'people'>;

/** The specialist wants something sent once more that may not have arrived, whichever side said it. */
export function sendAgain(needs: Needs) {
  return async (turn: Turn, { consultationId, messageId }: ActionOf<'send-again'>): Promise<Plan> => {
    const found = await findOwn(needs, turn, consultationId);
    if (!('side' in found)) return found;
    const message = await needs.chatMessages.findById(messageId);
    const isLost = message !== null && message.consultationId === consultationId && didNotArrive(message);
    if (found.side !== 'specialist' || !isLost) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const [reader, about, parts] = await Promise.all([
      needs.people.findById(otherOf(found.dialogue, message.side)),
      needs.tickets.findById(found.dialogue.consultation.ticketId),
      partsOf(needs, message),
    ]);
    if (reader === null) return planOf();
    const number = about?.ticket.number ?? null;
    const you = message.side === 'specialist';
    const screen = { kind: 'delivery-doubtful', number, you, why: 'sent-again', preview: null } as const;
    const view = { screen, keyboard: null, about: found.dialogue.consultation.ticketId };
    return planOf({
      changes: [{ kind: 'note-relayed', messageIds: parts.map(({ id }) => id), delivery: 'waiting', to: [] }],
      effects: [
        reply(turn, view, { kind: 'card', card: doubtCard(message.id) }),
        ...parts.map((part) => relayOf(part, reader.person, true)),
      ],
    });
  };
}

/** An album goes again as it went. */
async function partsOf({ chatMessages }: Needs, message: StoredChatMessage): Promise<readonly StoredChatMessage[]> {
  if (message.albumId === null) return [message];
  const album = await chatMessages.listAlbum(message.consultationId, message.albumId);
  return album.filter(({ delivery, side }) => delivery === message.delivery && side === message.side);
}

function didNotArrive({ delivery }: StoredChatMessage): boolean {
  return delivery === 'uncertain' || delivery === 'blocked' || delivery === 'refused';
}
