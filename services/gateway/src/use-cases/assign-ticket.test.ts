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
import { anOrder, aRemark } from '../../test/builders/words.ts';
import { aDirectoryEntry } from '../../test/fakes/directory.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import type { DirectoryEntry } from '../ports/directory.ts';
import { wireUseCases } from '../wire-use-cases.ts';
import type { PersonCaller, ServiceCaller } from './caller.ts';

const desk: ServiceCaller = { kind: 'service' };

async function start({
  assignee = null,
  people = everybody,
}: {
  assignee?: string | null;
  people?: readonly DirectoryEntry[];
} = {}) {
  const ports = createFakePorts(people);
  const person = { displayName: 'Employee 1', department: 'Sales' };
  const created = await ports.writer.create({ ...aNewTicket(), onBehalfOf: 'account-1', employee: person });
  if (created.kind !== 'created') throw new Error('The ticket was not created.');
  const { number } = created.ticket;
  ports.tracker.changeTicket(number, { assignee });
  const { assignTicket } = wireUseCases(ports, testLimits).contract;
  const assign = (
    caller: PersonCaller | ServiceCaller,
    to: DirectoryEntry,
    expected: DirectoryEntry | null,
    change: Parameters<typeof anOrder>[2] = {},
  ) =>
    assignTicket({
      ...anOrder(caller, number, change),
      assignee: to.employeeId,
      expected: expected?.employeeId ?? null,
    });
  return { ...ports, number, assign, assigneeNow: () => ports.tracker.tickets()[0]?.assignee };
}

describe('the desk itself', () => {
  it('gives what nobody has', async () => {
    const { assign, assigneeNow, audit } = await start();
    expect(await assign(desk, specialist, null)).toMatchObject({ kind: 'assigned', ticket: { assignee: 'e-3' } });
    expect(assigneeNow()).toBe('account-3');
    expect(audit.acts()).toEqual(['ticket-assigned done to-e-3']);
  });

  it('moves on what it gave and nobody acted on', async () => {
    const { assign, assigneeNow } = await start();
    await assign(desk, specialist, null);
    expect(await assign(desk, second, specialist)).toMatchObject({ kind: 'assigned' });
    expect(assigneeNow()).toBe('account-4');
  });

  it('leaves what was acted on', async () => {
    const { assign, tracker, number, assigneeNow } = await start();
    await assign(desk, specialist, null);
    tracker.changeTicket(number, { status: 'in-progress' });
    expect(await assign(desk, second, specialist)).toEqual({ kind: 'refused', code: 'overtaken', current: 'e-3' });
    expect(assigneeNow()).toBe('account-3');
  });

  it('leaves what somebody gave in the tracker, even to whom the desk would have', async () => {
    const { assign } = await start({ assignee: 'account-3' });
    expect(await assign(desk, second, specialist)).toMatchObject({ code: 'not-permitted' });
  });

  it('leaves what a supervisor decided, also back to the desk’s own choice', async () => {
    const { assign } = await start();
    await assign(desk, specialist, null);
    await assign(asCaller(supervisor), second, specialist);
    await assign(asCaller(supervisor), specialist, second);
    expect(await assign(desk, second, specialist)).toMatchObject({ code: 'not-permitted' });
  });

  it.each<[string, string | null, DirectoryEntry | null, string | null]>([
    ['believes nobody has what somebody has', 'account-4', null, 'e-4'],
    ['believes somebody has what nobody has', null, specialist, null],
    ['believes the wrong one has it', 'account-4', supervisor, 'e-4'],
    ['does not know that a stranger has it', 'account-of-a-stranger', null, 'tracker:account-of-a-stranger'],
  ])('is told that it was overtaken when it %s', async (_, assignee, expected, current) => {
    const { assign } = await start({ assignee });
    expect(await assign(desk, specialist, expected)).toEqual({ kind: 'refused', code: 'overtaken', current });
  });

  it('gives what is with somebody who has left, whatever they did with it', async () => {
    const { assign, assigneeNow, directory, tracker, number } = await start({ assignee: 'account-3' });
    tracker.changeTicket(number, { status: 'in-progress' });
    directory.change('e-3', { active: false });
    expect(await assign(desk, second, specialist)).toMatchObject({ code: 'overtaken', current: null });
    expect(await assign(desk, second, null)).toMatchObject({ kind: 'assigned', ticket: { assignee: 'e-4' } });
    expect(assigneeNow()).toBe('account-4');
  });

  it('takes nothing from somebody who is no employee; a supervisor who saw it may', async () => {
    const stranger = aDirectoryEntry(0, { employeeId: 'tracker:account-of-a-stranger' });
    const { assign } = await start({ assignee: 'account-of-a-stranger' });
    expect(await assign(desk, specialist, stranger)).toMatchObject({ code: 'not-permitted' });
    expect(await assign(asCaller(supervisor), specialist, stranger)).toMatchObject({ kind: 'assigned' });
  });

  it('finds done what is done already, whatever it expected', async () => {
    const { assign, tracker } = await start({ assignee: 'account-3' });
    expect(await assign(desk, specialist, null)).toMatchObject({ kind: 'assigned' });
    expect(tracker.writes.filter(({ write }) => write === 'assign')).toHaveLength(0);
  });
});

