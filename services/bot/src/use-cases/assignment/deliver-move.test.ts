import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type TeamSetting } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const minute = 60_000;

async function given(setting: TeamSetting = {}) {
  const team = memoryTeam(setting);
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  return { team, ticketId: await team.file(olena) };
}

const asking = ({ screen }: { readonly screen: { readonly kind: string } }) => screen.kind === 'sign-in-again';

describe('a ticket on its way to another status', () => {
  it('waits for a gateway that is away', async () => {
    const { team } = await given();
    team.gateway.setGateway('down');
    await team.press(iryna, 'take-ticket');
    await team.work();
    expect(team.last(iryna).screen).toMatchObject({ kind: 'taken' });
    team.gateway.setGateway('up');
    await team.pass(30_000);
    expect(team.gateway.state.filed.get('SD-101')?.state.status).toBe('in-progress');
  });

  it('waits for its person to sign in again, asks once, and goes on by itself', async () => {
    const { team, ticketId } = await given();
    team.gateway.setGateway('down');
    await team.press(iryna, 'take-ticket');
    await team.pass(31 * minute);
    team.gateway.setGateway('up');
    await team.pass(minute);
    await team.work();
    expect(team.last(iryna)).toMatchObject({ screen: { kind: 'sign-in-again' }, keyboard: { kind: 'share-phone' } });
    await team.pass(minute);
    await team.work();
    await team.pass(minute);
    await team.work();
    expect(team.seen(iryna).filter(asking)).toHaveLength(1);

    await team.shareOwnPhone(iryna);
    await team.pass(15_000);
    await team.work();
    expect(team.ticket(ticketId).ticket.status).toBe('in-progress');
  });

  it('takes the gateway’s word that a session is over', async () => {
    const { team } = await given({ answers: { move: async () => ({ kind: 'session-ended' }) } });
    await team.press(iryna, 'take-ticket');
    await team.work();
    expect(team.last(iryna).screen).toMatchObject({ kind: 'sign-in-again', reason: 'revoked' });
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'session-ended', reason: 'revoked' });
  });

  it('is given up after twelve hours, and its person told', async () => {
    const { team } = await given({ answers: { move: async () => ({ kind: 'session-ended' }) } });
    await team.press(iryna, 'take-ticket');
    await team.work();
    await team.pass(12 * 60 * minute + 15_000);
    await team.work();
    expect(team.seen(iryna).map(({ screen }) => screen.kind)).toContain('not-moved');
    expect(team.desk.lanes.delayed).toEqual([]);
  });

  it.each(['not-permitted', 'not-found', 'overtaken'] as const)('refused as %s is said, and logged', async (reason) => {
    const { team } = await given({ answers: { move: async () => ({ kind: 'refused', reason }) } });
    await team.press(iryna, 'take-ticket');
    await team.work();
    expect(team.last(iryna)).toMatchObject({
      screen: { kind: 'not-moved', number: 'SD-101' },
      keyboard: { rows: [[{ kind: 'link' }]] },
    });
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'integration-failed', reason: `move-${reason}` });
  });

  it('is dropped when the ticket is somebody else’s or over by then', async () => {
    let asked = 0;
    const { team, ticketId } = await given({
      answers: {
        move: async () => {
          asked += 1;
          return { kind: 'down', retryAfterMs: null };
        },
      },
    });
    await team.press(iryna, 'take-ticket');
    const stored = team.ticket(ticketId);
    team.desk.tables.tickets.set(ticketId, { ...stored, ticket: { ...stored.ticket, status: 'closed' } });
    await team.pass(minute);
    expect(asked).toBe(1);
    expect(team.desk.lanes.outbox.filter(({ state }) => state === 'waiting')).toEqual([]);
  });
});
