import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;
const hour = 60 * minute;

async function signedIn(team: Team, ...people: readonly (typeof olena)[]): Promise<Team> {
  for (const person of people) await team.signIn(person);
  return team;
}

function screensOf(team: Team, who: typeof olena) {
  return team.seen(who).map(({ screen }) => screen.kind);
}

describe('a filed ticket', () => {
  it('goes to whoever is on shift, who is told at once, and its requester learns the name', async () => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    const ticketId = await team.file(olena, { priority: 'high' });

    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.assigneeInTracker(ticketId)).toBe('e-2');
    const told = team.last(iryna);
    expect(told).toMatchObject({
      card: `work:${ticketId}`,
      screen: {
        kind: 'assigned-to-you',
        ticket: { number: 'SD-101', priority: 'high', summary: 'Зник Wi-Fi на третьому поверсі.' },
        requesterName: 'Олена Коваль',
        why: 'index',
        reactBy: team.clock.now() + 30 * minute,
      },
    });
    expect(buttonsOf(told).map(({ kind }) => kind)).toEqual(['take-ticket', 'decline-ticket', 'why-me']);
    expect(told.keyboard).toMatchObject({
      rows: [
        [{}, {}],
        [{ kind: 'link', url: 'https://tracker.example/browse/SD-101' }, {}],
      ],
    });
    expect(team.last(olena)).toMatchObject({
      screen: { kind: 'ticket-created', number: 'SD-101', handling: { kind: 'specialist', name: 'Ірина Бондар' } },
    });
    expect(team.desk.tables.facts.get(ticketId)?.assignedAt).toBe(team.clock.now());
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'ticket-assigned', actor: { kind: 'service' } });
    expect(team.desk.jobs).toContainEqual(
      expect.objectContaining({ timer: 'first-reaction', ticketId, dueAt: team.clock.now() + 30 * minute }),
    );
  });

  it('says nothing of its content to a specialist whose session has ended, though duty goes on', async () => {
    const team = await signedIn(memoryTeam());
    await team.comeOnShift(iryna);
    await team.pass(31 * minute);
    await team.work();
    await signedIn(team, olena);
    await team.file(olena);
    const { screen } = team.last(iryna);
    expect(screen).toMatchObject({
      kind: 'assigned-to-you',
      requesterName: null,
      ticket: { number: 'SD-101', priority: 'medium', typeTitle: { en: 'Type internet' }, summary: null },
    });
    expect(JSON.stringify(team.last(iryna))).not.toMatch(/Wi-Fi|Коваль/);
  });

  it('is never given to whoever asked for it', async () => {
    const team = await signedIn(memoryTeam(), marta);
    await team.comeOnShift(iryna);
    const own = await team.file(iryna);
    expect(team.ticket(own).ticket.assigneeId).toBeNull();
    expect(team.ticket(own).waiting).toBe('all-excluded');
    await team.comeOnShift(petro);
    expect(team.ticket(own).ticket.assigneeId).toBe(team.personId(petro));
  });

  it.each([
    { name: 'of another team', change: { teams: ['applications'] } },
    { name: 'an employee again', change: { role: 'employee' as const } },
  ])('is not given to somebody $name', async ({ change }) => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    const known = team.desk.tables.people.get(team.personId(iryna));
    if (!known) throw new Error('Iryna is known.');
    team.desk.tables.people.set(known.id, { ...known, profile: { ...known.profile, ...change } });
    expect(team.ticket(await team.file(olena)).ticket.assigneeId).toBeNull();
  });

  it('is not given to somebody on a break, or who has blocked the bot', async () => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    await team.comeOnShift(petro);
    await team.press(iryna, 'set-duty', { state: 'break' });
    await team.hear(petro, { kind: 'bot-blocked' });
    expect(team.ticket(await team.file(olena)).ticket.assigneeId).toBeNull();
  });

  it('changes nothing when the job runs twice, or for a ticket that is gone or closed', async () => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    const ticketId = await team.file(olena);
    const sent = team.desk.lanes.outbox.length;
    const job = { queue: 'assign', ticketId, team: 'infrastructure' } as const;
    expect(await team.run(job)).toEqual({ kind: 'nothing-to-do' });
    expect(await team.run({ ...job, ticketId: 'gone' })).toEqual({ kind: 'nothing-to-do' });
    const stored = team.ticket(ticketId);
    const closed = { ...stored.ticket, status: 'closed', assigneeId: null } as const;
    team.desk.tables.tickets.set(ticketId, { ...stored, ticket: closed });
    expect(await team.run(job)).toEqual({ kind: 'nothing-to-do' });
    expect(team.desk.lanes.outbox).toHaveLength(sent);
    expect(team.assignments(ticketId)).toHaveLength(1);
  });

  it('at once with another never goes to one of two equals', async () => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    await team.comeOnShift(petro);
    const first = await team.file(olena);
    const second = await team.file(olena);
    for (const id of [first, second]) {
      const stored = team.ticket(id);
      team.desk.tables.tickets.set(id, { ...stored, ticket: { ...stored.ticket, assigneeId: null } });
      team.desk.tables.assignments.delete(id);
    }
    const jobs = [first, second].map((ticketId) => ({ queue: 'assign', ticketId, team: 'infrastructure' }) as const);
    await Promise.all(jobs.map((job) => team.run(job)));
    const assignees = [first, second].map((id) => team.ticket(id).ticket.assigneeId);
    expect(new Set(assignees)).toEqual(new Set([team.personId(iryna), team.personId(petro)]));
  });

  it('stores the decision with every candidate', async () => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    await team.comeOnShift(petro);
    const ticketId = await team.file(olena);
    const decision = await team.desk.assignments.findLatestDecision(ticketId);
    expect(decision?.candidates.map(({ personId }) => personId).toSorted()).toEqual(
      [team.personId(iryna), team.personId(petro)].toSorted(),
    );
    expect(decision?.chosen).toBe(team.ticket(ticketId).ticket.assigneeId);
  });
});

