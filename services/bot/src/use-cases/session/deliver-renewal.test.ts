import { describe, expect, it } from 'vitest';
import { caller, memoryConversations } from '../../../test/fakes/memory-conversations.ts';

const olena = caller(1);
const minuteMs = 60_000;

async function setting() {
  const bot = memoryConversations();
  bot.gateway.employ(olena.phone, olena.profile);
  await bot.shareOwnPhone(olena);
  return bot;
}

type Bot = Awaited<ReturnType<typeof setting>>;
const help = { kind: 'command', command: 'help' } as const;
const sessionOf = (bot: Bot) => [...bot.desk.tables.sessions.values()].at(-1);

describe('the token', () => {
  it('is left alone while it is young', async () => {
    const bot = await setting();
    const before = sessionOf(bot)?.token;
    await bot.pass(5 * minuteMs);
    await bot.hear(olena, help);
    expect(sessionOf(bot)?.token).toBe(before);
  });

  it('is renewed by activity when it is older than 5 min, and the person with it', async () => {
    const bot = await setting();
    await bot.pass(5 * minuteMs + 1);
    bot.gateway.employ(olena.phone, { ...olena.profile, role: 'specialist', teams: ['infrastructure'] });
    await bot.hear(olena, help);
    expect(sessionOf(bot)?.tokenExpiresAt).toBe(bot.clock.now() + 10 * minuteMs);
    expect([...bot.desk.tables.people.values()]).toMatchObject([
      { profile: { role: 'specialist' }, profileCheckedAt: bot.clock.now() },
    ]);
  });

  it('is renewed once more for what was said just after it was made, so that the gateway counts it too', async () => {
    const bot = await setting();
    await bot.pass(4 * minuteMs);
    await bot.hear(olena, help);
    await bot.pass(2 * minuteMs);
    expect(sessionOf(bot)?.tokenExpiresAt).toBe(bot.clock.now() + 10 * minuteMs);
    await bot.pass(27 * minuteMs);
    await bot.write(olena, 'Закінчився папір');
    await bot.press(olena, 'choose-type', { requestType: 'printer' });
    expect(bot.last(olena).screen.kind).toBe('ticket-created');
  });

  it('is not renewed for somebody who said nothing since', async () => {
    const bot = await setting();
    const before = sessionOf(bot)?.token;
    for (let passed = 0; passed < 29; passed += 1) await bot.pass(minuteMs);
    expect(sessionOf(bot)?.token).toBe(before);
  });

  it('waits for a gateway that is away, and one renewal then does for all', async () => {
    const bot = await setting();
    await bot.pass(6 * minuteMs);
    bot.gateway.setGateway('down');
    await bot.hear(olena, help);
    await bot.hear(olena, help);
    expect(bot.desk.lanes.outbox.filter(({ state }) => state === 'waiting')).toHaveLength(2);
    bot.gateway.setGateway('up');
    await bot.pass(minuteMs);
    expect(bot.desk.lanes.outbox.filter(({ state }) => state === 'waiting')).toHaveLength(0);
    expect(sessionOf(bot)).toMatchObject({ state: 'live', version: 2 });
  });

  it('ends the session where the gateway says that it is over', async () => {
    const bot = await setting();
    await bot.pass(6 * minuteMs);
    bot.gateway.dismiss(olena.phone);
    await bot.hear(olena, help);
    expect(sessionOf(bot)).toMatchObject({ state: 'ended', endReason: 'revoked' });
    await bot.write(olena, 'Ще щось');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'sign-in-again', reason: 'revoked' });
  });

  it('is forgotten about once the session is over here', async () => {
    const bot = await setting();
    await bot.pass(6 * minuteMs);
    bot.gateway.setGateway('down');
    await bot.hear(olena, help);
    await bot.pass(31 * minuteMs);
    bot.gateway.setGateway('up');
    await bot.pass(minuteMs);
    expect(bot.desk.lanes.outbox.filter(({ state }) => state === 'waiting')).toHaveLength(0);
    expect(sessionOf(bot)).toMatchObject({ version: 1 });
  });
});

describe('the end of a session at the gateway', () => {
  it('is tried until the gateway lets go of it by itself, then noted as failed', async () => {
    const bot = await setting();
    bot.gateway.setGateway('down');
    await bot.hear(olena, { kind: 'menu', item: 'settings' });
    await bot.press(olena, 'sign-out');
    for (let tries = 0; tries < 80; tries += 1) await bot.pass(30_000);
    expect(bot.desk.lanes.outbox.filter(({ state }) => state === 'waiting')).toHaveLength(0);
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'integration-failed', reason: 'gateway-down' });
  });
});
