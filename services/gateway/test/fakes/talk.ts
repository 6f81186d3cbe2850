import type { DialogueBatch } from '@desk/contract';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import { wireUseCases } from '../../src/wire-use-cases.ts';
import { aBatch, aClosing } from '../builders/dialogue.ts';
import { aNewTicket } from '../builders/new-ticket.ts';
import { asCaller, employee, everybody, specialist } from '../builders/people.ts';
import { createFakePorts, testLimits } from './gateway.ts';
import { aUuid } from './system.ts';

export const consultationId = aUuid(500);

/** A ticket of the employee's that the specialist works on, and ways to talk about it. */
export async function startConsulting() {
  const ports = createFakePorts(everybody);
  const { contract, authentication } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  const asked = (who: DirectoryEntry, of = number) => ({ caller: asCaller(who), number: of, consultationId });
  return {
    ...ports,
    ports,
    contract,
    authentication,
    number,
    consultationId,
    open: (who = employee) => contract.openConsultation(asked(who)),
    join: (who = specialist, of = number) => contract.joinConsultation(asked(who, of)),
    shown: () => ports.tracker.comments.list(number),
  };
}

/** The same, opened and joined by the specialist, with what its grant is good for. */
export async function startTalk() {
  const stage = await startConsulting();
  const { contract, authentication, number } = stage;
  const opened = await stage.open();
  if (opened.kind !== 'opened') throw new Error('The consultation was not opened.');
  await stage.join();
  const use = async () => {
    const caller = await authentication.consultation(opened.grant.id);
    if (caller.kind !== 'consultation') throw new Error('The grant is over.');
    return { caller, number, consultationId };
  };
  const mirror = async (body: DialogueBatch = aBatch()) => contract.mirrorMessages({ ...(await use()), body });
  const close = async (closing = aClosing()) => contract.closeConsultation({ ...(await use()), closing });
  const put = (id: number, name: string) => {
    const file = stage.uploads.put({ id: aUuid(id), employeeId: employee.employeeId, name, content: name });
    return { uploadId: file.id, name, bytes: file.bytes, sha256: file.sha256 };
  };
  return { ...stage, grant: opened.grant, use, mirror, close, put };
}
