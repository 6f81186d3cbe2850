import { isLaterReading } from '@desk/domain';
import type { TicketReading } from '../../ports/gateway-desk.ts';
import type { TakenReading } from '../../ports/tickets.ts';

type ReadingTimes = Pick<TakenReading, 'changedAt' | 'readAt'>;

/** A reading without what is around the ticket tells nothing new about the same instant. */
export function isLater({ state: { changedAt }, marks }: TicketReading, taken: ReadingTimes): boolean {
  if (taken.changedAt === null) return true;
  const before = { changedAt: taken.changedAt, readAt: taken.readAt ?? 0 };
  return isLaterReading({ changedAt, readAt: marks?.readAt ?? before.readAt }, before);
}

/** Whether applying it would change nothing: the ticket is filed, and its state is from this reading or a later one. */
export function isTakenOver(reading: TicketReading, taken: TakenReading): boolean {
  const { reference } = reading.state;
  return taken.isFiled && (reference === null || reference === taken.ticketId) && !isLater(reading, taken);
}
