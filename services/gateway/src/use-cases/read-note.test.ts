import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, repairer, second, specialist } from '../../test/builders/people.ts';
import { anOrder, aRemark } from '../../test/builders/words.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const remark = aRemark({ visibility: 'internal', text: 'Кабель уже замінено.' });

/** Handed by the specialist to the second, with a note. */
async function handedOver() {
  const ports = createFakePorts(everybody);
  const person = { displayName: 'Employee 1', department: 'Sales' };
  const created = await ports.writer.create({ ...aNewTicket(), onBehalfOf: 'account-1', employee: person });
  const number = created.kind === 'created' ? created.ticket.number : '';
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  const { assignTicket, readNote } = wireUseCases(ports, testLimits).contract;
  const order = anOrder(asCaller(specialist), number, { remark });
  await assignTicket({ ...order, assignee: second.employeeId, expected: specialist.employeeId });
  const [note] = ports.tracker.comments.list(number);
  return { ...ports, number, readNote, note };
}

describe('a note for colleagues', () => {
  it('is read by whoever has the ticket now, as it was written and by whom', async () => {
    const { readNote, number } = await handedOver();
    expect(await readNote(asCaller(second), number, remark.message)).toEqual({
      ...{ kind: 'read', answer: { note: { authorName: 'Employee 3', text: 'Кабель уже замінено.' } } },
    });
  });

  /**
   * @claim rights An internal note is for those who work on the ticket, and trying to read it is audited. (ASVS 8.2.3)
   */
  it('is not for the requester, for another team, or for a colleague who is none of it, and trying is audited', async () => {
    const { readNote, number, audit } = await handedOver();
    for (const person of [employee, repairer, colleague, specialist]) {
      expect(await readNote(asCaller(person), number, remark.message)).toMatchObject({ code: 'not-permitted' });
    }
    expect(audit.acts().filter((act) => act === 'ticket-read refused not-permitted')).toHaveLength(4);
  });

  it('is nothing that was written in the tracker itself, publicly, or about another ticket', async () => {
    const { readNote, number, tracker, writer } = await handedOver();
    const read = (message: string, of = number) => readNote(asCaller(second), of, message);
    expect(await read(aUuid(404))).toMatchObject({ code: 'not-found' });
    const person = { displayName: 'Employee 1', department: 'Sales' };
    const other = await writer.create({ ...aNewTicket({ reference: aUuid(7) }), onBehalfOf: null, employee: person });
    const another = other.kind === 'created' ? other.ticket.number : '';
    tracker.changeTicket(another, { assignee: 'account-4' });
    expect(await read(remark.message, another)).toMatchObject({ code: 'not-found' });
  });

  it('that was deleted is not found, and none is read while the tracker is away', async () => {
    const { readNote, number, tracker, note } = await handedOver();
    tracker.setDown(null);
    expect(await readNote(asCaller(second), number, remark.message)).toMatchObject({ code: 'tracker-down' });
    tracker.setUp();
    tracker.comments.remove(number, note?.id ?? '');
    expect(await readNote(asCaller(second), number, remark.message)).toMatchObject({ code: 'not-found' });
  });
});
