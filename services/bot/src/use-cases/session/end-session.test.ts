import { describe, expect, it } from 'vitest';
import { caller, memoryConversations } from '../../../test/fakes/memory-conversations.ts';
import { endDueSession } from './end-due-session.ts';
import { endRevokedSession } from './end-revoked-session.ts';

const olena = caller(1);
const minuteMs = 60_000;

async function setting() {
  const bot = memoryConversations();
  bot.gateway.employ(olena.phone, olena.profile);
  await bot.shareOwnPhone(olena);
  const needs = { ...bot.desk, clock: bot.clock, policy: bot.policy };
  const [person] = bot.desk.tables.people.values();
  const [session] = bot.desk.tables.sessions.values();
  if (!person || !session) throw new Error('Nobody is signed in.');
  return { bot, needs, personId: person.id, gatewaySessionId: session.gatewaySessionId };
}

type Bot = Awaited<ReturnType<typeof setting>>['bot'];
const sessionsOf = (bot: Bot) => [...bot.desk.tables.sessions.values()];

describe('the job that ends sessions', () => {
  it('ends an idle one at its limit, here and at the gateway, in silence', async () => {
    const { bot, needs, personId } = await setting();
    const startedAt = bot.clock.now();
    await bot.pass(31 * minuteMs);
    expect(await endDueSession(needs)(personId)).toBe('committed');
    await bot.settle();
    expect(sessionsOf(bot)).toMatchObject([
      { state: 'ended', endReason: 'idle', endsAt: startedAt + 30 * minuteMs, token: '' },
    ]);
    expect([...bot.gateway.state.sessions.values()]).toMatchObject([{ ended: true }]);
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({
      act: 'session-ended',
      actor: { kind: 'service' },
      reason: 'idle',
    });
    expect(bot.seen(olena)).toHaveLength(1);
  });

  it('ends one that lasted twelve hours however busy it was', async () => {
    const { bot, needs, personId } = await setting();
    for (let passed = 0; passed < 12 * 60; passed += 20) {
      await bot.hear(olena, { kind: 'command', command: 'help' });
      await bot.pass(20 * minuteMs);
    }
    await endDueSession(needs)(personId);
    expect(sessionsOf(bot)).toMatchObject([{ state: 'ended', endReason: 'absolute' }]);
  });

  it('comes back later where there was activity', async () => {
    const { bot, needs, personId } = await setting();
    await bot.pass(20 * minuteMs);
    await bot.hear(olena, { kind: 'command', command: 'help' });
    const dueAt = bot.clock.now() + 30 * minuteMs;
    await bot.pass(10 * minuteMs);
    await endDueSession(needs)(personId);
    expect(sessionsOf(bot)).toMatchObject([{ state: 'live' }]);
    expect(bot.desk.jobs.at(-1)).toEqual({ queue: 'timers', timer: 'session-end', personId, dueAt });
  });

  it.each(['ended before', 'a person who is gone'])('does nothing about %s', async (what) => {
    const { bot, needs, personId } = await setting();
    await bot.hear(olena, { kind: 'menu', item: 'settings' });
    await bot.press(olena, 'sign-out');
    const audited = bot.desk.tables.audit.length;
    await endDueSession(needs)(what === 'ended before' ? personId : 'nobody');
    expect(bot.desk.tables.audit).toHaveLength(audited);
  });

  it('leaves duty alone', async () => {
    const { bot, needs, personId } = await setting();
    const now = bot.clock.now();
    const duty = { personId, state: 'on-shift', since: now, shiftStartedAt: now, version: 1 } as const;
    bot.desk.tables.duties.set(personId, duty);
    await bot.pass(31 * minuteMs);
    await endDueSession(needs)(personId);
    expect(bot.desk.tables.duties.get(personId)).toEqual(duty);
  });

  it('starts over when it is overtaken, and gives up after five times', async () => {
    const { bot, needs, personId } = await setting();
    await bot.pass(31 * minuteMs);
    const overtaken = { ...needs, ledger: { commit: async () => 'overtaken' as const } };
    expect(await endDueSession(overtaken)(personId)).toBe('overtaken');
    expect(sessionsOf(bot)).toMatchObject([{ state: 'live' }]);
  });
});

describe('a session the gateway took back', () => {
  it('ends at once, and is not ended there again', async () => {
    const { bot, needs, gatewaySessionId } = await setting();
    await endRevokedSession(needs)(gatewaySessionId, { kind: 'job', name: 'test' });
    expect(sessionsOf(bot)).toMatchObject([{ state: 'ended', endReason: 'revoked' }]);
    expect(bot.desk.lanes.outbox.map(({ effect }) => effect.kind)).not.toContain('end-gateway-session');
    await bot.write(olena, 'Чому?');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'sign-in-again', reason: 'revoked', kept: 'words' });
  });

  it('is not the one that came after it', async () => {
    const { bot, needs, gatewaySessionId } = await setting();
    await bot.pass(1_000);
    await bot.shareOwnPhone(olena);
    await endRevokedSession(needs)(gatewaySessionId, { kind: 'job', name: 'test' });
    expect(sessionsOf(bot).map(({ state }) => state)).toEqual(['ended', 'live']);
  });
});

describe('signing out', () => {
  it('ends the session everywhere and keeps the draft for the next one', async () => {
    const { bot } = await setting();
    await bot.write(olena, 'Зник інтернет');
    await bot.hear(olena, { kind: 'menu', item: 'settings' });
    await bot.press(olena, 'sign-out');
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'signed-out' },
      keyboard: { kind: 'share-phone', again: true },
    });
    expect(sessionsOf(bot)).toMatchObject([{ state: 'ended', endReason: 'signed-out' }]);
    expect([...bot.gateway.state.sessions.values()]).toMatchObject([{ ended: true }]);
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'signed-out', actor: { kind: 'person' } });

    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', preview: 'Зник інтернет' });
  });
});
