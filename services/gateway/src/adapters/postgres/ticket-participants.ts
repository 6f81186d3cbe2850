import { participantsPerTicketMax, type TicketParticipants } from '../../ports/ticket-participants.ts';
import { appendAudit } from './append-audit.ts';
import type { Database } from './connect-database.ts';

export function createTicketParticipants(database: Database): TicketParticipants {
  return {
    add: ({ at, ...participant }, audit) =>
      database.$transaction(async (transaction) => {
        const { number, employeeId } = participant;
        const known = await transaction.ticketParticipant.findMany({ where: { number }, select: { employeeId: true } });
        if (known.some((row) => row.employeeId === employeeId)) return 'already';
        if (known.length >= participantsPerTicketMax) return 'full';
        const { count } = await transaction.ticketParticipant.createMany({
          data: [{ ...participant, at: new Date(at) }],
          skipDuplicates: true,
        });
        if (count === 0) return 'already';
        await appendAudit(transaction, [audit]);
        return 'added';
      }),
    async list(number) {
      const rows = await database.ticketParticipant.findMany({
        where: { number },
        orderBy: [{ at: 'asc' }, { employeeId: 'asc' }],
        select: { employeeId: true },
      });
      return rows.map(({ employeeId }) => employeeId);
    },
  };
}
