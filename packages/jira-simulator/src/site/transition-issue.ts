import { done, type Outcome, refused, refusedFields } from './outcome.ts';
import { changeItem, nothing, recordUpdate } from './record-change.ts';
import type { ChangeItem, IssueRecord } from './records.ts';
import type { Site } from './site.ts';
import { type Resolution, resolutions, statusById, type Transition, transitionsFrom } from './workflow.ts';

export interface TransitionIssueOptions {
  readonly actorId: string;
  readonly transitionId: string;
  /** A resolution's name; allowed only where the transition sets one. */
  readonly resolution?: string | undefined;
}

/** Moves an issue along its workflow. */
export function transitionIssue(site: Site, issue: IssueRecord, options: TransitionIssueOptions): Outcome<IssueRecord> {
  const transition = transitionsFrom(issue.statusId).find(({ id }) => id === options.transitionId);
  if (!transition) {
    return refused(
      400,
      `It seems that you have tried to perform an illegal workflow operation. Transition '${options.transitionId}' is not valid for the current state of issue ${issue.key}.`,
    );
  }
  const resolution = chooseResolution(transition, issue, options.resolution);
  if (resolution.kind === 'refused') return resolution;

  recordUpdate(site, issue, options.actorId, [
    ...resolve(site, issue, resolution.value),
    moveTo(site, issue, transition.to),
  ]);
  return done(issue);
}

function chooseResolution(
  transition: Transition,
  issue: IssueRecord,
  wanted: string | undefined,
): Outcome<Resolution | null> {
  const current = resolutions.find(({ id }) => id === issue.resolutionId) ?? null;
  if (transition.resolution !== 'set') {
    if (wanted !== undefined) {
      return refusedFields({
        resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
      });
    }
    return done(transition.resolution === 'clear' ? null : current);
  }
  if (wanted === undefined) return done(current ?? resolutions[0] ?? null);
  const named = resolutions.find(({ id, name }) => id === wanted || name === wanted);
  return named ? done(named) : refusedFields({ resolution: `Resolution name '${wanted}' is not valid` });
}

function resolve(site: Site, issue: IssueRecord, resolution: Resolution | null): ChangeItem[] {
  if (issue.resolutionId === (resolution?.id ?? null)) return [];
  const before = resolutions.find(({ id }) => id === issue.resolutionId);
  issue.resolutionId = resolution?.id ?? null;
  issue.resolvedAt = resolution ? site.now() : null;
  return [
    changeItem(
      'resolution',
      before ? { id: before.id, text: before.name } : nothing,
      resolution ? { id: resolution.id, text: resolution.name } : nothing,
    ),
  ];
}

function moveTo(site: Site, issue: IssueRecord, statusId: string): ChangeItem {
  const before = statusById(issue.statusId);
  const after = statusById(statusId);
  issue.statusId = after.id;
  issue.statusSince = site.now();
  issue.statusHistory.push({ statusId: after.id, at: issue.statusSince });
  return changeItem('status', { id: before.id, text: before.name }, { id: after.id, text: after.name });
}
