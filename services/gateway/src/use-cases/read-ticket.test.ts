import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, specialist } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

async function start() {
  const ports = createFakePorts(everybody);
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  return { ...ports, ...contract, number };
}

describe('reading a ticket', () => {
  it('shows its requester the text and who is on it, unrecorded', async () => {
    const { readTicket, number, audit } = await start();
    const before = audit.entries.length;
    expect(await readTicket(asCaller(employee), number)).toMatchObject({
      kind: 'read',
      answer: { summary: aNewTicket().summary, assigneeName: specialist.displayName, files: [] },
    });
    expect(audit.entries).toHaveLength(before);
  });

  /** @claim rights Reading somebody else’s ticket, and trying to, is audited. (ASVS 16.3.2) */
  it('records who read somebody else’s, and who tried to', async () => {
    const { readTicket, number, audit } = await start();
    expect(await readTicket(asCaller(specialist), number)).toMatchObject({ kind: 'read' });
    expect(await readTicket(asCaller(colleague), number)).toMatchObject({ code: 'not-permitted' });
    expect(audit.entries.slice(-2)).toMatchObject([
      { act: 'ticket-read', actor: { id: 'e-3' }, outcome: 'done' },
      { act: 'ticket-read', actor: { id: 'e-2' }, outcome: 'refused', reason: 'not-permitted' },
    ]);
  });

  it('knows the requester of a ticket raised elsewhere by the tracker’s word', async () => {
    const { readTicket, writer } = await start();
    const person = { displayName: 'Employee 2', department: 'Sales' };
    const raised = await writer.create({
      ...aNewTicket({ reference: 'elsewhere' }),
      onBehalfOf: 'account-2',
      employee: person,
    });
    const number = raised.kind === 'created' ? raised.ticket.number : '';
    expect(await readTicket(asCaller(colleague), number)).toMatchObject({ kind: 'read' });
    expect(await readTicket(asCaller(employee), number)).toMatchObject({ code: 'not-permitted' });
  });
});
