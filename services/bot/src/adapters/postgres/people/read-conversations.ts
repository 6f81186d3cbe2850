import type { KeyRing } from '@desk/crypto';
import type { ChatMessage, ChatSession } from '../generated/client.ts';
import { openFieldJson, openFieldText } from '../seal-fields.ts';
import { type PersonReader, rowsMax } from './person-reader.ts';

/**
 * Of conversations that the person asked for, what both sides said; of those they were asked into as a specialist, what
 * they said themselves. `isCut`: there is more that was said.
 */
export async function readConversations({ prisma, keys, messagesMax }: PersonReader, personId: string) {
  const sessions = await prisma.chatSession.findMany({
    where: { OR: [{ employeeId: personId }, { specialistId: personId }] },
    orderBy: { requestedAt: 'desc' },
    take: rowsMax,
    include: { ticket: { select: { number: true } } },
  });
  const own = sessions.filter(({ employeeId }) => employeeId === personId);
  const [rings, messages, stars] = await Promise.all([
    keys.load([...new Set(sessions.map(({ employeeId }) => employeeId))]),
    prisma.chatMessage.findMany({
      where: {
        sessionId: { in: sessions.map(({ id }) => id) },
        OR: [{ senderId: personId }, { sessionId: { in: own.map(({ id }) => id) } }],
      },
      orderBy: { sentAt: 'desc' },
      take: messagesMax,
    }),
    prisma.consultationFact.findMany({
      where: { consultationId: { in: own.map(({ id }) => id) } },
      select: { consultationId: true, stars: true },
    }),
  ]);
  const said = Map.groupBy(messages.toReversed(), ({ sessionId }) => sessionId);
  const starsOf = new Map(stars.map(({ consultationId, stars: given }) => [consultationId, given]));
  return {
    isCut: messages.length >= messagesMax,
    consultations: sessions.map(({ ticket: { number }, ...session }) => {
      const ring = rings.get(session.employeeId);
      const isOwn = session.employeeId === personId;
      return {
        ...{ id: session.id, number, as: isOwn ? 'employee' : 'specialist', state: session.state },
        ...{ requestedAt: session.requestedAt, endedAt: session.endedAt },
        rating: isOwn ? { stars: starsOf.get(session.id) ?? null, comment: ratingComment(session, ring) } : null,
        messages: (said.get(session.id) ?? []).flatMap((message) =>
          ring ? [openMessage(message, ring, personId)] : [],
        ),
      };
    }),
  };
}

function ratingComment({ id, ratingComment: sealed }: ChatSession, ring: KeyRing | undefined): string | null {
  return sealed && ring ? openFieldText(ring, 'chat_sessions.rating_comment', id, sealed) : null;
}

/** The words are kept until the ticket has them and their time is over; the place in the conversation stays. */
function openMessage(message: ChatMessage, ring: KeyRing, personId: string) {
  const { id, kind, text, attachments, sentAt, correctionOf } = message;
  return {
    ...{ by: message.senderId === personId ? 'you' : message.side, kind, sentAt },
    isCorrection: correctionOf !== null,
    text: text && openFieldText(ring, 'chat_messages.text', id, text),
    file: attachments && openFieldJson<unknown>(ring, 'chat_messages.attachments', id, attachments),
  };
}
