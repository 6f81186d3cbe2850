import { dateOrNull } from '../as-written.ts';
import type { ChangeWriter } from './change-writer.ts';

export const noteOffer: ChangeWriter<'note-offer'> = ({ offer }) => {
  const { consultationId, personId, madeAt, transfer, over } = offer;
  const values = [
    consultationId,
    personId,
    new Date(madeAt),
    transfer,
    dateOrNull(over?.at ?? null),
    over?.end ?? null,
  ];
  return [{ ...upsertOffer, values }];
};

const upsertOffer = {
  name: 'upsert-offer',
  text: `
    insert into offers (consultation_id, person_id, made_at, transfer, over_at, outcome)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (consultation_id, person_id, made_at) do update
    set over_at = excluded.over_at, outcome = excluded.outcome`,
};
