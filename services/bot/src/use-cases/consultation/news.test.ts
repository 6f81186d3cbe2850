import { describe, expect, it } from 'vitest';
import { ask, kindsOf, pass, press, stateOf, stored } from '../../../test/fakes/line-steps.ts';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';
import { endRevokedSession } from '../session/end-revoked-session.ts';
import { keepSessions } from './keep-sessions.ts';

const olena = caller(1);
const petro = caller(5, { displayName: 'Петро Сидоренко' });
const iryna = specialist(2, 'Ірина Бондар');
const andrii = specialist(3, 'Андрій Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const second = 1_000;
const minute = 60 * second;

async function given(...onShift: readonly (typeof iryna)[]) {
  const team = memoryTeam();
  for (const each of onShift) await team.comeOnShift(each);
  await team.signIn(olena);
  return team;
}

type Team = Awaited<ReturnType<typeof given>>;

async function talking(team: Team): Promise<string> {
  const id = await ask(team, olena);
  await press(team, iryna, 'accept-offer');
  expect(stateOf(team, id)).toBe('active');
  return id;
}

async function sessionOf(team: Team, who: typeof iryna) {
  return (await team.desk.people.findById(team.personId(who)))?.session;
}

async function dismiss(team: Team, who: typeof iryna): Promise<void> {
  const session = await sessionOf(team, who);
  await endRevokedSession({ ...team.desk, clock: team.clock, policy: team.policy })(session?.gatewaySessionId ?? '', {
    ...{ kind: 'job', name: 'test' },
  });
  await team.work();
}

describe('the end of a session', () => {
  it('of whoever waits keeps their place, age and all, until they sign in again', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    await talking(team);
    const id = await ask(team, petro);
    const { queuedAt } = stored(team, id).consultation;
    await pass(team, 31 * minute);
    expect(stored(team, id).consultation).toMatchObject({ state: 'callback', cause: 'session-ended', queuedAt });
    expect(kindsOf(team, petro)).toContain('place-kept');
    await team.shareOwnPhone(petro);
    await team.work();
    expect(['waiting', 'offered']).toContain(stateOf(team, id));
    expect(stored(team, id).consultation.queuedAt).toBe(queuedAt);
  });

  it('does not come to whoever waits or talks: they are active', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    const keep = keepSessions({ ...team.desk, clock: team.clock, policy: team.policy });
    for (let times = 0; times < 9; times += 1) {
      await pass(team, 5 * minute);
      await team.hear(iryna, { kind: 'pressed', action: { kind: 'still-here', consultationId: id } });
      await team.hear(olena, { kind: 'pressed', action: { kind: 'still-here', consultationId: id } });
      await keep();
      await team.work();
    }
    expect((await sessionOf(team, olena))?.state).toBe('live');
  });

  it('by signing out is leaving: the line, and the conversation', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    const id = await talking(team);
    const waiting = await ask(team, petro);
    for (const who of [petro, olena]) {
      await team.hear(who, { kind: 'pressed', action: { kind: 'sign-out' } });
      await team.work();
    }
    expect([stateOf(team, waiting), stateOf(team, id)]).toEqual(['cancelled', 'ended']);
  });

  it('by signing in from elsewhere is none: the conversation goes on', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    await team.shareOwnPhone(olena);
    await team.work();
    expect(stateOf(team, id)).toBe('active');
  });
});

describe('the end of a shift', () => {
  it('with a live conversation asks to finish it or hand it over', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'set-duty', state: 'off-shift' } });
    await team.work();
    expect(kindsOf(team, iryna)).toContain('finish-or-hand-over');
    expect(stateOf(team, id)).toBe('active');
  });

  it('of whoever was asked is no miss: the next one is asked', async () => {
    const team = await given(iryna);
    const id = await ask(team, olena);
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'set-duty', state: 'off-shift' } });
    await team.work();
    expect(stored(team, id).consultation).toMatchObject({ state: 'waiting', reason: 'nobody-on-shift' });
    expect([...team.desk.tables.offers.values()].map(({ over }) => over?.end)).toEqual(['withdrawn']);
    await team.comeOnShift(andrii);
    expect(stored(team, id).consultation).toMatchObject({
      ...{ state: 'offered', offer: { personId: team.personId(andrii) } },
    });
  });
});

