import { describe, expect, it } from 'vitest';
import { type Caller, caller, memoryConversations } from '../../../test/fakes/memory-conversations.ts';

const olena = caller(1);

function setting(...staffed: readonly Caller[]) {
  const bot = memoryConversations();
  for (const { phone, profile } of staffed) bot.gateway.employ(phone, profile);
  return bot;
}

const contactOf = (who: Caller, change: object = {}) => ({
  kind: 'contact' as const,
  contact: {
    messageId: 50,
    phone: who.phone,
    contactUserId: who.telegramId,
    forwarded: false,
    name: 'Олена',
    ...change,
  },
});

describe('a contact that proves nothing is refused, removed and audited', () => {
  it.each<{ name: string; change: object; reason: string }>([
    { name: 'forwarded', change: { forwarded: true }, reason: 'forwarded' },
    { name: 'of someone else', change: { contactUserId: 9 }, reason: 'someone-elses' },
    { name: 'of nobody in Telegram', change: { contactUserId: null }, reason: 'no-account' },
  ])('$name', async ({ change, reason }) => {
    const bot = setting(olena);
    await bot.hear(olena, contactOf(olena, change));
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'contact-not-yours' }, keyboard: { kind: 'share-phone' } });
    expect(bot.window.deleted(olena.telegramId)).toEqual([50]);
    expect(bot.desk.tables.people.size).toBe(0);
    expect(bot.desk.tables.audit).toMatchObject([
      { act: 'sign-in-refused', actor: { kind: 'service' }, outcome: 'refused', reason },
    ]);
  });
});

describe('a stranger', () => {
  it('is refused with a contact and a code, under which the gateway knows why', async () => {
    const bot = setting();
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toEqual({ kind: 'access-refused', contact: 'desk@company.example', code: 'R-1' });
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(1);
    expect(bot.desk.tables.people.size).toBe(0);
    expect(bot.desk.tables.audit).toMatchObject([
      { act: 'sign-in-refused', on: { kind: 'sign-in', id: 'R-1' }, outcome: 'refused', reason: 'access-refused' },
    ]);
  });

  it.each(['down', 'unknown'] as const)('is asked to try later while the gateway is away (%s)', async (trouble) => {
    const bot = setting(olena);
    if (trouble === 'down') bot.gateway.setGateway('down');
    else bot.gateway.loseAnswers(1);
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'sign-in-unavailable' },
      keyboard: { kind: 'share-phone' },
    });
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(1);
    expect(bot.desk.tables.audit).toMatchObject([{ act: 'integration-failed', reason: `gateway-${trouble}` }]);

    bot.gateway.setGateway('up');
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen.kind).toBe('signed-in');
  });
});

describe('someone of the directory', () => {
  it('is signed in, with a timer for the end of the session and an entry in the log', async () => {
    const bot = setting(olena);
    await bot.shareOwnPhone(olena);
    const [person] = bot.desk.tables.people.values();
    expect(person).toMatchObject({ telegramId: olena.telegramId, chatId: olena.telegramId, sealedPhone: 'sealed' });
    const dueAt = bot.clock.now() + bot.policy.sessionLimits.idleLimitMs;
    expect(bot.desk.jobs).toEqual([{ queue: 'timers', timer: 'session-end', personId: person?.id, dueAt }]);
    expect(bot.desk.tables.audit).toMatchObject([
      { act: 'signed-in', actor: { kind: 'person', id: person?.id }, on: { kind: 'session' }, reason: null },
    ]);
  });

  it('keeps who they are when they sign in again, and the session before ends', async () => {
    const bot = setting(olena);
    await bot.shareOwnPhone(olena);
    const [before] = bot.desk.tables.people.values();
    await bot.shareOwnPhone(olena);
    const [after] = bot.desk.tables.people.values();
    expect(bot.desk.tables.people.size).toBe(1);
    expect(after?.id).toBe(before?.id);
    expect([...bot.desk.tables.sessions.values()].map(({ state }) => state)).toEqual(['ended', 'live']);
    expect([...bot.gateway.state.sessions.values()].map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('who attaches a colleague’s card while signed in stays signed in, and the card stays in the chat', async () => {
    const bot = setting(olena);
    await bot.shareOwnPhone(olena);
    await bot.hear(olena, contactOf(caller(2), { contactUserId: 9 }));
    expect(bot.last(olena).screen).toMatchObject({ kind: 'unsupported-message', what: 'contact' });
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(1);
    expect(bot.desk.tables.audit.map(({ act }) => act)).toEqual(['signed-in']);
  });

  it('signs in although someone else changed their row at the same moment', async () => {
    const bot = setting(olena);
    await bot.shareOwnPhone(olena);
    const [person] = bot.desk.tables.people.values();
    if (!person) throw new Error('Nobody is known.');
    bot.desk.ledger.interfere(() => {
      bot.desk.tables.people.set(person.id, { ...person, language: 'en', version: person.version + 1 });
    });
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'signed-in' }, language: 'en' });
  });
});

