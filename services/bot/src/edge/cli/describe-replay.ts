import { type ChangedDecision, type SpecialistReplay, spreadOf, type TeamReplay } from '@desk/domain';
import type { Trial, TrialOutcome } from '../../use-cases/assignment/try-weights.ts';

type Replayed = Extract<TrialOutcome, { readonly kind: 'replayed' }>;

/** A replay in lines, with people by the end of their subject ids: names are sealed, and stay so. */
export function describeReplay({ replay, onlyLatest }: Replayed, { weights, days }: Trial): readonly string[] {
  const teams = [...replay.teams].toSorted(([one], [another]) => (one < another ? -1 : 1));
  const decisions = sumOf(teams, ({ decisions }) => decisions);
  const { version, active, idle, closed } = weights;
  return [
    `Weights ${version}: active ${active}, idle ${idle}, closed ${closed}; ${days === 1 ? '1 day' : `${days} days`}.`,
    ...(onlyLatest ? [`There are more decisions than that: these are the latest ${decisions}.`] : []),
    describeCount(
      decisions,
      sumOf(teams, ({ changed }) => changed),
    ),
    ...teams.flatMap(([team, of]) => describeTeam(team, of)),
    ...describeLargest(replay.largest),
  ];
}

function describeCount(decisions: number, changed: number): string {
  const would = `${changed} would have gone to somebody else (${percent(changed / decisions)})`;
  return `${decisions === 1 ? '1 decision' : `${decisions} decisions`}, ${would}.`;
}

function describeTeam(team: string, replay: TeamReplay): readonly string[] {
  const { decisions, changed, specialists } = replay;
  const spread = spreadOf(replay);
  const people = [...specialists].toSorted(
    ([oneId, one], [anotherId, another]) =>
      another.before - one.before || another.stoodFor - one.stoodFor || (oneId < anotherId ? -1 : 1),
  );
  return [
    '',
    `Team ${team}: ${describeCount(decisions, changed)}`,
    `Spread (1 is even): ${spread.before.toFixed(3)} -> ${spread.after.toFixed(3)}`,
    row(['specialist', 'could have', 'given', 'share', 'would be', 'share']),
    ...people.map(([id, person]) => row(describePerson(id, person, decisions))),
  ];
}

function describePerson(id: string, { stoodFor, before, after }: SpecialistReplay, decisions: number) {
  const [share, shareThen] = [percent(before / decisions), percent(after / decisions)];
  return [shorten(id), `${stoodFor}`, `${before}`, share, `${after}`, shareThen];
}

function describeLargest(largest: readonly ChangedDecision[]): readonly string[] {
  if (largest.length === 0) return [];
  const lines = largest.map(({ at, team, subject, before, after, difference }) =>
    [
      new Date(at).toISOString(),
      team,
      subject,
      `${shorten(before)} -> ${shorten(after)}`,
      `by ${difference.toFixed(3)}`,
    ].join('  '),
  );
  return ['', 'The largest differences, by the index under these weights:', ...lines];
}

function row([first = '', ...others]: readonly string[]): string {
  return [first.padEnd(10), ...others.map((cell) => cell.padStart(10))].join('  ');
}

/** The end: an id begins with the time of its making, which many share. */
function shorten(id: string): string {
  return id.slice(-8);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function sumOf(teams: readonly (readonly [string, TeamReplay])[], of: (replay: TeamReplay) => number): number {
  return teams.reduce((sum, [, replay]) => sum + of(replay), 0);
}