describe('somebody who may not come in any more', () => {
  it('leaves their conversation, and another specialist is looked for at the full age', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    const { queuedAt } = stored(team, id).consultation;
    await team.comeOnShift(andrii);
    await dismiss(team, iryna);
    expect(stored(team, id).consultation).toMatchObject({
      ...{ state: 'offered', queuedAt, offer: { personId: team.personId(andrii) } },
    });
    expect(kindsOf(team, olena)).toContain('looking-again');
  });

  it('as an employee ends it for both', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    await dismiss(team, olena);
    expect(stored(team, id).consultation).toMatchObject({ state: 'ended', end: 'employee-dismissed' });
    expect(team.desk.tables.consultationRecords.get(id)).toMatchObject({ endedAt: team.clock.now() });
  });

  it('whom the gateway lets into no consultation is none to talk to', async () => {
    const team = await given(iryna);
    team.gateway.consultationDesk.keptOut.add('e-2');
    const id = await ask(team, olena);
    await team.comeOnShift(andrii);
    await press(team, iryna, 'accept-offer');
    expect(stored(team, id).consultation).toMatchObject({
      ...{ state: 'offered', offer: { personId: team.personId(andrii) } },
    });
    expect(kindsOf(team, iryna)).toContain('replaced');
  });
});

describe('a blocked bot', () => {
  it('on the side of whoever waits ends their request', async () => {
    const team = await given(iryna);
    const id = await ask(team, olena);
    await team.hear(olena, { kind: 'bot-blocked' });
    await team.work();
    expect(stateOf(team, id)).toBe('abandoned');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'offer-over', end: 'withdrawn' });
  });

  it('on the side of the specialist has another one looked for', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    await team.hear(iryna, { kind: 'bot-blocked' });
    await team.work();
    expect(stored(team, id).consultation).toMatchObject({ state: 'waiting', participants: [team.personId(iryna)] });
    expect(team.last(olena)).toMatchObject({ card: `line:${id}`, screen: { kind: 'waiting-in-line' } });
  });
});

describe('a ticket', () => {
  it('closed meanwhile cancels the request for it', async () => {
    const team = await given(iryna);
    const id = await ask(team, olena);
    await team.hearTracker(stored(team, id).consultation.ticketId, { status: 'closed' });
    expect(stored(team, id).consultation).toMatchObject({ state: 'cancelled', cause: 'ticket-closed' });
    expect(kindsOf(team, olena)).toContain('request-cancelled');
  });

  it('closed in the middle of a conversation cuts nothing', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    await team.hearTracker(stored(team, id).consultation.ticketId, { status: 'closed' });
    expect(stateOf(team, id)).toBe('active');
  });

  it('that becomes critical goes ahead in the line', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    await talking(team);
    const id = await ask(team, petro);
    await team.hearTracker(stored(team, id).consultation.ticketId, { priority: 'critical' });
    expect(stored(team, id).consultation.priority).toBe('critical');
    expect(await team.desk.waitLines.read('infrastructure', 5)).toMatchObject({
      ...{ critical: [{ consultationId: id }], medium: [] },
    });
  });

  it('closed below the ceiling frees its specialist for whoever waits', async () => {
    const team = memoryTeam({ policy: samplePolicy({ activeTicketsMax: 1 }) });
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    await team.signIn(petro);
    const held = await team.file(petro);
    expect(team.ticket(held).ticket.assigneeId).toBe(team.personId(iryna));
    const id = await ask(team, olena);
    expect(stored(team, id).consultation).toMatchObject({ state: 'waiting', reason: 'all-busy' });
    await team.hearTracker(held, { status: 'closed' });
    expect(stateOf(team, id)).toBe('offered');
  });
});

describe('a flushed Redis, or a desk that starts anew', () => {
  it('finds the line in the rows, and the timers', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    const first = await ask(team, olena);
    const waiting = await ask(team, petro);
    team.desk.waitLines.comeBackEmpty();
    team.desk.jobs.splice(0);
    await team.pass(2 * minute);
    const jobs = await team.rediscover();
    expect(jobs).toContainEqual({ queue: 'timers', timer: 'consultation', consultationId: first, dueAt: 0 });
    expect(jobs).toContainEqual({ queue: 'consult', team: 'infrastructure', consultationId: null });
    await team.work();
    expect(stored(team, first).consultation.state).not.toBe('active');
    expect([stateOf(team, first), stateOf(team, waiting)].filter((state) => state === 'offered')).toHaveLength(1);
  });
});

