import { describe, expect, it } from 'vitest';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');

/** The process dies at one of its steps: before it, or after it and before anyone learns. How many were begun. */
function killAt(team: Team, step: number, when: 'before' | 'after'): () => number {
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
  arm(team.gateway.desk, 'upload');
  arm(team.gateway.desk, 'move');
  arm(team.gateway.writing, 'comment');
  arm(team.desk.ledger, 'commit');
  return () => {
    for (const restore of restored) restore();
    return count;
  };
}

async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  await team.file(olena);
  await team.press(iryna, 'take-ticket');
  await team.work();
  return team;
}

async function send(team: Team, file: boolean): Promise<void> {
  const part = { messageId: 801, albumId: null, text: 'Замінили точку доступу.', file: file ? aFile() : null };
  await team.hear(iryna, { kind: 'message', part, replyTo: null });
}

async function recover(team: Team): Promise<void> {
  for (let times = 0; times < 4; times += 1) {
    await team.pass(15_000);
    await team.work();
  }
}

const each = (steps: number) =>
  Array.from({ length: steps }, (_, index) => index + 1).flatMap((step) => [
    { step, when: 'before' as const },
    { step, when: 'after' as const },
  ]);

describe('killed at any step', () => {
  /** Taken up, uploaded, posted, stored. */
  it.each(each(4))('of a comment with a file ($when step $step): one comment, one file', async ({ step, when }) => {
    const team = await given();
    await team.press(iryna, 'write', { what: 'comment' });
    const restore = killAt(team, step, when);
    await expect(send(team, true)).rejects.toThrow('killed');
    expect(restore()).toBe(step);
    await recover(team);
    const comments = team.gateway.state.comments.get('SD-101') ?? [];
    expect(comments.map(({ text, files }) => [text, files.length])).toEqual([['Замінили точку доступу.', 1]]);
    expect([...team.desk.tables.outgoing.values()]).toMatchObject([{ comment: { state: 'sent', content: null } }]);
  });

  /** Taken up, moved, stored. */
  it.each(each(3))('of a solution ($when step $step): resolved once, said once', async ({ step, when }) => {
    const team = await given();
    await team.press(iryna, 'write', { what: 'resolve' });
    const restore = killAt(team, step, when);
    await expect(send(team, false)).rejects.toThrow('killed');
    expect(restore()).toBe(step);
    await recover(team);
    expect(team.gateway.state.comments.get('SD-101')?.map(({ text }) => text)).toEqual(['Замінили точку доступу.']);
    expect(team.gateway.state.filed.get('SD-101')?.state.status).toBe('resolved');
    expect([...team.desk.tables.outgoing.values()]).toMatchObject([{ comment: { state: 'sent', content: null } }]);
    const done = team.seen(iryna).filter(({ screen }) => screen.kind === 'change-done');
    expect(done).toHaveLength(1);
  });
});
