import { describe, expect, it } from 'vitest';
import { draftOf, draftsOf, filedOf, olena, reviewed } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf, type Conversations } from '../../../test/fakes/memory-conversations.ts';

const minuteMs = 60_000;

const ticketOf = ({ desk }: Conversations) => [...desk.tables.tickets.values()].at(-1);
const screensOf = (bot: Conversations) => bot.seen(olena).map(({ screen }) => screen.kind);
const waitingOf = ({ desk }: Conversations) => desk.lanes.outbox.filter(({ state }) => state === 'waiting');
const actsOf = ({ desk }: Conversations) => desk.tables.audit.map(({ act }) => act);

async function sent(before: (bot: Conversations) => Promise<void> | void): Promise<Conversations> {
  const bot = await reviewed();
  await before(bot);
  await bot.press(olena, 'send-draft');
  return bot;
}

async function signOut(bot: Conversations): Promise<void> {
  await bot.hear(olena, { kind: 'menu', item: 'settings' });
  await bot.press(olena, 'sign-out');
}

describe('while the tracker is down', () => {
  it('the person is told once, and the number follows in a new message', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    expect(bot.last(olena).screen.kind).toBe('accepted-later');
    const shown = bot.seen(olena).length;
    for (let times = 0; times < 5; times += 1) await bot.pass(30_000);
    expect(bot.seen(olena)).toHaveLength(shown);
    expect(actsOf(bot).filter((act) => act === 'integration-failed')).toHaveLength(1);

    bot.gateway.setTracker('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect(bot.seen(olena)).toHaveLength(shown + 1);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'ticket-created', number: 'SD-101' });
  });

  it('a ticket accepted by the gateway goes on after the session is over', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    await signOut(bot);
    bot.gateway.setTracker('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toMatchObject([{ by: 'e-1' }]);
    expect(bot.last(olena).screen.kind).toBe('ticket-created');
  });

  it('a change of language meanwhile does not change the order that the grant covers', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    await bot.hear(olena, { kind: 'menu', item: 'settings' });
    await bot.press(olena, 'choose-language', { language: 'en' });
    await signOut(bot);
    bot.gateway.setTracker('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toMatchObject([{ order: { language: 'uk' } }]);
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'ticket-created' }, language: 'en' });
  });

  it('a grant that has had its day gives way to the session', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    bot.gateway.state.grants.clear();
    bot.gateway.setTracker('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
  });
});

describe('while the gateway is down', () => {
  it('the person is told once, and it goes on when the gateway is back within the session', async () => {
    const bot = await sent((filing) => filing.gateway.setGateway('down'));
    expect(bot.last(olena).screen.kind).toBe('accepted-later');
    for (let times = 0; times < 5; times += 1) await bot.pass(30_000);
    bot.gateway.setGateway('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect(screensOf(bot).filter((kind) => kind === 'ticket-created')).toHaveLength(1);
  });

  it('it goes on with a new token when the old one ran out', async () => {
    const bot = await sent((filing) => filing.gateway.setGateway('down'));
    await bot.pass(15 * minuteMs);
    bot.gateway.setGateway('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect([...bot.desk.tables.sessions.values()]).toMatchObject([{ state: 'live', version: 2 }]);
  });

  it('longer than the session, it is a draft again: sign in and send', async () => {
    const bot = await sent((filing) => filing.gateway.setGateway('down'));
    for (let times = 0; times < 61; times += 1) await bot.pass(30_000);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'sign-in-and-send' },
      keyboard: { kind: 'share-phone', again: true },
    });
    expect(waitingOf(bot).filter(({ effect }) => effect.kind === 'file-ticket')).toHaveLength(0);
    const first = ticketOf(bot)?.ticket;
    expect(first).toMatchObject({ filing: 'refused' });
    expect(draftOf(bot).state).toEqual({ kind: 'open', ticketId: first?.id });

    bot.gateway.setGateway('up');
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', text: 'Зник інтернет' });
    await bot.press(olena, 'send-draft');
    expect(filedOf(bot)).toMatchObject([{ order: { reference: first?.id } }]);
    expect(bot.desk.tables.tickets.size).toBe(1);
    expect(bot.last(olena).screen.kind).toBe('ticket-created');
  });
});