describe('a supervisor', () => {
  it('sees who waits and who talks, raises a request and closes one', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    await team.signIn(marta);
    const live = await talking(team);
    const waiting = await ask(team, petro);
    await team.hear(marta, { kind: 'menu', item: 'consultations' });
    expect(team.last(marta).screen).toMatchObject({
      ...{ kind: 'consultation-list', totals: { waiting: 1, live: 1 } },
      waiting: [{ name: 'Петро Сидоренко', state: 'waiting', priority: 'medium' }],
      live: [{ name: 'Олена Коваль', specialistName: 'Ірина Бондар', state: 'talking' }],
    });
    await press(team, marta, 'open-consultation', { consultationId: waiting });
    await press(team, marta, 'raise-request');
    expect(stored(team, waiting).consultation.priority).toBe('high');
    expect(team.last(marta).screen).toMatchObject({ kind: 'consultation-details', line: { priority: 'high' } });
    await press(team, marta, 'close-consultation');
    expect(stored(team, waiting).consultation).toMatchObject({ state: 'cancelled', cause: 'by-supervisor' });
    expect(kindsOf(team, petro)).toContain('request-cancelled');
    await team.hear(marta, { kind: 'pressed', action: { kind: 'close-consultation', consultationId: live } });
    await team.work();
    expect(stored(team, live).consultation).toMatchObject({ state: 'ended', end: 'by-supervisor' });
  });

  it('of another team sees nothing and may nothing', async () => {
    const team = await given(iryna);
    const other = supervisor(7, 'Інна Лис', { teams: ['applications'] });
    await team.signIn(other);
    const id = await talking(team);
    await team.hear(other, { kind: 'menu', item: 'consultations' });
    expect(team.last(other).screen).toMatchObject({ totals: { waiting: 0, live: 0 } });
    await team.hear(other, { kind: 'pressed', action: { kind: 'close-consultation', consultationId: id } });
    expect(team.last(other).screen).toEqual({ kind: 'not-for-you' });
    expect(stateOf(team, id)).toBe('active');
  });

  it('hears of a low rating, and finds the figures in the report', async () => {
    const team = await given(iryna);
    await team.signIn(marta);
    await talking(team);
    await pass(team, 4 * minute);
    await press(team, olena, 'end-dialogue');
    await press(team, olena, 'rate', { stars: 1 });
    expect(team.last(marta).screen).toMatchObject({ kind: 'consultation-alert', what: 'low-rating', stars: 1 });
    await team.hear(marta, { kind: 'command', command: 'report' });
    expect(team.last(marta).screen).toMatchObject({
      report: {
        consultations: {
          ...{ requested: 1, held: 1, left: 0, wait: { medianMinutes: 0 } },
          ...{ duration: { medianMinutes: 4 }, rating: { mean: 1, count: 1 } },
        },
      },
    });
  });
});

describe('a specialist', () => {
  it('sees their own figures', async () => {
    const team = await given(iryna);
    await talking(team);
    await pass(team, 4 * minute);
    await press(team, iryna, 'end-dialogue');
    await team.hear(iryna, { kind: 'menu', item: 'own-figures' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'own-figures', days: 1, figures: { held: 1, left: 0 } });
  });

  it('may take the ticket of a colleague over after they talked about it', async () => {
    const team = await given(andrii);
    const ticketId = await team.file(olena);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(andrii));
    await team.hear(andrii, { kind: 'pressed', action: { kind: 'set-duty', state: 'off-shift' } });
    await team.comeOnShift(iryna);
    await press(team, olena, 'request-consultation', { ticketId });
    await press(team, iryna, 'accept-offer');
    await press(team, iryna, 'end-dialogue');
    expect(team.seen(iryna).map(({ screen }) => screen)).toContainEqual(
      expect.objectContaining({ kind: 'take-over-asked', assigneeName: 'Андрій Мельник' }),
    );
    await press(team, iryna, 'take-over-ticket');
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.assigneeInTracker(ticketId)).toBe('e-2');
    expect(kindsOf(team, andrii)).toContain('given-away');
  });

  it('keeps a conversation that the colleague would not take', async () => {
    const team = await given(iryna);
    const id = await talking(team);
    await team.comeOnShift(andrii);
    await press(team, iryna, 'dialogue-more');
    await press(team, iryna, 'hand-over');
    await press(team, iryna, 'hand-over-to', { personId: team.personId(andrii) });
    await team.write(iryna, 'Перевірено кабель і порт.');
    await team.work();
    expect(stateOf(team, id)).toBe('transferring');
    expect(team.last(andrii).screen).toMatchObject({
      ...{ kind: 'offer', handover: { name: 'Ірина Бондар', summary: 'Перевірено кабель і порт.' } },
    });
    await press(team, andrii, 'decline-offer');
    expect(stored(team, id).consultation).toMatchObject({
      ...{ state: 'active', dialogue: { specialistId: team.personId(iryna) } },
    });
    expect(kindsOf(team, iryna)).toContain('transfer-refused');
  });
});
