import { describe, expect, it } from 'vitest';
import {
  andrii,
  ask,
  iryna,
  kindsOf,
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
import { memoryTeam, type Team } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';
import { endRevokedSession } from '../session/end-revoked-session.ts';
import { keepSessions } from './keep-sessions.ts';

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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
    const id = await talking(team);
    await team.shareOwnPhone(olena);
    await team.work();
    expect(stateOf(team, id)).toBe('active');
  });
});

describe('the end of a shift', () => {
  it('with a live conversation asks to finish it or hand it over', async () => {
    const team = await staffed(iryna);
    const id = await talking(team);
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'set-duty', state: 'off-shift' } });
    await team.work();
    expect(kindsOf(team, iryna)).toContain('finish-or-hand-over');
    expect(stateOf(team, id)).toBe('active');
  });

  it('of whoever was asked is no miss: the next one is asked', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
    const id = await talking(team);
    await dismiss(team, olena);
    expect(stored(team, id).consultation).toMatchObject({ state: 'ended', end: 'employee-dismissed' });
    expect(team.desk.tables.consultationRecords.get(id)).toMatchObject({ endedAt: team.clock.now() });
  });

  it('whom the gateway lets into no consultation is none to talk to', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
    const id = await ask(team, olena);
    await team.hear(olena, { kind: 'bot-blocked' });
    await team.work();
    expect(stateOf(team, id)).toBe('abandoned');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'offer-over', end: 'withdrawn' });
  });

  it('on the side of the specialist has another one looked for', async () => {
    const team = await staffed(iryna);
    const id = await talking(team);
    await team.hear(iryna, { kind: 'bot-blocked' });
    await team.work();
    expect(stored(team, id).consultation).toMatchObject({ state: 'waiting', participants: [team.personId(iryna)] });
    expect(team.last(olena)).toMatchObject({ card: `line:${id}`, screen: { kind: 'waiting-in-line' } });
  });
});

describe('a ticket', () => {
  it('closed meanwhile cancels the request for it', async () => {
    const team = await staffed(iryna);
    const id = await ask(team, olena);
    await team.hearTracker(stored(team, id).consultation.ticketId, { status: 'closed' });
    expect(stored(team, id).consultation).toMatchObject({ state: 'cancelled', cause: 'ticket-closed' });
    expect(kindsOf(team, olena)).toContain('request-cancelled');
  });

  it('closed in the middle of a conversation cuts nothing', async () => {
    const team = await staffed(iryna);
    const id = await talking(team);
    await team.hearTracker(stored(team, id).consultation.ticketId, { status: 'closed' });
    expect(stateOf(team, id)).toBe('active');
  });

  it('that becomes critical goes ahead in the line', async () => {
    const team = await staffed(iryna);
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
    const team = await staffed(iryna);
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