describe('a Telegram account and an employee', () => {
  const newPhone = { ...olena, telegramId: 7_777 };

  it('an employee with a new account keeps id, tickets and draft; the old chat is told', async () => {
    const bot = setting(olena);
    await bot.shareOwnPhone(olena);
    await bot.write(olena, 'Не друкує принтер');
    const [before] = bot.desk.tables.people.values();
    await bot.shareOwnPhone(newPhone);
    expect([...bot.desk.tables.people.values()]).toMatchObject([{ id: before?.id, telegramId: 7_777, chatId: 7_777 }]);
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'signed-in-elsewhere' }, keyboard: { kind: 'remove' } });
    expect(bot.last(newPhone).screen).toMatchObject({ kind: 'choose-type', preview: 'Не друкує принтер' });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'signed-in', reason: 'another-account' });
  });

  it('an account that passed to another employee shows nothing of the one before', async () => {
    const oleh = { ...olena, phone: '+380500000009', profile: { ...olena.profile, employeeId: 'e-9' } };
    const bot = setting(olena, oleh);
    await bot.shareOwnPhone(olena);
    await bot.write(olena, 'Таємне');
    await bot.shareOwnPhone(oleh);
    const [before, after] = bot.desk.tables.people.values();
    expect(before).toMatchObject({ detachedAt: bot.clock.now(), profile: { employeeId: 'e-1' } });
    expect(after).toMatchObject({ detachedAt: null, profile: { employeeId: 'e-9' }, telegramId: olena.telegramId });
    expect(bot.last(oleh).screen.kind).toBe('signed-in');
    expect([...bot.desk.tables.sessions.values()].map(({ state }) => state)).toEqual(['ended', 'live']);
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'signed-in', reason: 'account-of-another-employee' });

    const back = { ...olena, telegramId: 7_778 };
    await bot.shareOwnPhone(back);
    expect(bot.last(back).screen).toMatchObject({ kind: 'choose-type', preview: 'Таємне' });
  });
});

describe('what needed a session', () => {
  it('waits for the sign-in and goes on by itself, in its order', async () => {
    const bot = setting(olena);
    await bot.write(olena, 'Зник інтернет');
    await bot.pass(5_000);
    await bot.write(olena, 'на третьому поверсі');
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'sign-in-again', reason: 'first-time', kept: 'words' },
      keyboard: { kind: 'share-phone', again: false },
    });
    await bot.shareOwnPhone(olena);
    const [draft] = bot.desk.tables.drafts.values();
    expect(draft?.draft.parts.map(({ text }) => text)).toEqual(['Зник інтернет', 'на третьому поверсі']);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type' });
    expect(bot.seen(olena).map(({ screen }) => screen)).toContainEqual({
      kind: 'signed-in',
      role: 'employee',
      resumed: true,
      offShift: false,
    });
  });

  it('is asked about once for the parts of an album', async () => {
    const bot = setting(olena);
    const photo = {
      telegramFileId: 'F',
      uniqueId: 'U',
      name: 'photo.jpg',
      mime: 'image/jpeg',
      bytes: 9,
      kind: 'photo',
    } as const;
    for (const messageId of [1, 2, 3]) {
      await bot.hear(olena, {
        kind: 'message',
        part: { messageId, albumId: 'A', text: null, file: photo },
        replyTo: null,
      });
    }
    expect(bot.seen(olena)).toHaveLength(1);
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toEqual({ kind: 'describe-problem', files: 3 });
  });

  it('is kept up to a bound, and the person knows when the oldest is let go', async () => {
    const bot = memoryConversations({ policy: { ...setting().policy, keptArrivalsMax: 2 } });
    bot.gateway.employ(olena.phone, olena.profile);
    for (const text of ['перше', 'друге', 'третє']) await bot.write(olena, text);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'sign-in-again', kept: 'newest' });
    await bot.shareOwnPhone(olena);
    const [draft] = bot.desk.tables.drafts.values();
    expect(draft?.draft.parts.map(({ text }) => text)).toEqual(['друге', 'третє']);
  });
});
