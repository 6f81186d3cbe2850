import { describe, expect, it } from 'vitest';
import {
  andrii,
  ask,
  consultationOf,
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
  stored,
} from '../../../test/fakes/line-steps.ts';
import { buttonsOf } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

describe('an offer', () => {
  it('declined goes to the next one, and not back for five minutes', async () => {
    const team = await staffed(iryna, andrii);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    expect(stateOf(team, id)).toBe('offered');
  });

  it('to somebody signed out names neither person nor words, reserves on *Accept*, and goes on after one tap', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna, andrii);
    const id = await ask(team, olena);
    const offered = buttonsOf(team.last(iryna)).length > 0 && team.last(iryna).screen.kind === 'offer' ? iryna : andrii;
    const accept = { kind: 'pressed', action: { kind: 'accept-offer', consultationId: id } } as const;
    await pass(team, minute);
    await team.hear(offered, accept);
    expect(team.seen(offered).find(({ card }) => card === `offer:${id}`)?.screen).toMatchObject({ kind: 'offer-over' });
    expect(stateOf(team, id)).not.toBe('active');
  });

  it('that is over frees its specialist for the other teams they work in', async () => {
    const team = await staffed();
    const both = specialist(8, 'Юрій Ткач', { teams: ['infrastructure', 'applications'] });
    await team.comeOnShift(both);
    await team.signIn(petro);
    await ask(team, olena);
    const ticketId = await team.file(petro);
    const filed = team.ticket(ticketId);
    team.desk.tables.tickets.set(ticketId, { ...filed, ticket: { ...filed.ticket, team: 'applications' } });
    await press(team, petro, 'request-consultation', { ticketId });
    const elsewhere = consultationOf(team, ticketId).id;
    expect(stored(team, elsewhere).consultation).toMatchObject({ team: 'applications', state: 'waiting' });
    await press(team, olena, 'leave-line');
    expect(stateOf(team, elsewhere)).toBe('offered');
  });
});
