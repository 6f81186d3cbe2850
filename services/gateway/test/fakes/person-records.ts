import type { Erasure, PersonRecord, PersonRecords } from '../../src/ports/person-records.ts';

export interface FakePersonRecords extends PersonRecords {
  readonly erased: readonly Erasure[];
  setUnfiled(tickets: number): void;
}

const nothing: PersonRecord = {
  ...{ person: null, sealedPhone: null, trackerAccount: null, telegram: null, cut: false },
  ...{ sessions: [], refusedSignIns: [], tickets: [], comments: [], consultations: [], participations: [] },
  ...{ assignments: [], audit: [], subjects: [] },
};

/** Holds what a test gives it; what erasing means for rows is for the real one to prove. */
export function createFakePersonRecords(record: Partial<PersonRecord> = {}): FakePersonRecords {
  const erased: Erasure[] = [];
  let unfiled = 0;
  return {
    erased,
    setUnfiled(tickets) {
      unfiled = tickets;
    },
    read: async () => ({ ...nothing, ...record }),
    countUnfiled: async () => unfiled,
    findByTelegramId: async () => null,
    findByBotId: async () => null,
    async erase(erasure) {
      erased.push(erasure);
      return { sessions: 1 };
    },
  };
}
