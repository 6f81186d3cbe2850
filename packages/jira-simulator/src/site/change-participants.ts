import { done, type Outcome, refused } from './outcome.ts';
import { recordTouch } from './record-change.ts';
import { type IssueRecord, participantsPerIssueMax } from './records.ts';
import type { Site } from './site.ts';

export interface ChangeParticipantsOptions {
  readonly actorId: string;
  readonly personIds: readonly string[];
}

/** Lets more people follow a request; who takes part already is passed over. */
export function addParticipants(
  site: Site,
  issue: IssueRecord,
  options: ChangeParticipantsOptions,
): Outcome<IssueRecord> {
  const participants = [...new Set([...issue.participantIds, ...options.personIds])];
  if (participants.length > participantsPerIssueMax) {
    return refused(400, `A request has at most ${participantsPerIssueMax} participants.`);
  }
  return change(site, issue, options.actorId, participants);
}

export function removeParticipants(
  site: Site,
  issue: IssueRecord,
  { actorId, personIds }: ChangeParticipantsOptions,
): Outcome<IssueRecord> {
  return change(
    site,
    issue,
    actorId,
    issue.participantIds.filter((id) => !personIds.includes(id)),
  );
}

function change(site: Site, issue: IssueRecord, actorId: string, participantIds: string[]): Outcome<IssueRecord> {
  if (participantIds.length === issue.participantIds.length) return done(issue);
  issue.participantIds = participantIds;
  issue.updatedAt = site.now();
  recordTouch(site, issue, actorId);
  return done(issue);
}
