import type { AssigneeChoice, ExclusionReason, NobodyReason, Ranking } from './candidate.ts';

/**
 * The best candidate who was not passed over (declined this ticket, or did not react to it). Reserving them is up to
 * the caller, in the same atomic step.
 */
export function chooseAssignee(
  ranking: Ranking,
  { passOver }: { readonly passOver: readonly string[] },
): AssigneeChoice {
  const best = ranking.candidates.find(({ personId }) => !passOver.includes(personId));
  if (!best) return { kind: 'nobody', reason: reasonForNobody(ranking) };
  const decision = { ...ranking, chosen: best.personId, passedOver: passOver };
  return { kind: 'chosen', personId: best.personId, decision };
}

/** A ceiling comes first: that one waiting for a ticket to close will help. */
function reasonForNobody({ candidates, excluded }: Ranking): NobodyReason {
  const has = (reason: ExclusionReason) => excluded.some((person) => person.reason === reason);
  if (has('at-ceiling')) return 'all-at-ceiling';
  return candidates.length > 0 || has('requester') ? 'all-excluded' : 'nobody-on-shift';
}
