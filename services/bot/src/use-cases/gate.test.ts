import { describe, expect, it } from 'vitest';
import { type Caller, caller, memoryConversations } from '../../test/fakes/memory-conversations.ts';
import type { Action } from '../ports/action.ts';
import type { Intent } from './intent.ts';

const minuteMs = 60_000;
const olena = caller(1);
const part = { messageId: 900, albumId: null, text: 'Зник інтернет', file: null };
const d = 'no-such-draft';

const pressed = (action: Action): Intent => ({ kind: 'pressed', action });

/** Everything an employee can say that needs a session. */
const gated: readonly Intent[] = [
  { kind: 'message', part, replyTo: null },
  { kind: 'message-edited', messageId: 900, text: 'Ні, вже є' },
  { kind: 'menu', item: 'new-ticket' },
  { kind: 'menu', item: 'my-tickets' },
  { kind: 'menu', item: 'settings' },
  pressed({ kind: 'new-ticket' }),
  pressed({ kind: 'choose-type', draftId: d, requestType: 'internet' }),
  pressed({ kind: 'all-types', draftId: d }),
  pressed({ kind: 'choose-department', draftId: d, department: 'it', page: 0 }),
  pressed({ kind: 'send-draft', draftId: d }),
  pressed({ kind: 'change-draft', draftId: d }),
  pressed({ kind: 'back-to-review', draftId: d }),
  pressed({ kind: 'discard-draft', draftId: d }),
  pressed({ kind: 'restore-draft', draftId: d }),
  pressed({ kind: 'change-type', draftId: d }),
  pressed({ kind: 'change-priority', draftId: d }),
  pressed({ kind: 'choose-priority', draftId: d, priority: 'low' }),
  pressed({ kind: 'change-text', draftId: d }),
  pressed({ kind: 'change-files', draftId: d }),
  pressed({ kind: 'remove-file', draftId: d, messageId: 1 }),
  pressed({ kind: 'change-fields', draftId: d }),
  pressed({ kind: 'change-field', draftId: d, field: 'system' }),
  pressed({ kind: 'choose-value', draftId: d, field: 'system', choice: 'mail' }),
  pressed({ kind: 'skip-field', draftId: d, field: 'system' }),
  pressed({ kind: 'my-tickets', page: 0, below: false }),
  pressed({ kind: 'open-ticket', ticketId: 'no-such-ticket', below: false }),
  pressed({ kind: 'settings' }),
  pressed({ kind: 'choose-language', language: 'en' }),
  pressed({ kind: 'sign-out' }),
];

const open: readonly Intent[] = [
  { kind: 'command', command: 'start' },
  { kind: 'command', command: 'help' },
  { kind: 'command', command: 'privacy' },
  { kind: 'command', command: 'unknown' },
  { kind: 'menu', item: 'help' },
  { kind: 'unsupported', what: 'sticker' },
  { kind: 'pressed-unknown', forged: false },
];

const keptOf = ({ kind }: Intent) => (kind === 'message' || kind === 'message-edited' ? 'words' : 'tap');

const nameOf = (intent: Intent) => {
  if (intent.kind === 'pressed') return intent.action.kind;
  return intent.kind === 'menu'
    ? `menu ${intent.item}`
    : intent.kind === 'command'
      ? `/${intent.command}`
      : intent.kind;
};
const named = (intents: readonly Intent[]) => intents.map((intent) => ({ name: nameOf(intent), intent }));

type Bot = ReturnType<typeof memoryConversations>;
const inbox = (bot: Bot) => bot.desk.lanes.inbox.at(-1)?.state;

async function met(who: Caller = olena): Promise<Bot> {
  const bot = memoryConversations();
  bot.gateway.employ(who.phone, who.profile);
  await bot.shareOwnPhone(who);
  return bot;
}

describe('without a session, what needs one', () => {
  it.each(named(gated))('$name is kept, and the person asked to sign in', async ({ intent }) => {
    const bot = await met();
    await bot.pass(30 * minuteMs);
    await bot.hear(olena, intent);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'sign-in-again', reason: 'idle', kept: keptOf(intent) },
      keyboard: { kind: 'share-phone', again: true },
    });
    expect(inbox(bot)).toBe('kept');

    await bot.shareOwnPhone(olena);
    expect(bot.desk.lanes.inbox.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it.each(named(gated))('$name of a stranger is kept as well', async ({ intent }) => {
    const bot = memoryConversations();
    await bot.hear(olena, intent);
    expect(bot.last(olena).screen).toEqual({ kind: 'sign-in-again', reason: 'first-time', kept: keptOf(intent) });
    expect(inbox(bot)).toBe('kept');
    expect(bot.desk.tables.drafts.size).toBe(0);
  });
});

