import type pg from 'pg';
import type { OfferBoard, OfferBoards } from '../../ports/consultation-board.ts';
import type { People } from '../../ports/people.ts';
import { type ConsultationRow, selectConsultations, toConsultation } from './consultations.ts';
import { decideLocked, teamLockOf } from './decide-locked.ts';
import type { LedgerOptions } from './ledger/commit-plan.ts';
import { type OfferCandidateRow, selectOfferCandidates, toOfferCandidate } from './read-offer-candidates.ts';
import { send } from './run-pipeline.ts';

export interface OfferBoardOptions extends LedgerOptions {
  readonly people: People;
}

export function createOfferBoards(options: OfferBoardOptions): OfferBoards {
  return {
    async decide({ team, consultationIds }, now, decide) {
      const decided = await decideLocked(options, {
        lock: { ...lockTeam, values: [team] },
        read: (client) => readBoard(client, options.people, { team, consultationIds, now }),
        decide,
      });
      if (!decided) throw new Error('A team always has a board.');
      return decided.outcome;
    },
  };
}

interface BoardRequest {
  readonly team: string;
  readonly consultationIds: readonly string[];
  readonly now: number;
}

async function readBoard(
  client: pg.ClientBase,
  people: People,
  { team, consultationIds, now }: BoardRequest,
): Promise<OfferBoard> {
  const [candidates, asked, staff] = await Promise.all([
    send(client, selectOfferCandidates(team, now)),
    send(client, selectConsultations(consultationIds)),
    people.listStaff([team]),
  ]);
  const consultations = asked.rows.map((row: ConsultationRow) => toConsultation(row));
  return {
    specialists: candidates.rows.map((row: OfferCandidateRow) => toOfferCandidate(row)),
    people: new Map(staff.map((known) => [known.person.id, known])),
    consultations: new Map(consultations.map((stored) => [stored.consultation.id, stored])),
  };
}

const lockTeam = { name: 'lock-team-for-offer', text: `select ${teamLockOf('$1::text')}` };
