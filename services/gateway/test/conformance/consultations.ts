import type { AuditEntry } from '@desk/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Consultations, openPerTicketMax, specialistsPerConsultationMax } from '../../src/ports/consultations.ts';
import { aUuid, testStart } from '../fakes/system.ts';

export interface ConsultationsUnderTest {
  readonly consultations: Consultations;
  acts(): Promise<readonly string[]>;
}

const hourMs = 60 * 60_000;
const id = aUuid(1);
const asked = {
  id,
  number: 'SD-1',
  employeeId: 'e-1',
  grant: { id: aUuid(101), expiresAt: testStart + 72 * hourMs },
  at: testStart,
};
const another = (number: number, change: object = {}) => ({
  ...asked,
  id: aUuid(number),
  grant: { ...asked.grant, id: aUuid(100 + number) },
  ...change,
});

function entry(act: AuditEntry['act']): AuditEntry {
  const on = { kind: 'ticket', id: 'SD-1' } as const;
  return { act, actor: { kind: 'person', id: 'e-1' }, on, outcome: 'done', reason: id, at: testStart };
}

/** What every store of consultations keeps to. A fresh one for each test. */
export function describeConsultations(name: string, open: () => Promise<ConsultationsUnderTest>): void {
  describe(`consultations: ${name}`, () => {
    let under: ConsultationsUnderTest;
    let consultations: Consultations;
    beforeEach(async () => {
      under = await open();
      consultations = under.consultations;
    });

    const opened = entry('consultation-opened');
    const join = (employeeId: string, of = id, at = testStart) =>
      consultations.join(of, { employeeId, at }, entry('consultation-joined'));

    it('are opened once, whoever asks again', async () => {
      const { at: _, ...kept } = asked;
      const consultation = { ...kept, specialistIds: [], closedRevision: null };
      expect(await consultations.open(asked, opened)).toEqual({ kind: 'opened', consultation });
      const again = another(2, { id, employeeId: 'e-2', number: 'SD-2' });
      expect(await consultations.open(again, opened)).toEqual({ kind: 'opened', consultation });
      expect(await consultations.find(id)).toEqual(consultation);
      expect(await consultations.findByGrant(asked.grant.id)).toEqual(consultation);
      expect([await consultations.find(aUuid(2)), await consultations.findByGrant(aUuid(102))]).toEqual([null, null]);
      expect(await under.acts()).toEqual(['consultation-opened']);
    });

    it('of one ticket are open fifty at a time', async () => {
      for (let number = 1; number <= openPerTicketMax; number += 1) {
        await consultations.open(another(number), opened);
      }
      expect(await consultations.open(another(90), opened)).toEqual({ kind: 'full' });
      expect(await consultations.open(asked, opened)).toMatchObject({ kind: 'opened' });
      expect(await consultations.open(another(91, { number: 'SD-2' }), opened)).toMatchObject({ kind: 'opened' });
      await consultations.close(id, { revision: 1, expiresAt: testStart + hourMs });
      expect(await consultations.open(another(90), opened)).toMatchObject({ kind: 'opened' });
      const later = another(92, { at: asked.grant.expiresAt });
      expect(await consultations.open(later, opened)).toMatchObject({ kind: 'opened' });
    });

    it('are joined once, by fifty at the most, in order', async () => {
      await consultations.open(asked, opened);
      expect([await join('e-4'), await join('e-3', id, testStart + 1), await join('e-4')]).toEqual([
        'joined',
        'joined',
        'joined',
      ]);
      expect((await consultations.find(id))?.specialistIds).toEqual(['e-4', 'e-3']);
      expect(await under.acts()).toEqual(['consultation-opened', 'consultation-joined', 'consultation-joined']);
      for (let number = 10; number < specialistsPerConsultationMax + 8; number += 1) await join(`e-${number}`);
      expect([await join('e-100'), await join('e-3')]).toEqual(['full', 'joined']);
    });

    it('tell who was ever consulted about a ticket', async () => {
      await consultations.open(asked, opened);
      await consultations.open(another(2), opened);
      await consultations.open(another(3, { number: 'SD-2' }), opened);
      for (const [employeeId, of] of [
        ['e-4', id],
        ['e-3', aUuid(2)],
        ['e-4', aUuid(2)],
        ['e-5', aUuid(3)],
      ] as const) {
        await join(employeeId, of);
      }
      await consultations.close(id, { revision: 1, expiresAt: testStart });
      expect(await consultations.listConsulted('SD-1')).toEqual(['e-3', 'e-4']);
      expect(await consultations.listConsulted('SD-3')).toEqual([]);
    });

    it('count each use of a grant once, up to what it is good for', async () => {
      await consultations.open(asked, opened);
      await consultations.open(another(2), opened);
      const most = { messages: 5, bytes: 100 };
      const spend = (spending: number, messages: number, bytes: number, of = id) =>
        consultations.spend(of, { id: aUuid(spending), messages, bytes }, most);
      expect([await spend(1, 3, 0), await spend(1, 3, 0), await spend(2, 3, 0)]).toEqual(['spent', 'spent', 'used-up']);
      expect([await spend(3, 2, 60), await spend(4, 0, 41), await spend(3, 0, 40), await spend(4, 0, 60)]).toEqual([
        'spent',
        'used-up',
        'spent',
        'spent',
      ]);
      expect([await spend(5, 0, 1), await spend(1, 5, 100, aUuid(2))]).toEqual(['used-up', 'spent']);
    });

    it('count uses that come at once one after another', async () => {
      await consultations.open(asked, opened);
      const most = { messages: 5, bytes: 100 };
      const uses = Array.from({ length: 8 }, (_, turn) => ({ id: aUuid(turn + 1), messages: 1, bytes: 20 }));
      const outcomes = await Promise.all(uses.map((use) => consultations.spend(id, use, most)));
      expect(outcomes.filter((outcome) => outcome === 'spent')).toHaveLength(5);
      const again = await Promise.all(uses.map((use) => consultations.spend(id, use, most)));
      expect(again).toEqual(outcomes);
    });

    it('keep the latest revision of their closing, and end no later than the first said', async () => {
      await consultations.open(asked, opened);
      const closedAt = testStart + hourMs;
      await consultations.close(id, { revision: 2, expiresAt: closedAt });
      expect(await consultations.find(id)).toMatchObject({ closedRevision: 2, grant: { expiresAt: closedAt } });
      await consultations.close(id, { revision: 1, expiresAt: testStart });
      // As large as an instant.
      await consultations.close(id, { revision: testStart, expiresAt: closedAt + 1 });
      expect(await consultations.find(id)).toMatchObject({ closedRevision: testStart, grant: { expiresAt: closedAt } });
    });
  });
}
