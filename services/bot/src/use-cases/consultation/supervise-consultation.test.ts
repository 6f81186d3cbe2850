import { describe, expect, it } from 'vitest';
import {
  andrii,
  ask,
  iryna,
  kindsOf,
  marta,
  minute,
  olena,
  pass,
  petro,
  press,
  staffed,
  stateOf,
  stored,
  talking,
} from '../../../test/fakes/line-steps.ts';
import { supervisor } from '../../../test/fakes/memory-team.ts';

describe('a supervisor', () => {
  it('sees who waits and who talks, raises a request and closes one', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
    await talking(team);
    await pass(team, 4 * minute);
    await press(team, iryna, 'end-dialogue');
    await team.hear(iryna, { kind: 'menu', item: 'own-figures' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'own-figures', days: 1, figures: { held: 1, left: 0 } });
  });

  it('may take the ticket of a colleague over after they talked about it', async () => {
    const team = await staffed(andrii);
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
    const team = await staffed(iryna);
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
