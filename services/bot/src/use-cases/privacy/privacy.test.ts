import { describe, expect, it, vi } from 'vitest';
import { type Conversations, caller, memoryConversations } from '../../../test/fakes/memory-conversations.ts';

const olena = caller(1);
const minuteMs = 60_000;

async function signedIn(): Promise<Conversations> {
  const bot = memoryConversations();
  bot.gateway.employ(olena.phone, olena.profile);
  await bot.shareOwnPhone(olena);
  return bot;
}

const seenKinds = (bot: Conversations) => bot.seen(olena).map(({ screen }) => screen.kind);
const acts = (bot: Conversations) => bot.desk.tables.audit.map(({ act }) => act);

describe('/privacy', () => {
  it('says what is kept with the figures that are set, also to whoever has never signed in', async () => {
    const bot = memoryConversations();
    await bot.hear(olena, { kind: 'command', command: 'privacy' });
    const terms = { retentionDays: 365, auditRetentionDays: 1_095 };
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'privacy', terms, note: null }, keyboard: null });
  });

  it('can be reached from the help, and offers both choices to whoever has signed in', async () => {
    const bot = await signedIn();
    await bot.hear(olena, { kind: 'command', command: 'help' });
    await bot.press(olena, 'privacy');
    expect(bot.last(olena).keyboard).toEqual({
      kind: 'buttons',
      rows: [[{ kind: 'press', action: { kind: 'export-data' } }], [{ kind: 'press', action: { kind: 'erase-me' } }]],
    });
  });
});

describe('everything about oneself, as a file', () => {
  async function asked() {
    const bot = await signedIn();
    await bot.hear(olena, { kind: 'command', command: 'privacy' });
    await bot.press(olena, 'export-data');
    return bot;
  }

  it('comes into the chat, audited, once an hour', async () => {
    const bot = await asked();
    expect(seenKinds(bot).filter((kind) => kind === 'data-begun')).toHaveLength(1);
    expect(acts(bot).filter((act) => act === 'data-exported')).toHaveLength(1);
    await bot.press(olena, 'export-data');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'data-too-soon', at: expect.any(Number) });
    expect(acts(bot).filter((act) => act === 'data-exported')).toHaveLength(1);
  });

  it('can be asked for again where it could not be gathered, and nothing was opened for it', async () => {
    const bot = await signedIn();
    const opened = vi.spyOn(bot.desk.personRecords, 'read');
    await bot.hear(olena, { kind: 'command', command: 'privacy' });
    bot.gateway.setGateway('down');
    await bot.press(olena, 'export-data');
    for (let minute = 0; minute < 10; minute += 1) await bot.pass(minuteMs);
    expect(bot.last(olena).screen).toEqual({ kind: 'data-not-sent', why: 'not-now' });
    expect(opened).not.toHaveBeenCalled();
    bot.gateway.setGateway('up');
    await bot.press(olena, 'export-data');
    expect(seenKinds(bot)).not.toContain('data-too-soon');
    expect(opened).toHaveBeenCalledOnce();
  });
});

describe('erasing oneself', () => {
  async function atTheLastQuestion() {
    const bot = await signedIn();
    await bot.hear(olena, { kind: 'command', command: 'privacy' });
    await bot.press(olena, 'erase-me');
    await bot.press(olena, 'erase-sure');
    return bot;
  }

  it('asks twice, erases inside first, says goodbye, and begins anew with /start', async () => {
    const bot = await atTheLastQuestion();
    expect(seenKinds(bot)).toContain('erasing-asked');
    const [person] = bot.desk.tables.people.values();
    await bot.press(olena, 'erase-for-good');
    expect(bot.gateway.state.sessions.size).toBe(0);
    expect(bot.desk.tables.people.size).toBe(0);
    expect(bot.desk.tables.sessions.size).toBe(0);
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'erased' }, keyboard: { kind: 'remove' } });
    const whose = { kind: 'person', id: person?.id };
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'person-erased', actor: whose, on: whose });

    await bot.shareOwnPhone(olena);
    const [anew] = bot.desk.tables.people.values();
    expect(anew?.id).not.toBe(person?.id);
  });

  it('leaves everything as it is for whoever changes their mind', async () => {
    const bot = await atTheLastQuestion();
    await bot.press(olena, 'keep-me');
    expect(bot.last(olena).screen).toEqual({ kind: 'erasing-dropped' });
    expect(bot.desk.tables.people.size).toBe(1);
  });

  it('takes no answer of another hour', async () => {
    const bot = await atTheLastQuestion();
    await bot.pass(11 * minuteMs);
    await bot.press(olena, 'erase-for-good');
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
    expect(bot.desk.tables.people.size).toBe(1);
  });

  it('waits for a gateway that is away, and then gives up with nothing gone', async () => {
    const bot = await atTheLastQuestion();
    bot.gateway.setGateway('down');
    await bot.press(olena, 'erase-for-good');
    for (let minute = 0; minute < 20; minute += 1) await bot.pass(minuteMs);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'not-erased' });
    expect(bot.desk.tables.people.size).toBe(1);
  });

  it('is refused with the reason, at the question and at the answer', async () => {
    const bot = await atTheLastQuestion();
    const [person] = bot.desk.tables.people.values();
    const onShift = { personId: person?.id ?? '', state: 'on-shift', since: 1, shiftStartedAt: 1, version: 1 } as const;
    bot.desk.tables.duties.set(onShift.personId, onShift);
    await bot.press(olena, 'erase-for-good');
    expect(bot.last(olena).screen).toEqual({ kind: 'erasing-refused', obstacles: ['on-shift'] });
    await bot.press(olena, 'erase-me');
    expect(bot.last(olena).screen).toEqual({ kind: 'erasing-refused', obstacles: ['on-shift'] });
    expect(bot.desk.tables.people.size).toBe(1);
  });

  it('whose answer was lost is brought to its end by the event', async () => {
    const bot = await atTheLastQuestion();
    bot.gateway.loseAnswers(1);
    await bot.press(olena, 'erase-for-good');
    expect(bot.gateway.state.sessions.size).toBe(0);
    const [person] = bot.desk.tables.people.values();
    if (person) {
      const effects = [{ kind: 'erase-person', personId: person.id, asked: 'inside' }] as const;
      await bot.desk.ledger.commit(
        { changes: [], effects, audit: [], jobs: [], cause: 'done' },
        { kind: 'job', name: 'event' },
      );
    }
    await bot.pass(minuteMs);
    expect(bot.desk.tables.people.size).toBe(0);
    for (let minute = 0; minute < 5; minute += 1) await bot.pass(minuteMs);
    expect(seenKinds(bot)).not.toContain('not-erased');
    expect(bot.last(olena).screen).toEqual({ kind: 'erased' });
  });
});
