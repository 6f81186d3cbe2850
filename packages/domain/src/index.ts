export * from './assignment/assignment.ts';
export * from './assignment/awaits-assignment.ts';
export * from './assignment/candidate.ts';
export * from './assignment/choose-assignee.ts';
export * from './assignment/explain-decision.ts';
export * from './assignment/index-weights.ts';
export * from './assignment/rank-candidates.ts';
export * from './assignment/replay-decisions.ts';
export * from './assignment/watch-reaction.ts';
export * from './audit/audit-entry.ts';
export * from './audit/audit-events.table.ts';
export * from './audit/canonical-bytes.ts';
export * from './audit/detect-alarms.ts';
export * from './audit/note-replaced.ts';
export * from './audit/read-canonical-bytes.ts';
export * from './catalogue/catalogue.ts';
export * from './catalogue/check-catalogue.ts';
export * from './catalogue/most-used.ts';
export * from './consultation/advance-consultation.ts';
export * from './consultation/consultation.ts';
export * from './consultation/consultation-limits.ts';
export type {
  ConsultationEffect,
  ConsultationEvent,
  ConsultationOutcome,
  ConsultationRefusal,
  EmployeeNews,
  OfferEnd,
  SpecialistNews,
} from './consultation/consultation-step.ts';
export * from './consultation/count-misses.ts';
export { passedOver } from './consultation/search-round.ts';
export * from './consultation/start-consultation.ts';
export * from './duty/change-duty.ts';
export * from './duty/duty.ts';
export * from './duty/measure-shift.ts';
export * from './person/profile.ts';
export { summarise } from './report/summarise.ts';
export * from './report/summarise-consultations.ts';
export * from './report/ticket-fact.ts';
export * from './schedule/check-working-hours.ts';
export * from './schedule/quiet-hours.ts';
export * from './schedule/start-of-day.ts';
export * from './schedule/working-days.ts';
export * from './schedule/working-hours.ts';
export * from './schedule/working-time.ts';
export * from './session/end-session.ts';
export * from './session/judge-session.ts';
export * from './session/session.ts';
export * from './session/start-session.ts';
export * from './session/touch-session.ts';
export * from './sign-in/confirmation.ts';
export * from './sign-in/judge-contact.ts';
export * from './sign-in/may-confirm.ts';
export * from './sign-in/read-code.ts';
export * from './ticket/change-draft.ts';
export * from './ticket/change-ticket.ts';
export * from './ticket/compare-comments.ts';
export * from './ticket/draft.ts';
export * from './ticket/draft-limits.ts';
export * from './ticket/judge-file.ts';
export { draftFields, draftFiles, draftStep, draftText } from './ticket/read-draft.ts';
export * from './ticket/start-draft.ts';
export * from './ticket/summarise-text.ts';
export * from './ticket/ticket.ts';
export * from './wait-queue/choose-head.ts';
export * from './wait-queue/choose-specialist.ts';
export * from './wait-queue/correct-estimate.ts';
export * from './wait-queue/estimate-wait.ts';
export * from './wait-queue/measure-rates.ts';
export { type Ahead, whoWentAhead } from './wait-queue/place-in-line.ts';
export * from './wait-queue/serve-queue.ts';
export * from './wait-queue/wait-queue.ts';
export * from './words/disarm-text.ts';
export * from './words/unfold-addresses.ts';
