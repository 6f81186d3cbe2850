import type { OfferCandidate } from '@desk/domain';
import type { OfferBoard, OfferBoards } from '../../src/ports/consultation-board.ts';
import type { Person } from '../../src/ports/people.ts';
import type { Ledger } from '../../src/ports/plan.ts';
import { offeredTo, talkerOf } from './apply-consultation-change.ts';
import { toStored } from './memory-consultations.ts';
import { acquaintance } from './memory-readers.ts';
import type { Tables } from './memory-tables.ts';
import { candidateOf, isOnDuty, latest, periodMs, staffOf } from './memory-team-boards.ts';

const runsMax = 5;

/** As the boards of tickets are, of the specialists with what they have to do with consultations. */
export function memoryOfferBoards(tables: Tables, ledger: Ledger): OfferBoards {
  return {
    async decide({ team, consultationIds }, now, decide) {
      for (let run = 1; run <= runsMax; run += 1) {
        const { plan, outcome } = decide(boardOf(tables, team, consultationIds, now));
        const stored = await ledger.commit(plan, { kind: 'job', name: 'consult' });
        if (stored === 'committed') return outcome;
      }
      throw new Error('An offer was overtaken each time it was decided.');
    },
  };
}

function boardOf(tables: Tables, team: string, consultationIds: readonly string[], now: number): OfferBoard {
  const staff = staffOf(tables, team);
  const onDuty = staff.filter(({ id }) => isOnDuty(tables, id));
  const asked = consultationIds.flatMap((id) => tables.consultations.get(id) ?? []);
  return {
    specialists: onDuty.map((person) => offerCandidateOf(tables, person, team, now)),
    people: new Map(staff.map((person) => [person.id, acquaintance(tables, person)])),
    consultations: new Map(asked.map((row) => [row.consultation.id, toStored(row)])),
  };
}

function offerCandidateOf(tables: Tables, person: Person, team: string, now: number): OfferCandidate {
  const { id } = person;
  const all = [...tables.consultations.values()].map(({ consultation }) => consultation);
  const ends = all.flatMap((consultation) => {
    const ended = consultation.state === 'ended' || consultation.state === 'rated';
    return ended && consultation.dialogue.specialistId === id ? [consultation.endedAt] : [];
  });
  const accepted = [...tables.offers.values()].flatMap(({ personId, over }) => {
    return personId === id && over?.end === 'accepted' ? [over.at] : [];
  });
  return {
    ...candidateOf(tables, person, team, now),
    lastClosedAt: latest(ends),
    lastAssignedAt: latest(accepted),
    closedInPeriod: ends.filter((at) => at > now - periodMs).length,
    liveChats: all.filter((consultation) => talkerOf(consultation) === id).length,
    openOffers: all.filter((consultation) => offeredTo(consultation) === id).length,
  };
}
