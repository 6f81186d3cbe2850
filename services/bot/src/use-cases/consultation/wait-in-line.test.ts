import { describe, expect, it } from 'vitest';
import {
  ask,
  iryna,
  marta,
  minute,
  olena,
  pass,
  petro,
  press,
  second,
  staffed,
  stateOf,
} from '../../../test/fakes/line-steps.ts';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';

describe('whoever waits', () => {
  it('sees their place on one card, which follows the line', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
    const id = await ask(team, olena);
    await press(team, olena, 'leave-line');
    expect(stateOf(team, id)).toBe('cancelled');
    expect(team.last(olena).screen).toMatchObject({ kind: 'request-cancelled', cause: 'by-you' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'offer-over', end: 'withdrawn' });
    await press(team, iryna, 'accept-offer').catch(() => undefined);
    expect(stateOf(team, id)).toBe('cancelled');
  });

  it('is called when somebody comes, once they asked for it', async () => {
    const team = await staffed();
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
    const team = await staffed();
    const id = await ask(team, olena);
    await press(team, olena, 'call-me');
    await pass(team, 10 * 60 * minute);
    expect(stateOf(team, id)).toBe('abandoned');
    expect(team.last(olena).screen).toMatchObject({ kind: 'callback-expired' });
  });

  it('too long is told to the supervisors, once', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
