import type { ThinEvent } from '@desk/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PendingEvents } from '../../src/ports/bot-events.ts';
import { aUuid, testStart } from '../fakes/system.ts';

export interface PendingEventsUnderTest {
  readonly pending: PendingEvents;
  /** Each a second younger than the one before. */
  hold(events: readonly ThinEvent[]): Promise<void>;
}

const revoked = (number: number): ThinEvent => {
  return { kind: 'session-revoked', id: `r-${number}`, sessionId: aUuid(number), at: testStart };
};
const erased = (number: number): ThinEvent => {
  return { kind: 'person-erased', id: `e-${number}`, employeeId: `e-${number}`, at: testStart };
};

/** What every store of the gateway's own events keeps to. A fresh one for each test. */
export function describePendingEvents(name: string, open: () => Promise<PendingEventsUnderTest>): void {
  describe(`stores of pending events: ${name}`, () => {
    let under: PendingEventsUnderTest;
    beforeEach(async () => {
      under = await open();
    });

    const listed = async (ofKindMax: number) =>
      (await under.pending.listOldestOfEachKind(ofKindMax)).map(({ id }) => id);

    it('hold what they were given, the oldest first', async () => {
      expect(await under.pending.listOldestOfEachKind(9)).toEqual([]);
      const events = [revoked(2), erased(1), revoked(1)];
      await under.hold(events);
      expect(await under.pending.listOldestOfEachKind(9)).toEqual(events);
    });

    it('list as many of each kind, however many there are of another', async () => {
      await under.hold([erased(1), erased(2), erased(3), revoked(1), erased(4), revoked(2), revoked(3)]);
      expect(await listed(2)).toEqual(['e-1', 'e-2', 'r-1', 'r-2']);
      expect(await listed(1)).toEqual(['e-1', 'r-1']);
    });

    it('list the next ones once the first are removed', async () => {
      await under.hold([erased(1), erased(2), revoked(1), revoked(2)]);
      await under.pending.remove(['r-1', 'e-1', 'unknown']);
      expect(await listed(1)).toEqual(['e-2', 'r-2']);
      await under.pending.remove([]);
      expect(await listed(9)).toEqual(['e-2', 'r-2']);
    });
  });
}