describe('an answer that is lost', () => {
  it('is asked for again under the same key: one ticket', async () => {
    const bot = await sent((filing) => filing.gateway.loseAnswers(1));
    expect(filedOf(bot)).toHaveLength(1);
    expect(bot.last(olena).screen.kind).toBe('accepted-later');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect(screensOf(bot).filter((kind) => kind === 'ticket-created')).toHaveLength(1);
  });

  it('and a session that ends before it is asked for: what is sent again unchanged is the same ticket', async () => {
    const bot = await sent((filing) => filing.gateway.loseAnswers(1));
    await signOut(bot);
    await bot.pass(30_000);
    expect(screensOf(bot)).toContain('sign-in-and-send');
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'send-draft');
    expect(filedOf(bot)).toHaveLength(1);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'ticket-created', number: 'SD-101' });
  });

  it('and what is changed before it is sent again is another', async () => {
    const bot = await sent((filing) => filing.gateway.loseAnswers(1));
    await signOut(bot);
    await bot.pass(30_000);
    await bot.shareOwnPhone(olena);
    await bot.write(olena, 'і на другому');
    await bot.press(olena, 'send-draft');
    expect(filedOf(bot).map(({ order }) => order.description)).toEqual([
      'Зник інтернет',
      'Зник інтернет\nі на другому',
    ]);
  });
});

describe('what the gateway refuses', () => {
  it.each(['invalid', 'not-permitted', 'file-forbidden'] as const)(
    'as %s is a draft again, with whom to ask',
    async (reason) => {
      const bot = await sent((filing) => filing.gateway.refuseOrders(reason));
      expect(bot.seen(olena).map(({ screen }) => screen)).toContainEqual({
        kind: 'not-filed',
        reason,
        file: null,
        contact: 'desk@company.example',
      });
      expect(bot.last(olena).screen.kind).toBe('review');
      expect(ticketOf(bot)).toMatchObject({ ticket: { filing: 'refused' }, grant: null });
      bot.gateway.refuseOrders(null);
      await bot.press(olena, 'send-draft');
      expect(filedOf(bot)).toHaveLength(1);
    },
  );

  it('while another is being written waits aside', async () => {
    const bot = await sent((filing) => filing.gateway.setGateway('down'));
    await bot.write(olena, 'Інше');
    bot.gateway.refuseOrders('invalid');
    bot.gateway.setGateway('up');
    await bot.pass(30_000);
    expect(bot.last(olena).screen.kind).toBe('draft-set-aside');
    expect(draftsOf(bot).map(({ state }) => state.kind)).toEqual(['discarded', 'open']);
    await bot.press(olena, 'discard-draft');
    await bot.press(olena, 'restore-draft', { draftId: draftOf(bot).draft.id });
    expect(draftOf(bot)).toMatchObject({ state: { kind: 'open' }, draft: { parts: [{ text: 'Зник інтернет' }] } });
  });

  it('in the name of somebody who is signed out is not shown until they are back', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    await signOut(bot);
    bot.gateway.refuseOrders('invalid');
    await bot.pass(30_000);
    expect(bot.last(olena).screen.kind).toBe('not-filed');
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', text: 'Зник інтернет' });
  });
});

describe('the person', () => {
  it('whose session the gateway ended is signed out here as well', async () => {
    const bot = await sent((filing) => {
      const [session] = filing.gateway.state.sessions.keys();
      filing.gateway.revoke(session ?? '');
    });
    expect(bot.last(olena).screen.kind).toBe('sign-in-and-send');
    expect([...bot.desk.tables.sessions.values()]).toMatchObject([{ state: 'ended', endReason: 'revoked' }]);
  });

  it('who blocked the bot gets the ticket filed, and no message', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    await bot.hear(olena, { kind: 'bot-blocked' });
    const shown = bot.seen(olena).length;
    bot.gateway.setTracker('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect(bot.seen(olena)).toHaveLength(shown);
  });

  it('who was erased leaves nothing to file', async () => {
    const bot = await sent((filing) => filing.gateway.setTracker('down'));
    bot.desk.tables.people.clear();
    await bot.pass(30_000);
    expect(waitingOf(bot)).toHaveLength(0);
  });
});

describe('a ticket that is filed', () => {
  it('leaves no text behind, is counted, and asks for a specialist', async () => {
    const bot = await sent(() => undefined);
    const ticket = ticketOf(bot);
    expect(ticket).toMatchObject({
      ticket: { number: 'SD-101', filing: 'filed', status: 'new' },
      url: 'https://tracker.example/browse/SD-101',
      grant: null,
      trackerChangedAt: bot.clock.now(),
    });
    expect([...bot.desk.tables.facts.values()]).toMatchObject([
      { ticketId: ticket?.ticket.id, requestType: 'internet', team: 'infrastructure', createdAt: bot.clock.now() },
    ]);
    expect(bot.desk.jobs.at(-1)).toEqual({ queue: 'assign', ticketId: ticket?.ticket.id, team: 'infrastructure' });
    expect(actsOf(bot)).toEqual(['signed-in', 'ticket-accepted', 'ticket-filed']);
    expect(buttonsOf(bot.last(olena)).map(({ kind }) => kind)).toEqual([
      'request-consultation',
      'write',
      'open-ticket',
      'my-tickets',
    ]);
  });
});
