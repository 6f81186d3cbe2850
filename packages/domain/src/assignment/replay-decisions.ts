import type { Decision, IndexWeights } from './candidate.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { reweighRanking } from './rank-candidates.ts';

/** A stored decision and whose it was. `subject`: what a reader knows it by, such as the ticket's number. */
export interface PastDecision {
  readonly subject: string;
  readonly team: string;
  readonly decision: Decision;
}

/** What one specialist of a team was given, and would have been given. */
export interface SpecialistReplay {
  /** Decisions in which they could have been chosen. */
  readonly stoodFor: number;
  readonly before: number;
  readonly after: number;
}

export interface TeamReplay {
  readonly decisions: number;
  readonly changed: number;
  readonly specialists: ReadonlyMap<string, SpecialistReplay>;
}

/** A decision that would have gone to somebody else. */
export interface ChangedDecision {
  readonly subject: string;
  readonly team: string;
  readonly at: number;
  readonly before: string;
  readonly after: string;
  /** By how much the index of the one exceeds that of the other under the weights tried, within 0..1. */
  readonly difference: number;
}

export interface Replay {
  readonly teams: ReadonlyMap<string, TeamReplay>;
  /** Those with the largest difference, that one first. */
  readonly largest: readonly ChangedDecision[];
}

const largestMax = 10;

export const emptyReplay: Replay = { teams: new Map(), largest: [] };

/**
 * Decides again, by the production ranking, what was decided with other weights: each decision by its own inputs, as
 * they stood then. What the other choice would have changed for those that followed is not played out: the inputs of
 * a later decision hold what people really were given.
 */
export function replayDecisions(past: readonly PastDecision[], weights: IndexWeights): Replay {
  const teams = new Map<string, GrowingTeam>();
  const changes: ChangedDecision[] = [];
  for (const { subject, team, decision } of past) {
    const { ranking, chosen } = decideAgain(decision, weights);
    const growing = teams.get(team) ?? { decisions: 0, changed: 0, specialists: new Map() };
    teams.set(team, growing);
    growing.decisions += 1;
    if (chosen !== decision.chosen) {
      growing.changed += 1;
      const indexOf = (id: string) => ranking.candidates.find(({ personId }) => personId === id)?.index ?? 0;
      const difference = indexOf(chosen) - indexOf(decision.chosen);
      changes.push({ subject, team, at: decision.at, before: decision.chosen, after: chosen, difference });
    }
    for (const { personId } of ranking.candidates) {
      if (!decision.passedOver.includes(personId)) count(growing, personId, decision.chosen, chosen);
    }
  }
  return { teams, largest: keepLargest(changes) };
}

/** Of two parts of the past, in any order, what a replay of both at once comes to. */
export function joinReplays(one: Replay, another: Replay): Replay {
  const teams = new Map(one.teams);
  for (const [team, more] of another.teams) {
    const known = teams.get(team);
    teams.set(team, known ? joinTeams(known, more) : more);
  }
  return { teams, largest: keepLargest([...one.largest, ...another.largest]) };
}

/**
 * How evenly a team's work was spread, `before` and `after`: Jain's index (sum x)² / (n · sum x²) of x = decisions
 * given per decision stood for, so that a short shift does not count as being passed by. From 1/n, all to one, to 1.
 */
export function spreadOf({ specialists }: TeamReplay): { readonly before: number; readonly after: number } {
  const people = [...specialists.values()];
  return {
    before: jain(people.map(({ before, stoodFor }) => before / stoodFor)),
    after: jain(people.map(({ after, stoodFor }) => after / stoodFor)),
  };
}

interface GrowingTeam {
  decisions: number;
  changed: number;
  readonly specialists: Map<string, { stoodFor: number; before: number; after: number }>;
}

function decideAgain(decision: Decision, weights: IndexWeights) {
  const ranking = reweighRanking(decision, weights);
  const choice = chooseAssignee(ranking, { passOver: decision.passedOver });
  // The one chosen then can be chosen still: weights decide who comes first, not who may.
  return { ranking, chosen: choice.kind === 'chosen' ? choice.personId : decision.chosen };
}

function count({ specialists }: GrowingTeam, personId: string, before: string, after: string): void {
  const person = specialists.get(personId) ?? { stoodFor: 0, before: 0, after: 0 };
  specialists.set(personId, person);
  person.stoodFor += 1;
  if (personId === before) person.before += 1;
  if (personId === after) person.after += 1;
}

function joinTeams(one: TeamReplay, another: TeamReplay): TeamReplay {
  const specialists = new Map(one.specialists);
  for (const [personId, more] of another.specialists) {
    const known = specialists.get(personId) ?? { stoodFor: 0, before: 0, after: 0 };
    specialists.set(personId, {
      stoodFor: known.stoodFor + more.stoodFor,
      before: known.before + more.before,
      after: known.after + more.after,
    });
  }
  return { decisions: one.decisions + another.decisions, changed: one.changed + another.changed, specialists };
}

/** Ties: the earlier one, then by subject, so that the parts can be joined in any order. */
function keepLargest(changes: readonly ChangedDecision[]): readonly ChangedDecision[] {
  const sorted = changes.toSorted(
    (one, another) =>
      another.difference - one.difference || one.at - another.at || (one.subject < another.subject ? -1 : 1),
  );
  return sorted.slice(0, largestMax);
}

function jain(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return squares === 0 ? 1 : (sum * sum) / (values.length * squares);
}
