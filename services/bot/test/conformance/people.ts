import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DeskUnderTest, type OpenDesk, store } from './desk-under-test.ts';
import { anAccount, aPerson, aSession, aSpecialist, aText, hourMs, minuteMs, monday10, saved } from './samples.ts';

/** What the readers of people, sessions and duty promise. */
export function holdPeopleToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  it('nobody is found who never signed in', async () => {
    expect(await desk.people.findByTelegramId(anAccount())).toBeNull();
    expect(await desk.people.findById(randomUUID())).toBeNull();
    expect(await desk.people.findByEmployeeId('nobody')).toBeNull();
    expect(await desk.people.findByGatewaySession(randomUUID())).toBeNull();
  });

  it('a person is found by account, id, employee and gateway session', async () => {
    const person = aPerson();
    const session = aSession(person.id);
    await store(desk, saved.person(person), saved.session(session));
    const found = await Promise.all([
      desk.people.findByTelegramId(person.telegramId),
      desk.people.findById(person.id),
      desk.people.findByEmployeeId(person.profile.employeeId),
      desk.people.findByGatewaySession(session.gatewaySessionId),
    ]);
    for (const known of found) expect(known?.person).toEqual({ ...person, version: 1 });
  });

  it('the session known is the latest, and a live one ends by its limits', async () => {
    const person = aPerson();
    const first = aSession(person.id);
    const second = aSession(person.id, { startedAt: monday10 + hourMs });
    await store(desk, saved.person(person), saved.session(first), saved.session(second));
    const known = await desk.people.findById(person.id);
    expect(known?.session).toEqual({ ...second, version: 1 });
    expect(known?.session?.endsAt).toBe(monday10 + hourMs + 30 * minuteMs);
  });

  it('an ended session keeps its reason and its end', async () => {
    const person = aPerson();
    const session = aSession(person.id);
    await store(desk, saved.person(person), saved.session(session));
    const endsAt = monday10 + 30 * minuteMs;
    const ended = { ...session, state: 'ended', endReason: 'idle', endsAt } as const;
    await store(desk, { kind: 'save-session', session: ended, expected: 1 });
    expect((await desk.people.findById(person.id))?.session).toEqual({ ...ended, version: 2 });
  });

  it('staff is listed by team, without employees and without other teams', async () => {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const specialist = aSpecialist(team);
    const supervisor = aPerson({ profileChange: { role: 'supervisor', teams: ['elsewhere', team] } });
    const employee = aPerson({ profileChange: { teams: [team] } });
    const stranger = aSpecialist(`${team}-other`);
    await store(desk, ...[specialist, supervisor, employee, stranger].map((person) => saved.person(person)));
    const staff = await desk.people.listStaff([team]);
    expect(staff.map(({ person }) => person.id).toSorted()).toEqual([specialist.id, supervisor.id].toSorted());
  });

  it('duty is read with the person, and everyone on duty is listed', async () => {
    const specialist = aSpecialist('infrastructure');
    await store(desk, saved.person(specialist));
    expect((await desk.people.findById(specialist.id))?.duty).toBeNull();
    await store(desk, saved.onShift(specialist.id, monday10));
    const since = monday10 + hourMs;
    const pause = { personId: specialist.id, state: 'break', since, shiftStartedAt: monday10 } as const;
    await store(desk, { kind: 'save-duty', duty: pause, event: { kind: 'break-started' }, at: since, expected: 1 });
    expect((await desk.people.findById(specialist.id))?.duty).toEqual({ ...pause, version: 2 });
    expect(await desk.duties.listOnDuty(1_000)).toContainEqual({ personId: specialist.id, shiftStartedAt: monday10 });

    const over = { personId: specialist.id, state: 'off-shift', since: since + 1, shiftStartedAt: null } as const;
    const event = { kind: 'shift-ended', by: 'person' } as const;
    await store(desk, { kind: 'save-duty', duty: over, event, at: since + 1, expected: 2 });
    const onDuty = await desk.duties.listOnDuty(1_000);
    expect(onDuty.map(({ personId }) => personId)).not.toContain(specialist.id);
  });

  it('sessions past a limit are listed, those within both are not', async () => {
    const [idle, old, fresh] = [aPerson(), aPerson(), aPerson()];
    const before = monday10 - 100 * 24 * hourMs;
    const sessions = [
      aSession(idle.id, { startedAt: before, lastActivityAt: before }),
      aSession(old.id, { startedAt: before - hourMs, lastActivityAt: before + hourMs }),
      aSession(fresh.id, { startedAt: before, lastActivityAt: before + hourMs }),
    ];
    await store(
      desk,
      ...[idle, old, fresh].map((person) => saved.person(person)),
      ...sessions.map((s) => saved.session(s)),
    );
    const due = await desk.dueSessions.listLiveIdleSince(before + 30 * minuteMs, before - 30 * minuteMs, 1_000);
    expect(due).toContain(idle.id);
    expect(due).toContain(old.id);
    expect(due).not.toContain(fresh.id);
  });

  it('words that wait to be told whose they are: one set for each person, until they are dropped', async () => {
    const person = aPerson();
    const personId = person.id;
    const word = (messageId: number) => ({ messageId, content: aText('Так.'), albumId: null, sentAt: monday10 });
    await store(desk, saved.person(person));
    expect(await desk.unaddressed.find(personId)).toEqual([]);
    await store(desk, { kind: 'keep-unaddressed', personId, words: [word(1)] });
    await store(desk, { kind: 'keep-unaddressed', personId, words: [word(1), word(2)] });
    expect(await desk.unaddressed.find(personId)).toEqual([word(1), word(2)]);
    await store(desk, { kind: 'drop-unaddressed', personId });
    expect(await desk.unaddressed.find(personId)).toEqual([]);
  });
}
