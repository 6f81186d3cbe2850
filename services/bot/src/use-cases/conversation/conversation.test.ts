import { describe, expect, it } from 'vitest';
import { reviewed } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf, caller, memoryConversations } from '../../../test/fakes/memory-conversations.ts';
import { appendArrival, chatLane } from '../../../test/fakes/memory-lanes.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';

const olena = caller(1);

async function met() {
  const bot = memoryConversations();
  bot.gateway.employ(olena.phone, olena.profile);
  await bot.shareOwnPhone(olena);
  return bot;
}

describe('/start', () => {
  it('is the door for a stranger, the menu for whoever is signed in, one tap for whoever was', async () => {
    const bot = memoryConversations();
    bot.gateway.employ(olena.phone, olena.profile);
    const start = { kind: 'command', command: 'start' } as const;
    await bot.hear(olena, start);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'welcome' },
      keyboard: { kind: 'share-phone', again: false },
    });
    await bot.shareOwnPhone(olena);
    await bot.hear(olena, start);
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'menu' }, keyboard: { kind: 'menu', role: 'employee' } });
    await bot.pass(31 * 60_000);
    await bot.hear(olena, start);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'sign-in-again', reason: 'idle', kept: 'nothing' },
      keyboard: { kind: 'share-phone', again: true },
    });
  });
});

describe('help and privacy', () => {
  it('are for everyone, help by role', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'menu', item: 'help' });
    expect(bot.last(olena).screen).toEqual({ kind: 'help', role: 'employee' });
    await bot.hear(olena, { kind: 'command', command: 'privacy' });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'privacy' });
    const stranger = caller(2);
    await bot.hear(stranger, { kind: 'command', command: 'help' });
    expect(bot.last(stranger).screen).toEqual({ kind: 'help', role: null });
  });
});

describe('the language', () => {
  it('is chosen in the settings, and everything comes in it from then on, the menu first', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'menu', item: 'settings' });
    expect(bot.last(olena).screen).toEqual({ kind: 'settings', language: 'uk' });
    expect(buttonsOf(bot.last(olena)).map(({ kind }) => kind)).toEqual([
      'choose-language',
      'choose-language',
      'sign-out',
    ]);
    await bot.press(olena, 'choose-language', { language: 'en' });
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'language-changed' },
      language: 'en',
      keyboard: { kind: 'menu' },
    });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'settings-changed', reason: 'language-en' });
    await bot.write(olena, 'No Wi-Fi');
    expect(bot.last(olena).language).toBe('en');
  });
});

describe('a button', () => {
  it('that has had its day is answered', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'pressed-unknown', forged: false });
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
    expect(bot.desk.tables.audit.map(({ act }) => act)).toEqual(['signed-in']);
  });

  it('that was forged looks the same outside, and is audited', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'pressed-unknown', forged: true });
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({
      act: 'button-forged',
      outcome: 'refused',
      actor: { kind: 'person' },
    });
  });
});

describe('what a ticket cannot hold', () => {
  it('is answered with what can, also in the middle of a draft', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'unsupported', what: 'sticker' });
    expect(bot.last(olena).screen).toEqual({ kind: 'unsupported-message', what: 'sticker', inDraft: false });
    await bot.write(olena, 'Зник інтернет');
    await bot.hear(olena, { kind: 'unsupported', what: 'poll' });
    expect(bot.last(olena).screen).toEqual({ kind: 'unsupported-message', what: 'poll', inDraft: true });
    await bot.press(olena, 'choose-type', { requestType: 'internet' });
    expect(bot.seen(olena).map(({ screen }) => screen.kind)).toContain('review');
  });

  it('is met at the door when a stranger sends it', async () => {
    const bot = memoryConversations();
    await bot.hear(olena, { kind: 'unsupported', what: 'sticker' });
    expect(bot.last(olena).screen).toEqual({ kind: 'welcome' });
  });
});

describe('a group', () => {
  const say = async (bot: Awaited<ReturnType<typeof met>>, id: string, addressed: boolean) => {
    const speaker = { telegramId: olena.telegramId, chatId: -100, chatKind: 'group', language: 'uk' } as const;
    const payload = { speaker, intent: { kind: 'group', addressed } };
    appendArrival(bot.desk.lanes, {
      ...{ source: 'telegram', sourceId: id, lane: chatLane(-100), payload },
      receivedAt: bot.clock.now(),
    });
    await bot.settle();
  };

  it('is told once where to write, and not about talk among people', async () => {
    const bot = await met();
    await say(bot, 'g1', false);
    expect(bot.window.messages(-100)).toHaveLength(0);
    await say(bot, 'g2', true);
    await say(bot, 'g3', true);
    expect(bot.window.messages(-100)).toMatchObject([{ screen: { kind: 'groups-not-served' } }]);
  });
});

describe('someone who blocks the bot', () => {
  const personOf = (bot: Awaited<ReturnType<typeof met>>) => [...bot.desk.tables.people.values()][0];

  it('is marked, once, until they unblock it', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'bot-blocked' });
    await bot.hear(olena, { kind: 'bot-blocked' });
    expect(personOf(bot)?.blockedAt).toBe(bot.clock.now());
    await bot.hear(olena, { kind: 'bot-unblocked' });
    expect(personOf(bot)?.blockedAt).toBeNull();
    expect(bot.desk.tables.audit.filter(({ act }) => act === 'chat-blocked').map(({ reason }) => reason)).toEqual([
      'blocked',
      'unblocked',
    ]);
  });

  it.each([
    { says: 'when they unblock it', back: { kind: 'bot-unblocked' } },
    { says: 'when they write', back: { kind: 'menu', item: 'help' } },
  ] as const)('sees how far their tickets have come $says', async ({ back }) => {
    const bot = await reviewed();
    await bot.press(olena, 'send-draft');
    await bot.hear(olena, { kind: 'bot-blocked' });
    await bot.pass(60_000);
    const { desk, clock, policy } = bot;
    const apply = applyTicketState({ ...desk, ids: countedIds(), clock, policy, planFiled: planFiled(desk) });
    const state = bot.gateway.changeInTracker('SD-101', { status: 'in-progress' });
    await apply({ state, marks: null }, { kind: 'job', name: 'test' });
    await bot.settle();
    const news = () => bot.seen(olena).filter(({ screen }) => screen.kind === 'ticket-changed');
    expect(news()).toEqual([]);
    await bot.hear(olena, back);
    await bot.settle();
    expect(news()).toMatchObject([{ screen: { number: 'SD-101', status: 'in-progress' } }]);
  });

  it('has not blocked it any more as soon as they write', async () => {
    const bot = await met();
    await bot.hear(olena, { kind: 'bot-blocked' });
    await bot.write(olena, 'Зник інтернет');
    expect(personOf(bot)?.blockedAt).toBeNull();
  });

  it('is nobody if they were never here', async () => {
    const bot = memoryConversations();
    await bot.hear(olena, { kind: 'bot-blocked' });
    expect(bot.desk.tables.people.size).toBe(0);
    expect(bot.desk.lanes.inbox).toMatchObject([{ state: 'done' }]);
  });
});
