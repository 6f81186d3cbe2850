import type { Decision, Explanation } from './candidate.ts';

/** "Why me?" and "why not me?", answered from the stored decision alone. Places count from 1. */
export function explainDecision(decision: Decision, personId: string): Explanation {
  const excluded = decision.excluded.find((person) => person.personId === personId);
  if (excluded) return { kind: 'excluded', reason: excluded.reason };

  const { candidates, passedOver } = decision;
  const at = candidates.findIndex((candidate) => candidate.personId === personId);
  const factors = candidates[at];
  const chosen = candidates.find((candidate) => candidate.personId === decision.chosen);
  if (!factors || !chosen) return { kind: 'not-of-the-team' };

  const standing = { factors, place: at + 1, of: candidates.length };
  if (passedOver.includes(personId)) return { kind: 'passed-over', ...standing };
  if (factors !== chosen) return { kind: 'not-chosen', ...standing, chosen };
  const runnerUp = candidates.find((other) => other !== chosen && !passedOver.includes(other.personId)) ?? null;
  return { kind: 'chosen', ...standing, runnerUp };
}
