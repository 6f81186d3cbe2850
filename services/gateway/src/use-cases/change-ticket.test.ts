import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, specialist } from '../../test/builders/people.ts';
import { anOrder, aRemark } from '../../test/builders/words.ts';
import { aDirectoryEntry } from '../../test/fakes/directory.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const gone = aDirectoryEntry(9, { active: false });
const shared = { email: 'team@example.test', phones: ['+380500000077'] };

async function start() {
  const ports = createFakePorts([...everybody, gone, aDirectoryEntry(10, shared), aDirectoryEntry(11, shared)]);
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  const letIn = (who: string, by = employee) => contract.addParticipant({ caller: asCaller(by), number, who });
  return {
    ...ports,
    ...contract,
    ...{ number, letIn },
    order: (who = specialist, remark = null as ReturnType<typeof aRemark> | null) =>
      anOrder(asCaller(who), number, { remark }),
    said: () => ports.tracker.comments.list(number).map(({ text, visibility }) => [text, visibility]),
  };
}

describe('a priority', () => {
  it.each([
    ['uk', 'Чому терміново: Звіт до 15:00'],
    ['en', 'Why it is urgent: Звіт до 15:00'],
  ] as const)('is raised by the requester with the reason, in %s', async (language, reason) => {
    const { prioritiseTicket, order, said, audit } = await start();
    const remark = aRemark({ language, text: 'Звіт до 15:00' });
    const outcome = await prioritiseTicket(order(employee, remark), 'critical');
    expect(outcome).toMatchObject({ kind: 'changed', ticket: { priority: 'critical' } });
    expect(said()).toEqual([[`Employee 1 (Telegram):\n${reason}`, 'public']]);
    expect(audit.acts().slice(-2)).toEqual(['comment-added done public', 'ticket-prioritised done to-critical']);
  });

  it('is lowered with words that claim no urgency', async () => {
    const { prioritiseTicket, order, said } = await start();
    const remark = aRemark({ text: 'It can wait.', visibility: 'internal' });
    expect(await prioritiseTicket(order(specialist, remark), 'low')).toMatchObject({ kind: 'changed' });
    expect(said()).toEqual([['Employee 3 (Telegram):\nIt can wait.', 'internal']]);
  });

  it.each([
    [{ kind: 'lost-after' }, 'changed'],
    [{ kind: 'lost-before' }, 'tracker-down'],
    [{ kind: 'down', retryAfterMs: 2_000 }, 'tracker-down'],
    [{ kind: 'refused', reason: 'invalid' }, 'ticket-refused'],
    [{ kind: 'refused', reason: 'not-found' }, 'not-found'],
  ] as const)('whose writing is %j is %s', async (fault, result) => {
    const { prioritiseTicket, order, tracker } = await start();
    tracker.failNext('prioritise', fault);
    const outcome = await prioritiseTicket(order(), 'high');
    expect(outcome.kind === 'refused' ? outcome.code : outcome.kind).toBe(result);
  });
});

describe('handing over to a team', () => {
  it('takes it from whoever has it, and from what the desk remembers of giving it', async () => {
    const { transferTicket, assignTicket, order, number, tracker, given } = await start();
    tracker.changeTicket(number, { assignee: null });
    const desk = { kind: 'service' } as const;
    await assignTicket({ ...anOrder(desk, number), assignee: specialist.employeeId, expected: null });
    const outcome = await transferTicket(order(), 'repair');
    expect(outcome).toMatchObject({ kind: 'changed', ticket: { team: 'repair', assignee: null } });
    expect(await given.find(number, specialist.employeeId)).toBeNull();
  });

  it('to its own team gives it back to everybody', async () => {
    const { transferTicket, order, tracker } = await start();
    expect(await transferTicket(order(), 'network')).toMatchObject({ kind: 'changed', ticket: { assignee: null } });
    expect(tracker.writes.filter(({ write }) => write === 'transfer')).toHaveLength(1);
  });

  it('to a team that does not exist is no request', async () => {
    const { transferTicket, order, tracker } = await start();
    expect(await transferTicket(order(), 'nowhere')).toMatchObject({ code: 'request-invalid' });
    expect(tracker.writes.filter(({ write }) => write === 'transfer')).toEqual([]);
  });

  it('resumed leaves it with whoever has it there by now', async () => {
    const { transferTicket, order, number, tracker } = await start();
    await transferTicket(order(), 'repair');
    tracker.changeTicket(number, { assignee: 'account-6' });
    const resumed = { ...order(), resumed: true };
    expect(await transferTicket(resumed, 'repair')).toMatchObject({ kind: 'changed', ticket: { assignee: 'e-6' } });
    expect(tracker.writes.filter(({ write }) => write === 'transfer')).toHaveLength(1);
  });
});

