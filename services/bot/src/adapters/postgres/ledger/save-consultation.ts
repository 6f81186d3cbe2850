import type { Consultation } from '@desk/domain';
import { dateOrNull } from '../as-written.ts';
import { sealFieldText } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

export const saveConsultation: ChangeWriter<'save-consultation'> = ({ consultation, dueAt, expected }) => {
  const columns = [
    consultation.id,
    consultation.ticketId,
    consultation.employeeId,
    'dialogue' in consultation ? consultation.dialogue.specialistId : null,
    'offer' in consultation ? consultation.offer.personId : null,
    consultation.team,
    consultation.priority,
    consultation.state,
    new Date(consultation.requestedAt),
    new Date(consultation.queuedAt),
    dateOrNull(dueAt),
    endOf(consultation),
    JSON.stringify(consultation),
  ];
  return [
    expected === 0
      ? { ...insertConsultation, values: columns }
      : { ...updateConsultation, values: [...columns, expected] },
  ];
};

/** No version: it is the gateway's, and there is one. */
export const noteGrant: ChangeWriter<'note-grant'> = ({ consultationId, grant }) => [
  { ...updateGrant, values: [consultationId, grant.id, new Date(grant.expiresAt)] },
];

export const noteShownWait: ChangeWriter<'note-shown-wait'> = ({ consultationId, shown }) => [
  { ...updateShown, values: [consultationId, JSON.stringify(shown)] },
];

export const saveRatingComment: ChangeWriter<'save-rating-comment'> = ({ consultationId, text }, { ringOf }) => {
  const sealed = sealFieldText(ringOf(consultationId), 'chat_sessions.rating_comment', consultationId, text);
  return [{ ...updateRatingComment, values: [consultationId, sealed] }];
};

function endOf(consultation: Consultation): Date | null {
  return 'endedAt' in consultation ? new Date(consultation.endedAt) : null;
}

/** One at a time about each ticket: a unique index refuses the second. */
const insertConsultation = {
  name: 'insert-consultation',
  text: `
    with made as (
      insert into chat_sessions (id, ticket_id, employee_id, specialist_id, offered_to, team, priority, state,
        requested_at, queued_at, due_at, ended_at, facts, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)
      on conflict do nothing
      returning id
    )
    select (exists (select 1 from made))::unmoved`,
};

const updateConsultation = {
  name: 'update-consultation',
  text: `
    with moved as (
      update chat_sessions
      set ticket_id = $2, employee_id = $3, specialist_id = $4, offered_to = $5, team = $6, priority = $7, state = $8,
        requested_at = $9, queued_at = $10, due_at = $11, ended_at = $12, facts = $13, version = version + 1
      where id = $1 and version = $14
      returning id
    )
    select (exists (select 1 from moved))::unmoved`,
};

const updateGrant = {
  name: 'update-grant-of-consultation',
  text: 'update chat_sessions set grant_id = $2, grant_expires_at = $3 where id = $1',
};

const updateShown = {
  name: 'update-shown-wait',
  text: 'update chat_sessions set shown = $2 where id = $1',
};

const updateRatingComment = {
  name: 'update-rating-comment',
  text: 'update chat_sessions set rating_comment = $2 where id = $1',
};
