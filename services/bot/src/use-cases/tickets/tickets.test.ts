import { describe, expect, it } from 'vitest';
import { olena, reviewed, signedIn } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf, type Conversations, caller } from '../../../test/fakes/memory-conversations.ts';

const minuteMs = 60_000;

async function filed(): Promise<{ readonly bot: Conversations; readonly ticketId: string }> {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  const [ticketId] = bot.desk.tables.tickets.keys();
  return { bot, ticketId: ticketId ?? '' };
}

async function fileMany(bot: Conversations, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    await bot.pass(1_000);
    await bot.write(olena, `Проблема ${index}`);
    await bot.press(olena, 'choose-type', { requestType: 'printer' });
  }
}

async function arrive(bot: Conversations, who: ReturnType<typeof caller>): Promise<void> {
  bot.gateway.employ(who.phone, who.profile);
  await bot.shareOwnPhone(who);
}

describe('my tickets', () => {
  it('are none at first, with the way to a new one', async () => {
    const bot = await signedIn();
    await bot.hear(olena, { kind: 'menu', item: 'my-tickets' });
    expect(bot.last(olena).screen).toEqual({ kind: 'my-tickets', tickets: [], page: 0, pages: 1, total: 0 });
    expect(buttonsOf(bot.last(olena))).toEqual([{ kind: 'new-ticket' }]);
  });

  it('are listed a page at a time, in one card that turns in place', async () => {
    const bot = await signedIn();
    await fileMany(bot, 8);
    await bot.hear(olena, { kind: 'menu', item: 'my-tickets' });
    expect(bot.last(olena).screen).toMatchObject({ page: 0, pages: 2, total: 8, tickets: { length: 6 } });
    const shown = bot.seen(olena).length;
    await bot.press(olena, 'my-tickets', { page: 1 });
    expect(bot.last(olena).screen).toMatchObject({
      page: 1,
      tickets: [{ summary: 'Проблема 2' }, { summary: 'Проблема 1' }],
    });
    expect(bot.seen(olena)).toHaveLength(shown);
    expect(buttonsOf(bot.last(olena))).toContainEqual({ kind: 'my-tickets', page: 0, below: false });
  });

  it('have open ones first, and those the tracker does not have yet without a number', async () => {
    const bot = await signedIn();
    await fileMany(bot, 2);
    const [first] = bot.desk.tables.tickets.values();
    if (!first) throw new Error('There is no ticket.');
    const closed = { ...first.ticket, status: 'closed', changedAt: bot.clock.now() + 1 } as const;
    bot.desk.tables.tickets.set(closed.id, { ...first, ticket: closed });
    bot.gateway.setTracker('down');
    await fileMany(bot, 1);
    await bot.hear(olena, { kind: 'menu', item: 'my-tickets' });
    expect(bot.last(olena).screen).toMatchObject({
      tickets: [
        { number: null, summary: 'Проблема 1', status: 'new' },
        { number: 'SD-102', status: 'new' },
        { number: 'SD-101', status: 'closed' },
      ],
    });
  });

  it('of a page that is gone begin anew', async () => {
    const bot = await signedIn();
    await fileMany(bot, 1);
    await bot.hear(olena, { kind: 'pressed', action: { kind: 'my-tickets', page: 5, below: false } });
    expect(bot.last(olena).screen).toMatchObject({ page: 0, total: 1 });
  });

  it('are one’s own alone', async () => {
    const { bot } = await filed();
    const other = caller(2);
    await arrive(bot, other);
    await bot.hear(other, { kind: 'menu', item: 'my-tickets' });
    expect(bot.last(other).screen).toMatchObject({ total: 0 });
  });
});

describe('a ticket in full', () => {
  it('is read from the tracker with one’s own token', async () => {
    const { bot } = await filed();
    bot.gateway.changeInTracker('SD-101', { status: 'in-progress', assigneeName: 'Ірина Бондар' });
    await bot.press(olena, 'open-ticket');
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'ticket-details',
      ticket: { number: 'SD-101', status: 'in-progress', summary: 'Зник інтернет' },
      handling: { kind: 'specialist', name: 'Ірина Бондар' },
      description: 'Зник інтернет',
      current: true,
    });
    expect(buttonsOf(bot.last(olena)).at(-1)).toEqual({ kind: 'my-tickets', page: 0, below: false });
    expect(bot.desk.tables.audit.map(({ act }) => act)).not.toContain('ticket-read');
  });

  it('is read with a token renewed on the way', async () => {
    const { bot } = await filed();
    await bot.pass(15 * minuteMs);
    await bot.press(olena, 'open-ticket');
    expect(bot.last(olena).screen).toMatchObject({ current: true });
  });

  it.each(['tracker', 'gateway'] as const)(
    'is what the desk remembers while the %s is away, and says so',
    async (away) => {
      const { bot } = await filed();
      if (away === 'tracker') bot.gateway.setTracker('down');
      else bot.gateway.setGateway('down');
      await bot.press(olena, 'open-ticket');
      expect(bot.last(olena).screen).toMatchObject({
        ticket: { number: 'SD-101', summary: 'Зник інтернет' },
        description: null,
        current: false,
      });
    },
  );

  it('waits for a new session where the gateway has ended this one', async () => {
    const { bot } = await filed();
    const [session] = bot.gateway.state.sessions.keys();
    bot.gateway.revoke(session ?? '');
    await bot.press(olena, 'open-ticket');
    expect(bot.last(olena).screen).toEqual({ kind: 'sign-in-again', reason: 'revoked', kept: 'tap' });
    expect([...bot.desk.tables.sessions.values()]).toMatchObject([{ state: 'ended', endReason: 'revoked' }]);
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'ticket-details', current: true });
  });

  it('of somebody else is refused, and audited', async () => {
    const { bot, ticketId } = await filed();
    const other = caller(2);
    await arrive(bot, other);
    await bot.hear(other, { kind: 'pressed', action: { kind: 'open-ticket', ticketId, below: false } });
    expect(bot.last(other).screen).toEqual({ kind: 'not-for-you' });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'access-refused', on: { kind: 'ticket', id: ticketId } });
  });

  it('of one’s team is shown to its specialists, with the way to the tracker, and audited', async () => {
    const { bot, ticketId } = await filed();
    const iryna = caller(3, { role: 'specialist', teams: ['infrastructure'], displayName: 'Ірина Бондар' });
    await arrive(bot, iryna);
    await bot.hear(iryna, { kind: 'pressed', action: { kind: 'open-ticket', ticketId, below: true } });
    const { screen, keyboard } = bot.last(iryna);
    expect(screen).toMatchObject({ kind: 'ticket-details', description: 'Зник інтернет' });
    expect(keyboard).toMatchObject({
      rows: [
        [{ action: { kind: 'take-free-ticket' } }],
        [{ kind: 'link', label: 'open-in-tracker' }],
        [{ action: { kind: 'more-ways' } }, { action: { kind: 'unassigned-list' } }],
      ],
    });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'ticket-read', on: { id: ticketId } });
  });

  it('of another team is not', async () => {
    const { bot, ticketId } = await filed();
    const stranger = caller(4, { role: 'specialist', teams: ['applications'] });
    await arrive(bot, stranger);
    await bot.hear(stranger, { kind: 'pressed', action: { kind: 'open-ticket', ticketId, below: true } });
    expect(bot.last(stranger).screen).toEqual({ kind: 'not-for-you' });
  });

  it('that is gone is a button that has had its day', async () => {
    const bot = await signedIn();
    await bot.hear(olena, { kind: 'pressed', action: { kind: 'open-ticket', ticketId: 'gone', below: false } });
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
  });
});
