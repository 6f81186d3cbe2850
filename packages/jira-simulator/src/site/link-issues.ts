import { done, type Outcome, refused } from './outcome.ts';
import { changeItem, nothing, recordUpdate } from './record-change.ts';
import type { IssueRecord } from './records.ts';
import type { Site } from './site.ts';

export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export const linkTypes: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10002', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

export interface LinkIssuesOptions {
  readonly actorId: string;
  /** A link type's name or id. */
  readonly type: string;
  /** In "A duplicates B", A is `inward` and B is `outward`: Jira's own, surprising, order. */
  readonly inward: IssueRecord;
  readonly outward: IssueRecord;
}

export function linkIssues(site: Site, { actorId, type, inward, outward }: LinkIssuesOptions): Outcome<LinkType> {
  const linkType = linkTypes.find((candidate) => candidate.name === type || candidate.id === type);
  if (!linkType) return refused(404, `No issue link type with name '${type}' found.`);
  if (inward === outward) return refused(400, 'You cannot link an issue to itself.');

  const id = site.nextId();
  inward.links.push({ id, type: linkType.name, direction: 'outward', key: outward.key });
  outward.links.push({ id, type: linkType.name, direction: 'inward', key: inward.key });
  recordUpdate(site, inward, actorId, [describeLink(linkType.outward, outward)]);
  recordUpdate(site, outward, actorId, [describeLink(linkType.inward, inward)]);
  return done(linkType);
}

function describeLink(verb: string, other: IssueRecord) {
  return changeItem('Link', nothing, { id: other.key, text: `This issue ${verb} ${other.key}` }, 'issuelinks');
}
