import { describe, expect, it } from 'vitest';
import {
  ask,
  iryna,
  kindsOf,
  minute,
  olena,
  pass,
  petro,
  press,
  second,
  staffed,
  stateOf,
  stored,
} from '../../../test/fakes/line-steps.ts';
import type { Team } from '../../../test/fakes/memory-team.ts';

function auditOf(team: Team) {
  return team.desk.tables.audit.filter(({ on }) => on?.kind === 'consultation').map(({ act }) => act);
}

describe('a request', () => {
  it('is offered at once to whoever is free, and connects whoever accepts', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed();
    const id = await ask(team, olena);
    const other = await team.file(olena);
    await press(team, olena, 'request-consultation', { ticketId: other });
    expect(team.desk.tables.consultations.size).toBe(1);
    expect(team.last(olena)).toMatchObject({ card: `line:${id}` });
  });

  it('on somebody else’s ticket is refused', async () => {
    const team = await staffed(iryna);
    const ticketId = await team.file(olena);
    await team.signIn(petro);
    await team.hear(petro, { kind: 'pressed', action: { kind: 'request-consultation', ticketId } });
    expect(team.last(petro).screen).toEqual({ kind: 'stale-button' });
    expect(team.desk.tables.consultations.size).toBe(0);
  });

  it('on a draft, urgent: makes a ticket with defaults and asks, in one step', async () => {
    const team = await staffed(iryna);
    await team.write(olena, 'Усе стоїть, звіт до 15:00');
    await press(team, olena, 'send-urgent');
    const [ticket] = [...team.desk.tables.tickets.values()];
    expect(ticket?.ticket).toMatchObject({ requestType: 'other', number: expect.any(String) });
    expect(kindsOf(team, iryna)).toContain('offer');
    const [documented] = [...team.gateway.consultationDesk.documented.values()];
    expect(documented?.number).toBe(ticket?.ticket.number);
  });

  it('is searched for while the tracker is down, and opened once the ticket is filed', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