describe('letting somebody in', () => {
  it.each(['employee-2@example.test', ' EMPLOYEE-2@example.test', '+380500000002'])('by %j', async (who) => {
    const { letIn, participants, number, tracker, audit, readTicket } = await start();
    expect(await readTicket(asCaller(colleague), number)).toMatchObject({ code: 'not-permitted' });
    expect(await letIn(who)).toMatchObject({ kind: 'added', employeeId: 'e-2', displayName: 'Employee 2' });
    expect(await participants.list(number)).toEqual(['e-2']);
    expect(tracker.participants.get(number)).toEqual(['account-2']);
    expect(audit.acts().at(-1)).toBe('participant-added done added-e-2');
    expect(await readTicket(asCaller(colleague), number)).toMatchObject({ kind: 'read' });
  });

  it('who is in, or whose ticket it is, changes nothing', async () => {
    const { letIn, participants, number } = await start();
    await letIn('employee-2@example.test');
    expect(await letIn('employee-2@example.test')).toMatchObject({ kind: 'added' });
    expect(await letIn('employee-1@example.test', specialist)).toMatchObject({ kind: 'added', employeeId: 'e-1' });
    expect(await participants.list(number)).toEqual(['e-2']);
  });

  it('whom the tracker would not have is let in here', async () => {
    const { letIn, participants, number, tracker } = await start();
    tracker.failNext('addParticipant', { kind: 'refused', reason: 'invalid' });
    expect(await letIn('employee-2@example.test')).toMatchObject({ kind: 'added' });
    expect(await participants.list(number)).toEqual(['e-2']);
  });

  it.each(['employee-9@example.test', 'team@example.test', '+380500000077', 'nobody@example.test', 'call me', '12'])(
    'by %j is nobody, and said in the audit',
    async (who) => {
      const { letIn, participants, number, audit } = await start();
      expect(await letIn(who)).toMatchObject({ code: 'person-unknown' });
      expect(await participants.list(number)).toEqual([]);
      expect(audit.acts().at(-1)).toBe('access-refused refused add-participant-unknown');
    },
  );

  it('is asked sixty times an hour at most, for whoever it is', async () => {
    const { letIn, audit, clock } = await start();
    for (let question = 0; question < 60; question += 1) await letIn('nobody@example.test');
    expect(await letIn('employee-2@example.test')).toMatchObject({ code: 'not-permitted' });
    expect(await letIn('employee-2@example.test')).toMatchObject({ code: 'not-permitted' });
    expect(audit.acts().filter((act) => act.startsWith('rate-limited'))).toHaveLength(1);
    expect(await letIn('employee-2@example.test', specialist)).toMatchObject({ kind: 'added' });
    clock.advance(60 * 60_000);
    expect(await letIn('employee-2@example.test')).toMatchObject({ kind: 'added' });
  });

  it('waits for a tracker that does not answer', async () => {
    const { letIn, participants, number, tracker } = await start();
    tracker.failNext('addParticipant', { kind: 'lost-before' });
    expect(await letIn('employee-2@example.test')).toMatchObject({ code: 'tracker-down' });
    expect(await participants.list(number)).toEqual([]);
    expect(await letIn('employee-2@example.test')).toMatchObject({ kind: 'added' });
  });
});