describe('with nobody to give it to, a ticket waits', () => {
  it('within working hours for whoever comes, told once to requester and supervisors', async () => {
    const team = await signedIn(memoryTeam(), olena, marta);
    const ticketId = await team.file(olena);
    expect(team.last(olena).screen).toEqual({
      kind: 'ticket-created',
      number: 'SD-101',
      handling: { kind: 'waiting-for-shift', nextWorkingAt: null },
    });
    expect(team.last(marta).screen).toMatchObject({
      kind: 'supervisor-told',
      what: 'nobody-on-shift',
      assigneeName: null,
      ticket: { number: 'SD-101', summary: 'Зник Wi-Fi на третьому поверсі.' },
    });
    const sent = team.desk.lanes.outbox.length;
    for (let look = 0; look < 3; look += 1) {
      await team.rediscover();
      await team.work();
    }
    expect(team.desk.lanes.outbox).toHaveLength(sent);

    await team.comeOnShift(iryna);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Ірина Бондар' } });
    expect(screensOf(team, marta).filter((kind) => kind === 'supervisor-told')).toHaveLength(1);
  });

  it('in the evening with the hour at which the team works again', async () => {
    const team = memoryTeam();
    await team.pass(10 * hour);
    await signedIn(team, olena);
    await team.file(olena);
    expect(team.last(olena).screen).toMatchObject({
      handling: { kind: 'waiting-for-shift', nextWorkingAt: Date.parse('2026-11-24T07:00:00Z') },
    });
  });

  it('at the ceiling for the first to be free', async () => {
    const team = await signedIn(memoryTeam({ policy: samplePolicy({ activeTicketsMax: 1 }) }), olena, marta);
    await team.comeOnShift(iryna);
    await team.file(olena);
    const second = await team.file(olena);
    expect(team.last(olena).screen).toMatchObject({ number: 'SD-102', handling: { kind: 'waiting-for-capacity' } });
    expect(team.last(marta).screen).toMatchObject({ kind: 'supervisor-told', what: 'all-at-ceiling' });

    const [first] = team.desk.tables.tickets.values();
    if (!first) throw new Error('A ticket was filed.');
    team.desk.tables.tickets.set(first.ticket.id, { ...first, ticket: { ...first.ticket, status: 'resolved' } });
    await team.rediscover();
    await team.work();
    expect(team.ticket(second).ticket.assigneeId).toBe(team.personId(iryna));
  });

  it('and the requester sees when the reason changes, while supervisors are not told again', async () => {
    const team = await signedIn(memoryTeam({ policy: samplePolicy({ activeTicketsMax: 0 }) }), olena, marta);
    await team.file(olena);
    await team.comeOnShift(iryna);
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'waiting-for-capacity' } });
    expect(screensOf(team, marta).filter((kind) => kind === 'supervisor-told')).toHaveLength(1);
  });

  it('and only supervisors of its team are told, without its content where they are signed out', async () => {
    const other = supervisor(5, 'Ігор Савчук', { teams: ['applications'] });
    const team = await signedIn(memoryTeam(), marta, other);
    await team.pass(31 * minute);
    await team.work();
    await signedIn(team, olena);
    await team.file(olena);
    expect(team.last(marta).screen).toMatchObject({ kind: 'supervisor-told', ticket: { summary: null } });
    expect(screensOf(team, other)).not.toContain('supervisor-told');
    expect(screensOf(team, olena)).not.toContain('supervisor-told');
  });

  it('also while the queues are away, and goes on once they are back', async () => {
    const team = await signedIn(memoryTeam(), olena);
    await team.comeOnShift(iryna);
    await team.write(olena, 'Зник Wi-Fi.');
    await team.press(olena, 'choose-type', { requestType: 'internet' });
    await team.press(olena, 'send-draft');
    expect(team.last(olena).screen).toMatchObject({ kind: 'ticket-created', handling: { kind: 'looking' } });
    const jobs = await team.rediscover();
    expect(jobs.map(({ queue }) => queue)).toEqual(['assign']);
    await team.work();
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist' } });
  });
});
