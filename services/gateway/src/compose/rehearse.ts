import type { GatewayPorts } from '../wire-use-cases.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

type Asked = Pick<
  GatewayPorts,
  | 'directory'
  | 'sessions'
  | 'tickets'
  | 'comments'
  | 'consultations'
  | 'participants'
  | 'given'
  | 'accounts'
  | 'telegramAccounts'
>;

/**
 * The first of everything costs a process ten times what the second does: plans of queries are made at their first use,
 * connections are opened, a file of people is read. So what most calls ask for is asked once, about nobody, before
 * anyone is waiting. A database that fails here will fail whoever comes next, and says so there.
 */
export async function rehearse(ports: Asked): Promise<void> {
  await Promise.allSettled([
    ports.directory.findById(nobody),
    ports.sessions.find(nobody),
    ports.sessions.listOpen(nobody),
    ports.tickets.find(nobody),
    ports.tickets.findRequester(''),
    ports.comments.findAuthors([nobody]),
    ports.consultations.find(nobody),
    ports.consultations.listConsulted(''),
    ports.participants.list(''),
    ports.given.find('', nobody),
    ports.accounts.find(nobody),
    ports.telegramAccounts.find(nobody),
  ]);
}
