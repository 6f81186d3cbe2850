import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import {
  asCaller,
  colleague,
  employee,
  everybody,
  repairer,
  second,
  specialist,
  supervisor,
} from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

async function start() {
  const ports = createFakePorts(everybody);
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  const answer = { text: 'Restart the router', author: 'account-3', visibility: 'public' } as const;
  const { id } = ports.tracker.comments.add(number, answer);
  const read = (who: typeof employee, commentId = id) => contract.readComment(asCaller(who), number, commentId);
  return { ...ports, ...contract, number, id, read };
}

describe('reading a comment', () => {
  it('gives it to whoever asked for the ticket, with its author’s name in the directory', async () => {
    const { read, id } = await start();
    const comment = { id, author: 'e-3', authorName: specialist.displayName, text: 'Restart the router', files: [] };
    expect(await read(employee)).toMatchObject({ kind: 'read', answer: { comment } });
  });

  it('names somebody the directory does not know as the tracker does', async () => {
    const { read, number, tracker } = await start();
    const answer = { text: 'Hello', author: 'account-of-a-stranger', visibility: 'public' } as const;
    const { id } = tracker.comments.add(number, answer);
    const comment = { author: null, authorName: 'Name of account-of-a-stranger' };
    expect(await read(employee, id)).toMatchObject({ answer: { comment } });
  });

  it('gives what was written through the desk as its author wrote it', async () => {
    const { read, number, comments, commentWriter } = await start();
    const message = aUuid(7);
    await comments.begin({
      ...{ message, number, employeeId: 'e-1', consultation: null, visibility: 'public', bodyDigest: 'd', at: 1 },
    });
    const text = `${employee.displayName} (Telegram):\nIt blinks red`;
    const posted = await commentWriter.post(number, { message, text, visibility: 'public' });
    const id = posted.kind === 'posted' ? posted.commentId : '';
    const comment = { author: 'e-1', authorName: employee.displayName, message, text: 'It blinks red' };
    expect(await read(specialist, id)).toMatchObject({ answer: { comment } });
  });

  it('is for those who may read the ticket; trying to is recorded, and so is reading without a part in it', async () => {
    const { read, audit } = await start();
    const before = audit.entries.length;
    for (const who of [employee, specialist]) expect(await read(who)).toMatchObject({ kind: 'read' });
    expect(audit.entries).toHaveLength(before);
    expect(await read(supervisor)).toMatchObject({ kind: 'read' });
    for (const who of [colleague, second, repairer]) {
      const refused = await read(who);
      expect(refused).toMatchObject({ code: 'not-permitted' });
      expect(JSON.stringify(refused)).not.toContain('router');
    }
    expect(audit.entries.slice(before).map(({ actor, outcome }) => ['id' in actor && actor.id, outcome])).toEqual([
      ['e-5', 'done'],
      ['e-2', 'refused'],
      ['e-4', 'refused'],
      ['e-6', 'refused'],
    ]);
  });

  it('is for followers as well, whether they were let in through the desk or in the tracker', async () => {
    const { read, number, participants, writer } = await start();
    await participants.add(
      { number, employeeId: 'e-2', addedBy: 'e-1', at: 1 },
      { act: 'participant-added', actor: { kind: 'service' }, on: null, outcome: 'done', reason: null, at: 1 },
    );
    await writer.addParticipant(number, 'account-6');
    expect(await read(colleague)).toMatchObject({ kind: 'read' });
    expect(await read(repairer)).toMatchObject({ kind: 'read' });
    expect(await read(second)).toMatchObject({ code: 'not-permitted' });
  });

  it('finds none that is internal, gone, or of another ticket', async () => {
    const { read, number, id, tracker, fileTicket } = await start();
    const internal = { text: 'between us', author: 'account-3', visibility: 'internal' } as const;
    const hidden = tracker.comments.add(number, internal);
    for (const who of [employee, specialist, supervisor]) {
      expect(await read(who, hidden.id)).toMatchObject({ code: 'not-found' });
    }
    tracker.comments.change(number, id, { visibility: 'internal' });
    expect(await read(employee)).toMatchObject({ code: 'not-found' });
    tracker.comments.change(number, id, { visibility: 'public' });
    expect(await read(employee)).toMatchObject({ kind: 'read' });
    tracker.comments.remove(number, id);
    expect(await read(employee)).toMatchObject({ code: 'not-found' });

    const body = aNewTicket({ reference: aUuid(200) });
    const other = await fileTicket({ caller: asCaller(employee), body, bodyDigest: 'other' });
    const elsewhere = other.kind === 'filed' ? other.ticket.number : '';
    const answer = { text: 'elsewhere', author: 'account-3', visibility: 'public' } as const;
    expect(await read(employee, tracker.comments.add(elsewhere, answer).id)).toMatchObject({ code: 'not-found' });
  });

  it('waits for a tracker that is down', async () => {
    const { read, tracker } = await start();
    tracker.setDown(9_000);
    expect(await read(employee)).toEqual({ kind: 'refused', code: 'tracker-down', retryAfterSeconds: 9 });
  });
});

describe('a follower in the tracker', () => {
  it('stays one while the tracker does not say who follows', async () => {
    const ports = createFakePorts(everybody);
    const away = { kind: 'down', retryAfterMs: null } as const;
    let listed = true;
    const listParticipants: typeof ports.looks.listParticipants = async (number) =>
      listed ? ports.tracker.looks.listParticipants(number) : away;
    const { contract } = wireUseCases({ ...ports, looks: { ...ports.looks, listParticipants } }, testLimits);
    const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
    const number = filed.kind === 'filed' ? filed.ticket.number : '';
    await ports.writer.addParticipant(number, 'account-2');
    listed = false;
    expect(await contract.readTicket(asCaller(colleague), number)).toMatchObject({ code: 'not-permitted' });
    await contract.lookAtTickets([number]);
    expect(await contract.readTicket(asCaller(colleague), number)).toMatchObject({ kind: 'read' });
  });
});