describe('with a session', () => {
  it.each(named([...gated, ...open]))('$name is answered at once', async ({ intent }) => {
    const bot = await met();
    await bot.pass(30 * minuteMs - 1);
    const before = bot.seen(olena).length;
    await bot.hear(olena, intent);
    expect(inbox(bot)).toBe('done');
    expect(bot.seen(olena).length).toBeGreaterThan(before);
    expect(bot.last(olena).screen.kind).not.toBe('sign-in-again');
  });
});

describe('without a session, what needs none', () => {
  it.each(named(open))('$name is answered at once', async ({ intent }) => {
    const bot = memoryConversations();
    await bot.hear(olena, intent);
    expect(inbox(bot)).toBe('done');
    expect(bot.seen(olena)).toHaveLength(1);
  });
});

describe('why there is no session', () => {
  it.each<{ reason: string; end: (bot: Bot) => Promise<void> }>([
    { reason: 'idle', end: (bot) => bot.pass(30 * minuteMs) },
    {
      reason: 'absolute',
      end: async (bot) => {
        for (let passed = 0; passed < 12 * 60; passed += 20) {
          await bot.hear(olena, { kind: 'command', command: 'help' });
          await bot.pass(20 * minuteMs);
        }
      },
    },
    {
      reason: 'signed-out',
      end: async (bot) => {
        await bot.hear(olena, { kind: 'menu', item: 'settings' });
        await bot.press(olena, 'sign-out');
      },
    },
  ])('$reason is said', async ({ reason, end }) => {
    const bot = await met();
    await end(bot);
    await bot.write(olena, 'Зник інтернет');
    expect(bot.last(olena).screen).toEqual({ kind: 'sign-in-again', reason, kept: 'words' });
  });

  it('a session past its limit is ended by the very action that met it', async () => {
    const bot = await met();
    await bot.pass(45 * minuteMs);
    await bot.write(olena, 'Зник інтернет');
    expect([...bot.desk.tables.sessions.values()]).toMatchObject([{ state: 'ended', endReason: 'idle' }]);
    expect(bot.desk.tables.audit.map(({ act }) => act)).toEqual(['signed-in', 'session-ended']);
    expect([...bot.gateway.state.sessions.values()]).toMatchObject([{ ended: true }]);
  });
});

describe('activity', () => {
  it('is whatever a person says, and moves the end of the session', async () => {
    const bot = await met();
    for (const intent of [...open, ...gated.slice(2, 5)]) {
      await bot.pass(29 * minuteMs);
      await bot.hear(olena, intent);
      expect([...bot.desk.tables.sessions.values()].at(-1)).toMatchObject({
        state: 'live',
        lastActivityAt: bot.clock.now(),
      });
    }
  });

  it.each<Intent>([{ kind: 'bot-blocked' }, { kind: 'bot-unblocked' }, { kind: 'group', addressed: true }])(
    'is not what happens to the bot: $kind',
    async (intent) => {
      const bot = await met();
      const signedInAt = bot.clock.now();
      await bot.pass(minuteMs);
      await bot.hear(olena, intent);
      expect([...bot.desk.tables.sessions.values()]).toMatchObject([{ lastActivityAt: signedInAt }]);
    },
  );
});

describe('what needs a role', () => {
  const take: Intent = pressed({ kind: 'take-ticket', ticketId: 't', inList: false });

  it('is refused to an employee, and audited', async () => {
    const bot = await met();
    await bot.hear(olena, take);
    expect(bot.last(olena).screen).toEqual({ kind: 'not-for-you' });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'access-refused', outcome: 'refused', reason: 'role' });
  });

  it('reaches its use case for a specialist', async () => {
    const bot = await met(caller(1, { role: 'specialist', teams: ['infrastructure'] }));
    await expect(bot.hear(olena, take)).rejects.toThrow('No specialist speaks in this test.');
  });
});

describe('a lost race', () => {
  it('is run again from load', async () => {
    const bot = await met();
    await bot.write(olena, 'Зник інтернет');
    const [stored] = bot.desk.tables.drafts.values();
    if (!stored) throw new Error('There is no draft.');
    bot.desk.ledger.interfere(() => {
      const parts = [...stored.draft.parts, { ...part, messageId: 901, text: 'з другого пристрою' }];
      bot.desk.tables.drafts.set(stored.draft.id, {
        ...stored,
        draft: { ...stored.draft, parts },
        version: stored.version + 1,
      });
    });
    await bot.hear(olena, { kind: 'message', part: { ...part, messageId: 902, text: 'і Wi-Fi' }, replyTo: null });
    const [after] = bot.desk.tables.drafts.values();
    expect(after?.draft.parts.map(({ text }) => text)).toEqual(['Зник інтернет', 'з другого пристрою', 'і Wi-Fi']);
  });
});
