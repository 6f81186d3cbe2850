import { describe, expect, it } from 'vitest';
import { ask, kindsOf, pass, press, stateOf, stored } from '../../../test/fakes/line-steps.ts';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

const olena = caller(1);
const petro = caller(5, { displayName: 'Петро Сидоренко' });
const iryna = specialist(2, 'Ірина Бондар');
const andrii = specialist(3, 'Андрій Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const second = 1_000;
const minute = 60 * second;

async function given(...onShift: readonly (typeof iryna)[]) {
  const team = memoryTeam({ policy: samplePolicy({ waitAlertMs: 5 * minute }) });
  for (const each of onShift) await team.comeOnShift(each);
  await team.signIn(olena);
  return team;
}

function auditOf(team: Awaited<ReturnType<typeof given>>) {
  return team.desk.tables.audit.filter(({ on }) => on?.kind === 'consultation').map(({ act }) => act);
}

describe('a request', () => {
  it('is offered at once to whoever is free, and connects whoever accepts', async () => {
    const team = await given(iryna);
    const id = await ask(team, olena);
    expect(team.last(iryna)).toMatchObject({
      card: `offer:${id}`,
      screen: {
        kind: 'offer',
        name: 'Олена Коваль',
        waitedMinutes: 0,
        until: team.clock.now() + minute,
        handover: null,
      },
    });
    await press(team, iryna, 'accept-offer');
    expect(stateOf(team, id)).toBe('active');
    expect(team.last(olena).screen).toMatchObject({ kind: 'connected', side: 'employee', name: 'Ірина Бондар' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'connected', side: 'specialist', name: 'Олена Коваль' });
    expect(team.seen(iryna).find(({ card }) => card === `offer:${id}`)).toMatchObject({
      ...{ screen: { kind: 'offer-over', end: 'accepted' }, keyboard: null },
    });
    expect(team.gateway.consultationDesk.documented.get(id)).toMatchObject({ joined: ['e-2'] });
    expect(stored(team, id).grant).toMatchObject({ id: `grant-${id}` });
    expect(auditOf(team)).toEqual([
      'consultation-requested',
      'consultation-opened',
      'consultation-offered',
      'offer-accepted',
      'consultation-joined',
    ]);
  });

  it('pressed twice is one, and a second ticket leads to it', async () => {
    const team = await given();
    const id = await ask(team, olena);
    const other = await team.file(olena);
    await press(team, olena, 'request-consultation', { ticketId: other });
    expect(team.desk.tables.consultations.size).toBe(1);
    expect(team.last(olena)).toMatchObject({ card: `line:${id}` });
  });

  it('on somebody else’s ticket is refused', async () => {
    const team = await given(iryna);
    const ticketId = await team.file(olena);
    await team.signIn(petro);
    await team.hear(petro, { kind: 'pressed', action: { kind: 'request-consultation', ticketId } });
    expect(team.last(petro).screen).toEqual({ kind: 'stale-button' });
    expect(team.desk.tables.consultations.size).toBe(0);
  });

  it('on a draft, urgent: makes a ticket with defaults and asks, in one step', async () => {
    const team = await given(iryna);
    await team.write(olena, 'Усе стоїть, звіт до 15:00');
    await press(team, olena, 'send-urgent');
    const [ticket] = [...team.desk.tables.tickets.values()];
    expect(ticket?.ticket).toMatchObject({ requestType: 'other', number: expect.any(String) });
    expect(kindsOf(team, iryna)).toContain('offer');
    const [documented] = [...team.gateway.consultationDesk.documented.values()];
    expect(documented?.number).toBe(ticket?.ticket.number);
  });

  it('is searched for while the tracker is down, and opened once the ticket is filed', async () => {
    const team = await given(iryna);
    team.gateway.setTracker('down');
    await team.write(olena, 'Усе стоїть');
    await press(team, olena, 'send-urgent');
    await press(team, iryna, 'accept-offer');
    const [id = ''] = [...team.desk.tables.consultations.keys()];
    expect(stateOf(team, id)).toBe('active');
    expect(stored(team, id).grant).toBeNull();
    team.gateway.setTracker('up');
    await pass(team, 30 * second);
    await pass(team, 30 * second);
    expect(stored(team, id).grant).not.toBeNull();
    expect(team.gateway.consultationDesk.documented.get(id)?.joined).toEqual(['e-2']);
  });

  it('without Redis is kept, the person told, and served once it is back', async () => {
    const team = await given(iryna);
    team.desk.waitLines.leave();
    const id = await ask(team, olena);
    expect(team.last(olena).screen).toMatchObject({ kind: 'waiting-in-line', reason: 'search-delayed' });
    expect(kindsOf(team, iryna)).not.toContain('offer');
    team.desk.waitLines.comeBackEmpty();
    await team.rediscover();
    await team.work();
    expect(stateOf(team, id)).toBe('offered');
  });
});

describe('whoever waits', () => {
  it('sees their place on one card, which follows the line', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    const first = await ask(team, olena);
    await press(team, iryna, 'accept-offer');
    const waiting = await ask(team, petro);
    expect(team.last(petro)).toMatchObject({
      card: `line:${waiting}`,
      screen: { kind: 'waiting-in-line', reason: 'all-busy', place: 1, range: null },
    });
    expect(buttonsOf(team.last(petro)).map(({ kind }) => kind)).toEqual(['leave-line']);
    await press(team, olena, 'end-dialogue');
    expect(stateOf(team, first)).toBe('ended');
    expect(stateOf(team, waiting)).toBe('offered');
  });

  it('learns why the place has grown', async () => {
    const team = await given(iryna);
    const olha = caller(6, { displayName: 'Ольга Лис' });
    for (const each of [petro, olha]) await team.signIn(each);
    await ask(team, olena);
    await press(team, iryna, 'accept-offer');
    const low = await ask(team, petro, { priority: 'low' });
    await pass(team, minute);
    await ask(team, olha, { priority: 'critical' });
    await pass(team, 30 * second);
    await team.rediscover();
    await team.work();
    expect(team.seen(petro).find(({ card }) => card === `line:${low}`)?.screen).toMatchObject({
      ...{ kind: 'waiting-in-line', place: 2, wentAhead: 'critical' },
    });
  });

  it('can leave: the ticket stays, the slot is free', async () => {
    const team = await given(iryna);
    const id = await ask(team, olena);
    await press(team, olena, 'leave-line');
    expect(stateOf(team, id)).toBe('cancelled');
    expect(team.last(olena).screen).toMatchObject({ kind: 'request-cancelled', cause: 'by-you' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'offer-over', end: 'withdrawn' });
    await press(team, iryna, 'accept-offer').catch(() => undefined);
    expect(stateOf(team, id)).toBe('cancelled');
  });

  it('is called when somebody comes, once they asked for it', async () => {
    const team = await given();
    const id = await ask(team, olena);
    expect(team.last(olena).screen).toMatchObject({ kind: 'waiting-in-line', reason: 'nobody-on-shift' });
    expect(buttonsOf(team.last(olena)).map(({ kind }) => kind)).toEqual(['call-me', 'leave-line']);
    await press(team, olena, 'call-me');
    expect(team.last(olena).screen).toMatchObject({ kind: 'callback-kept' });
    await team.comeOnShift(iryna);
    expect(team.last(olena).screen).toMatchObject({ kind: 'somebody-there' });
    expect(stateOf(team, id)).toBe('callback');
    await press(team, olena, 'answer-call');
    expect(stateOf(team, id)).toBe('offered');
  });

  it('is told at the end of the day that nobody came', async () => {
    const team = await given();
    const id = await ask(team, olena);
    await press(team, olena, 'call-me');
    await pass(team, 10 * 60 * minute);
    expect(stateOf(team, id)).toBe('abandoned');
    expect(team.last(olena).screen).toMatchObject({ kind: 'callback-expired' });
  });

  it('too long is told to the supervisors, once', async () => {
    const team = await given(iryna);
    await team.signIn(marta);
    await team.signIn(petro);
    await ask(team, olena);
    await press(team, iryna, 'accept-offer');
    await ask(team, petro);
    for (let times = 0; times < 3; times += 1) {
      await pass(team, 3 * minute);
      await team.rediscover();
      await team.work();
    }
    const alerts = team.seen(marta).filter(({ screen }) => screen.kind === 'consultation-alert');
    expect(alerts.map(({ screen }) => 'what' in screen && screen.what)).toEqual(['waits-long']);
  });

  it('is forecast once enough is known of the team, and the forecast is kept', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    const now = team.clock.now();
    for (let index = 0; index < 25; index += 1) {
      const requestedAt = now - (index + 1) * 30 * minute;
      team.desk.tables.consultationRecords.set(`past-${index}`, {
        ...{ consultationId: `past-${index}`, ticketId: 't', requestType: 'internet', team: 'infrastructure' },
        ...{ priority: 'medium', requestedAt, offeredAt: requestedAt, acceptedAt: requestedAt + minute },
        ...{ specialistId: 'x', endedAt: requestedAt + 11 * minute, leftAt: null, stars: null, forecast: null },
      });
    }
    await ask(team, olena);
    await press(team, iryna, 'accept-offer');
    const id = await ask(team, petro);
    const { screen } = team.last(petro);
    expect(screen).toMatchObject({ kind: 'waiting-in-line', place: 1 });
    const range = screen.kind === 'waiting-in-line' ? screen.range : null;
    expect(range?.fromMinutes).toBeGreaterThanOrEqual(1);
    expect(range?.toMinutes).toBeGreaterThanOrEqual(range?.fromMinutes ?? 0);
    const forecast = team.desk.tables.consultationRecords.get(id)?.forecast;
    expect(forecast?.p90Minutes).toBeGreaterThan(forecast?.p50Minutes ?? 0);
  });
});

