import { describe, expect, it } from 'vitest';
import { aFile, draftsOf, filedOf, olena, post, reviewed } from '../../../test/fakes/filing-steps.ts';
import type { Conversations } from '../../../test/fakes/memory-conversations.ts';

/** Taken up, uploaded, filed, stored. */
const stepsOfFiling = 4;

/** The process dies at one of its steps: before it, or after it and before anyone learns. How many steps were begun. */
function killAt(bot: Conversations, step: number, when: 'before' | 'after'): () => number {
  let count = 0;
  const restored: (() => void)[] = [];
  function arm<Name extends string>(target: Record<Name, (...args: never[]) => Promise<unknown>>, name: Name): void {
    const original = target[name];
    restored.push(() => {
      target[name] = original;
    });
    target[name] = async (...args: never[]) => {
      count += 1;
      if (count === step && when === 'before') throw new Error('killed');
      const answer = await original(...args);
      if (count === step && when === 'after') throw new Error('killed');
      return answer;
    };
  }
  arm(bot.gateway.desk, 'upload');
  arm(bot.gateway.desk, 'file');
  arm(bot.desk.ledger, 'commit');
  return () => {
    for (const restore of restored) restore();
    return count;
  };
}

describe('killed at any step of filing', () => {
  const steps = Array.from({ length: stepsOfFiling }, (_, index) => index + 1).flatMap((step) => [
    { step, when: 'before' as const },
    { step, when: 'after' as const },
  ]);

  it.each(steps)('$when step $step, and started again: exactly one ticket, told once', async ({ step, when }) => {
    const bot = await reviewed();
    await post(bot, 90, { file: aFile() });
    const restore = killAt(bot, step, when);
    await expect(bot.press(olena, 'send-draft')).rejects.toThrow('killed');
    expect(restore()).toBe(step);
    await bot.pass(30_000);

    const created = bot.seen(olena).filter(({ screen }) => screen.kind === 'ticket-created');
    expect(filedOf(bot)).toHaveLength(1);
    expect(created).toHaveLength(1);
    expect(draftsOf(bot)).toHaveLength(0);
    expect(bot.desk.tables.tickets.size).toBe(1);
    expect(bot.desk.jobs.filter(({ queue }) => queue === 'assign')).toHaveLength(1);
  });
});
