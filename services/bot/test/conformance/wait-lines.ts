import { randomUUID } from 'node:crypto';
import { inTurn, type Priority, priorities, type Waiter, type WaitLists } from '@desk/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { WaitLines } from '../../src/ports/consultation-board.ts';
import { minuteMs, monday10 } from './samples.ts';

export interface WaitLinesUnderTest {
  readonly lines: WaitLines;
  close(): Promise<void>;
}

/** What the wait queue promises, wherever it is kept. */
export function holdWaitLinesToTheirPromises(open: () => Promise<WaitLinesUnderTest>): void {
  let underTest: WaitLinesUnderTest;
  let lines: WaitLines;
  beforeAll(async () => {
    underTest = await open();
    lines = underTest.lines;
  });
  afterAll(() => underTest.close());

  const aTeam = () => `team-${randomUUID().slice(0, 8)}`;
  const waiter = (priority: Priority, minutes: number): Waiter => {
    return { consultationId: randomIds.next(), priority, queuedAt: monday10 + minutes * minuteMs };
  };
  const nobody = { critical: [], high: [], medium: [], low: [] };

  it('a team nobody waits for has empty lines', async () => {
    expect(await lines.read(aTeam(), 10)).toEqual(nobody);
    expect(await lines.drop(aTeam(), randomUUID())).toBe('done');
  });

  it('each stands in the line of their priority by age, those of one instant by their ids', async () => {
    const team = aTeam();
    const [late, low] = [waiter('high', 5), waiter('low', 0)];
    const early = { ...waiter('high', 1), consultationId: '00000000-0000-7000-8000-000000000001' };
    const twin = { ...early, consultationId: '00000000-0000-7000-8000-000000000002' };
    for (const one of [late, twin, low, early]) expect(await lines.put(team, one)).toBe('done');
    await lines.put(aTeam(), waiter('high', 0));
    expect(await lines.read(team, 10)).toEqual({ ...nobody, high: [early, twin, late], low: [low] });
    expect(await lines.read(team, 1)).toEqual({ ...nobody, high: [early], low: [low] });
  });

  it('whoever is put again changes their place, and leaves the line they stood in', async () => {
    const team = aTeam();
    const one = waiter('medium', 3);
    const promoted: Waiter = { ...one, priority: 'critical', queuedAt: one.queuedAt - 1 };
    await lines.put(team, one);
    await lines.put(team, one);
    await lines.put(team, promoted);
    expect(await lines.read(team, 10)).toEqual({ ...nobody, critical: [promoted] });
    await lines.drop(team, one.consultationId);
    expect(await lines.read(team, 10)).toEqual(nobody);
  });

  it('built anew, everyone of Postgres stands in line at once, and the others go at the latest the second time', async () => {
    const [team, left] = [aTeam(), aTeam()];
    const [kept, missing, stale, gone] = [
      waiter('low', 1),
      waiter('high', 2),
      waiter('low', 0),
      waiter('medium', 1),
    ] as const;
    for (const one of [kept, stale]) await lines.put(team, one);
    await lines.put(left, gone);
    const asStored = new Map([[team, [kept, missing]]]);
    expect(await lines.rebuild(asStored)).toBe('done');
    const after = await lines.read(team, 10);
    expect(after).toMatchObject({ high: [missing] });
    expect(after === 'away' ? [] : after.low).toContainEqual(kept);
    await lines.rebuild(asStored);
    expect(await lines.read(team, 10)).toEqual({ ...nobody, high: [missing], low: [kept] });
    expect(await lines.read(left, 10)).toEqual(nobody);
  });

  it('five thousand that wait are served in the order of the domain', async () => {
    const team = aTeam();
    const waiters = Array.from({ length: 5_000 }, (_, index) =>
      waiter(priorities[index % 4] ?? 'low', (index * 7_919) % 600),
    );
    await lines.rebuild(new Map([[team, waiters]]));
    const read = await lines.read(team, 50);
    if (read === 'away') throw new Error('The lines are there.');
    expect(priorities.map((priority) => read[priority].length)).toEqual([50, 50, 50, 50]);
    const now = monday10 + 700 * minuteMs;
    const byAge = (priority: Priority) =>
      waiters
        .filter((one) => one.priority === priority)
        .toSorted(
          (one, other) => one.queuedAt - other.queuedAt || (one.consultationId < other.consultationId ? -1 : 1),
        );
    const [critical, high, medium, low] = priorities.map(byAge);
    const all = { critical: critical ?? [], high: high ?? [], medium: medium ?? [], low: low ?? [] };
    const first50 = (lists: WaitLists) => [...inTurn(lists, now)].slice(0, 50);
    expect(first50(read)).toEqual(first50(all));
  });
}
