import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConsultationRecord } from '../../src/ports/consultations.ts';
import { type DeskUnderTest, type OpenDesk, store } from './desk-under-test.ts';
import { minuteMs, monday10 } from './samples.ts';

/** What the figures of consultations promise. */
export function holdConsultationRecordsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  const forecast = { meanMinutes: 4.5, p50Minutes: 4, p90Minutes: 9.25 };

  it('only what is named changes, and what was never begun is not added to', async () => {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const specialistId = randomUUID();
    const record: ConsultationRecord = {
      ...{ consultationId: randomUUID(), ticketId: randomUUID(), requestType: 'internet', team, priority: 'high' },
      ...{ requestedAt: monday10, offeredAt: null, acceptedAt: null, specialistId: null, endedAt: null },
      ...{ leftAt: null, stars: null, forecast: null },
    };
    const { consultationId, ticketId, requestType, priority, requestedAt } = record;
    const first = { consultationId, ticketId, requestType, team, priority, requestedAt };
    const listed = () => desk.consultationRecords.listRecords({ teams: [team] }, monday10, monday10 + 1);
    await store(desk, { kind: 'record-consultation', record: { consultationId, stars: 3 } });
    expect(await listed()).toEqual([]);
    await store(desk, { kind: 'record-consultation', record: first });
    expect(await listed()).toEqual([record]);
    const accepted = { offeredAt: monday10 + 1, acceptedAt: monday10 + 3 * minuteMs, specialistId, forecast };
    await store(desk, { kind: 'record-consultation', record: { consultationId, ...accepted } });
    await store(desk, { kind: 'record-consultation', record: { consultationId, stars: 5, endedAt: monday10 + 9 } });
    await store(desk, { kind: 'record-consultation', record: { ...first, priority: 'critical', offeredAt: null } });
    const expected = {
      ...record,
      ...accepted,
      priority: 'critical',
      offeredAt: null,
      stars: 5,
      endedAt: monday10 + 9,
    };
    expect(await listed()).toEqual([expected]);
    expect(await desk.consultationRecords.listRecords({ specialistId }, monday10, monday10 + 1)).toEqual([expected]);
    expect(await desk.consultationRecords.listRecords({ specialistId }, monday10 + 1, monday10 + 2)).toEqual([]);
    expect(await desk.consultationRecords.listFacts(team, monday10)).toEqual([
      {
        ...{ priority: 'critical', queuedAt: monday10, offeredAt: null, acceptedAt: monday10 + 3 * minuteMs },
        ...{ endedAt: monday10 + 9, leftAt: null },
      },
    ]);
    expect(await desk.consultationRecords.listFacts(team, monday10 + 1)).toEqual([]);
  });

  it('the latest forecasts of a class come with what became of them, oldest first', async () => {
    const team = `team-${randomUUID().slice(0, 8)}`;
    for (const waited of [5, 1, 3]) {
      const begun = { ticketId: randomUUID(), requestType: 'internet', team, priority: 'low' } as const;
      const times = { requestedAt: monday10, acceptedAt: monday10 + waited * minuteMs };
      const record = { consultationId: randomUUID(), ...begun, ...times, forecast };
      await store(desk, { kind: 'record-consultation', record });
      const other = { ...record, consultationId: randomUUID(), priority: 'high' } as const;
      await store(desk, { kind: 'record-consultation', record: { ...other, forecast: null } });
    }
    const waits = async (priority: 'low' | 'high', max: number) =>
      (await desk.consultationRecords.listOutcomes(team, priority, max)).map(({ waitedMinutes }) => waitedMinutes);
    expect(await waits('low', 10)).toEqual([1, 3, 5]);
    expect(await waits('low', 2)).toEqual([3, 5]);
    expect(await waits('high', 10)).toEqual([]);
    expect((await desk.consultationRecords.listOutcomes(team, 'low', 1))[0]).toEqual({
      ...forecast,
      waitedMinutes: 5,
    });
  });
}