describe('whom it may be given to', () => {
  const nobodysAccount = aDirectoryEntry(7, { role: 'specialist', teams: ['network'] });
  const gone = aDirectoryEntry(8, {
    role: 'specialist',
    teams: ['network'],
    active: false,
    trackerAccount: 'account-8',
  });
  const stranger = aDirectoryEntry(99);
  const people = [...everybody, nobodysAccount, gone];

  it.each<[string, DirectoryEntry]>([
    ['an employee', employee],
    ['a specialist of another team', repairer],
    ['someone who left', gone],
    ['someone without an account in the tracker', nobodysAccount],
    ['someone the directory does not know', stranger],
  ])('not %s', async (_, to) => {
    const { assign, tracker } = await start({ people });
    expect(await assign(desk, to, null)).toMatchObject({ code: 'not-permitted' });
    expect(tracker.writes.filter(({ write }) => write === 'assign')).toHaveLength(0);
  });
});

describe('a person', () => {
  it.each<[string, DirectoryEntry, DirectoryEntry, string | null, DirectoryEntry | null, string]>([
    ['supervisor reassigns', supervisor, second, 'account-3', specialist, 'assigned'],
    ['specialist takes what nobody has', specialist, specialist, null, null, 'assigned'],
    ['specialist does not take what another has', second, second, 'account-3', specialist, 'not-permitted'],
    ['specialist who comes too late is told', second, second, 'account-3', null, 'overtaken'],
    ['specialist of another team is told nothing', repairer, repairer, 'account-3', null, 'not-permitted'],
    ['specialist hands on what they have', specialist, second, 'account-3', specialist, 'assigned'],
    ['specialist hands nothing to another team', specialist, repairer, 'account-3', specialist, 'not-permitted'],
    ['specialist does not give to another', specialist, second, null, null, 'not-permitted'],
    ['employee assigns nothing', colleague, specialist, null, null, 'not-permitted'],
    ['supervisor who is overtaken is told', supervisor, second, 'account-3', null, 'overtaken'],
  ])('as %s', async (_, who, to, assignee, expected, result) => {
    const { assign } = await start({ assignee });
    const outcome = await assign(asCaller(who), to, expected);
    expect(outcome.kind === 'refused' ? outcome.code : outcome.kind).toBe(result);
  });
});

describe('handing on', () => {
  it('says why first, once, for colleagues alone', async () => {
    const { assign, tracker, number, audit } = await start({ assignee: 'account-3' });
    const remark = aRemark({ visibility: 'internal' });
    expect(await assign(asCaller(specialist), second, specialist, { remark })).toMatchObject({ kind: 'assigned' });
    expect(tracker.comments.list(number)).toMatchObject([{ visibility: 'internal', message: remark.message }]);
    expect(audit.acts()).toEqual(['comment-added done internal', 'ticket-assigned done to-e-4']);
  });

  it('is done where an interrupted call had done it, and only there', async () => {
    const { assign, tracker, number } = await start({ assignee: 'account-3' });
    const remark = aRemark({ visibility: 'internal' });
    await assign(asCaller(specialist), second, specialist, { remark });
    const again = { remark, resumed: true };
    expect(await assign(asCaller(specialist), second, specialist, again)).toMatchObject({ kind: 'assigned' });
    expect(await assign(asCaller(specialist), second, specialist, { remark })).toMatchObject({ code: 'not-permitted' });
    const others = { remark: { ...remark, message: aUuid(301) }, resumed: true };
    expect(await assign(asCaller(specialist), second, specialist, others)).toMatchObject({ code: 'not-permitted' });
    expect(await assign(asCaller(colleague), second, specialist, { resumed: true })).toMatchObject({
      code: 'not-permitted',
    });
    expect(tracker.comments.list(number)).toHaveLength(1);
  });

  it('is not for the desk to talk about', async () => {
    const { assign, tracker, number } = await start();
    expect(await assign(desk, specialist, null, { remark: aRemark() })).toMatchObject({ code: 'not-permitted' });
    expect([tracker.comments.list(number), tracker.tickets()[0]?.assignee]).toEqual([[], null]);
  });
});

describe('trouble', () => {
  it.each([
    ['down', { kind: 'down', retryAfterMs: 3_000 }, 'tracker-down'],
    ['of unknown outcome that did not happen', { kind: 'lost-before' }, 'tracker-down'],
    ['refused', { kind: 'refused', reason: 'not-permitted' }, 'not-permitted'],
  ] as const)('%s leaves nothing behind that would count as given', async (_, fault, code) => {
    const { assign, tracker, audit } = await start();
    tracker.failNext('assign', fault);
    expect(await assign(desk, specialist, null)).toMatchObject({ code });
    expect(audit.acts().filter((act) => act.startsWith('ticket-'))).toEqual([]);
    expect(await assign(desk, specialist, null)).toMatchObject({ kind: 'assigned' });
  });

  it('of unknown outcome that did happen is seen by reading back', async () => {
    const { assign, tracker } = await start();
    tracker.failNext('assign', { kind: 'lost-after' });
    expect(await assign(desk, specialist, null)).toMatchObject({ kind: 'assigned', ticket: { assignee: 'e-3' } });
  });

  it('with the directory or the tracker away is told apart', async () => {
    const { assign, directory, tracker } = await start();
    directory.setAway(true);
    expect(await assign(desk, specialist, null)).toMatchObject({ code: 'directory-down' });
    tracker.setDown(null);
    expect(await assign(desk, specialist, null)).toMatchObject({ code: 'tracker-down' });
  });

  it('with a ticket that is gone is not found', async () => {
    const { directory: _, ...ports } = await start();
    const { assignTicket } = wireUseCases(createFakePorts(everybody), testLimits).contract;
    const outcome = await assignTicket({ ...anOrder(desk, ports.number), assignee: 'e-3', expected: null });
    expect(outcome).toMatchObject({ code: 'not-found' });
  });
});
