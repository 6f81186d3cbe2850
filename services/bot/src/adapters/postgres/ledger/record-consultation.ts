import type { ConsultationRecord } from '../../../ports/consultations.ts';
import type { ChangeWriter } from './change-writer.ts';

/** The first record of a consultation says what it is about; later ones change what they name. */
export const recordConsultation: ChangeWriter<'record-consultation'> = ({ record }) => {
  const named = JSON.stringify(columnsNamed(record));
  return [{ ...(isFirst(record) ? upsertFacts : updateFacts), values: [record.consultationId, named] }];
};

function isFirst(record: Partial<ConsultationRecord>): boolean {
  const { ticketId, requestType, team, priority, requestedAt } = record;
  return [ticketId, requestType, team, priority, requestedAt].every((value) => value !== undefined);
}

/** What is not named stays undefined, which JSON leaves out. */
function columnsNamed(record: Partial<ConsultationRecord>): Readonly<Record<string, unknown>> {
  const { forecast } = record;
  return {
    consultation_id: record.consultationId,
    ticket_id: record.ticketId,
    request_type: record.requestType,
    team: record.team,
    priority: record.priority,
    requested_at: instantOf(record.requestedAt),
    offered_at: instantOf(record.offeredAt),
    accepted_at: instantOf(record.acceptedAt),
    specialist_id: record.specialistId,
    ended_at: instantOf(record.endedAt),
    left_at: instantOf(record.leftAt),
    stars: record.stars,
    ...(forecast === undefined
      ? {}
      : {
          mean_minutes: forecast?.meanMinutes ?? null,
          p50_minutes: forecast?.p50Minutes ?? null,
          p90_minutes: forecast?.p90Minutes ?? null,
        }),
  };
}

function instantOf(at: number | null | undefined): Date | null | undefined {
  return typeof at === 'number' ? new Date(at) : at;
}

const columns = `ticket_id, request_type, team, priority, requested_at, offered_at, accepted_at, specialist_id, ended_at,
  left_at, stars, mean_minutes, p50_minutes, p90_minutes`;

/** A record of the table's own type takes the columns that the JSON names and keeps the others. */
const updateFacts = {
  name: 'update-consultation-facts',
  text: `
    update consultation_facts f
    set (${columns}) = (select ${columns} from jsonb_populate_record(f, $2::jsonb))
    where consultation_id = $1`,
};

const upsertFacts = {
  name: 'upsert-consultation-facts',
  text: `
    insert into consultation_facts as f
    select * from jsonb_populate_record(null::consultation_facts, $2::jsonb) where consultation_id = $1
    on conflict (consultation_id) do update
    set (${columns}) = (select ${columns} from jsonb_populate_record(f, $2::jsonb))`,
};
