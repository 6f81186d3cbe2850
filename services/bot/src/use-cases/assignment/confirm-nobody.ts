import { isOpen } from '@desk/domain';
import type { DeskFeeds, TicketReading } from '../../ports/gateway-desk.ts';
import type { Cause } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';

type Committed = 'committed' | 'overtaken' | 'fenced';

interface Needs {
  readonly tickets: Tickets;
  readonly feeds: DeskFeeds;
  readonly applyState: (
    reading: TicketReading,
    cause: Cause,
    how: { readonly nobodyIsSure: boolean },
  ) => Promise<Committed>;
}

const cause = { kind: 'job', name: 'confirm-nobody' } as const;

/**
 * The job that makes sure of a ticket whose specialist the tracker did not name. The gateway names nobody as well while
 * its directory is away; so the directory is asked first (the workload of the team is not told without it), and the
 * ticket is looked at once more. Where either does not answer, the comparison of the workload finds it later.
 */
export function confirmNobody({ tickets, feeds, applyState }: Needs) {
  return async (ticketId: string): Promise<Committed> => {
    const stored = await tickets.findById(ticketId);
    const number = stored?.ticket.number ?? null;
    if (stored === null || number === null || stored.ticket.assigneeId === null) return 'committed';
    if (!isOpen(stored.ticket.status) || (await feeds.workload(stored.ticket.team)).kind !== 'workload') {
      return 'committed';
    }
    const looked = await feeds.look([number]);
    if (looked.kind !== 'looked') return 'committed';
    for (const reading of looked.tickets) {
      const outcome = await applyState(reading, cause, { nobodyIsSure: true });
      if (outcome !== 'committed') return outcome;
    }
    return 'committed';
  };
}
