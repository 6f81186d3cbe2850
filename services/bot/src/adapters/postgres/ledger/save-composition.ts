import { dateOrNull } from '../as-written.ts';
import type { ChangeWriter } from './change-writer.ts';

export const saveComposition: ChangeWriter<'save-composition'> = ({ composition }) => {
  const { personId, ticketId, number, purpose, startedAt, spokenAt, messages } = composition;
  const values = [
    personId,
    ticketId,
    number,
    JSON.stringify(purpose),
    new Date(startedAt),
    dateOrNull(spokenAt),
    messages,
  ];
  return [{ ...upsertComposition, values }];
};

export const dropComposition: ChangeWriter<'drop-composition'> = ({ personId }) => [
  { ...deleteComposition, values: [personId] },
];

const upsertComposition = {
  name: 'upsert-composition',
  text: `
    insert into compositions (person_id, ticket_id, number, purpose, started_at, spoken_at, messages)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (person_id) do update
    set ticket_id = excluded.ticket_id, number = excluded.number, purpose = excluded.purpose,
      started_at = excluded.started_at, spoken_at = excluded.spoken_at,
      messages = excluded.messages`,
};

const deleteComposition = {
  name: 'delete-composition',
  text: 'delete from compositions where person_id = $1',
};