describe('an offer', () => {
  it('declined goes to the next one, and not back for five minutes', async () => {
    const team = await given(iryna, andrii);
    const id = await ask(team, olena);
    const consultation = stored(team, id).consultation;
    const asked = consultation.state === 'offered' && consultation.offer.personId === team.personId(iryna);
    const [first, next] = asked ? [iryna, andrii] : [andrii, iryna];
    await press(team, first, 'decline-offer');
    expect(team.last(first).screen).toMatchObject({ kind: 'offer-over', end: 'declined' });
    expect(stored(team, id).consultation).toMatchObject({ state: 'offered', offer: { personId: team.personId(next) } });
    await press(team, next, 'decline-offer');
    expect(stored(team, id).consultation).toMatchObject({ state: 'waiting', reason: 'all-asked' });
    await pass(team, 2 * minute);
    expect(stateOf(team, id)).toBe('waiting');
    await pass(team, 4 * minute);
    expect(stateOf(team, id)).toBe('offered');
  });

  it('that all decline is told to the supervisor, once, and asked again in the next round', async () => {
    const team = await given(iryna);
    await team.signIn(marta);
    const id = await ask(team, olena);
    await press(team, iryna, 'decline-offer');
    await pass(team, 6 * minute);
    await press(team, iryna, 'decline-offer');
    expect(stateOf(team, id)).toBe('waiting');
    const told = team.seen(marta).flatMap(({ screen }) => (screen.kind === 'consultation-alert' ? screen.what : []));
    expect(told.filter((what) => what === 'nobody-accepts')).toHaveLength(1);
  });

  it('missed three times in a row begins a break, with one tap to come back', async () => {
    const team = await given(iryna);
    const id = await ask(team, olena);
    for (let times = 0; times < 3; times += 1) {
      expect(stateOf(team, id)).toBe('offered');
      await pass(team, minute);
      await pass(team, minute);
    }
    expect(team.last(iryna).screen).toMatchObject({ kind: 'offer-over', end: 'missed', onBreak: true });
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('break');
    expect(stored(team, id).consultation).toMatchObject({ state: 'waiting', reason: 'all-busy' });
    await press(team, iryna, 'set-duty', { state: 'on-shift' });
    await pass(team, minute);
    expect(stateOf(team, id)).toBe('offered');
  });

  it('to somebody signed out names neither person nor words, reserves on *Accept*, and goes on after one tap', async () => {
    const team = await given(iryna);
    await pass(team, 31 * minute);
    await team.signIn(olena);
    const id = await ask(team, olena);
    const { screen } = team.last(iryna);
    expect(screen).toMatchObject({ kind: 'offer', name: null, ticket: { summary: null } });
    await press(team, iryna, 'accept-offer');
    expect(stored(team, id).consultation).toMatchObject({ state: 'offered', offer: { extended: true } });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'sign-in-again' });
    await pass(team, 70 * second);
    await team.shareOwnPhone(iryna);
    await team.work();
    expect(stateOf(team, id)).toBe('active');
    expect(team.last(olena).screen).toMatchObject({ kind: 'connected' });
  });

  it('is one for each slot: the second request waits though two teams may ask', async () => {
    const team = await given(iryna);
    await team.signIn(petro);
    const first = await ask(team, olena);
    const next = await ask(team, petro);
    expect([stateOf(team, first), stateOf(team, next)]).toEqual(['offered', 'waiting']);
  });

  it('goes to one with two slots twice', async () => {
    const policy = samplePolicy();
    const team = memoryTeam({
      policy: { ...policy, consultationLimits: { ...policy.consultationLimits, capacity: 2 } },
    });
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    await team.signIn(petro);
    const first = await ask(team, olena);
    const next = await ask(team, petro);
    expect([stateOf(team, first), stateOf(team, next)]).toEqual(['offered', 'offered']);
  });

  it('tapped late says that it is over', async () => {
    const team = await given(iryna, andrii);
    const id = await ask(team, olena);
    const offered = buttonsOf(team.last(iryna)).length > 0 && team.last(iryna).screen.kind === 'offer' ? iryna : andrii;
    const accept = { kind: 'pressed', action: { kind: 'accept-offer', consultationId: id } } as const;
    await pass(team, minute);
    await team.hear(offered, accept);
    expect(team.seen(offered).find(({ card }) => card === `offer:${id}`)?.screen).toMatchObject({ kind: 'offer-over' });
    expect(stateOf(team, id)).not.toBe('active');
  });
});
