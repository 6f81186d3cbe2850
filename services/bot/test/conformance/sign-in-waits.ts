import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DeskUnderTest, type OpenDesk, store } from './desk-under-test.ts';
import { monday10 } from './samples.ts';

/** What the reader of those who wait to be confirmed promises. */
export function holdSignInWaitsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  it('one waits for each account: the later takes the place of the earlier', async () => {
    const [telegramId, earlier] = [880_001, randomUUID()];
    const times = { expiresAt: monday10 + 3_600_000, settledAt: null };
    const wait = { telegramId, chatId: telegramId, confirmationId: earlier, language: 'en', ...times } as const;
    await store(desk, { kind: 'save-sign-in-wait', wait });
    expect(await desk.waits.find(telegramId)).toEqual(wait);
    expect(await desk.waits.find(880_002)).toBeNull();

    const later = { ...wait, confirmationId: randomUUID(), language: 'uk' } as const;
    await store(desk, { kind: 'save-sign-in-wait', wait: later });
    expect(await desk.waits.find(telegramId)).toEqual(later);
    expect(await desk.waits.findByConfirmation(later.confirmationId)).toEqual(later);
    expect(await desk.waits.findByConfirmation(earlier)).toBeNull();
  });

  it('settling ends the wait it is about, and none that has taken its place', async () => {
    const [telegramId, settledAt] = [880_003, monday10];
    const times = { expiresAt: monday10 + 3_600_000, settledAt: null };
    const wait = { telegramId, chatId: telegramId, confirmationId: randomUUID(), language: 'en', ...times } as const;
    const later = { ...wait, confirmationId: randomUUID() };
    await store(desk, { kind: 'save-sign-in-wait', wait });
    await store(desk, { kind: 'save-sign-in-wait', wait: later });
    await store(desk, { kind: 'save-sign-in-wait', wait: { ...wait, settledAt } });
    expect(await desk.waits.find(telegramId)).toEqual(later);
    await store(desk, { kind: 'save-sign-in-wait', wait: { ...later, settledAt } });
    expect(await desk.waits.find(telegramId)).toEqual({ ...later, settledAt });
  });
}
