import type { Activity } from './records.ts';
import type { Site } from './site.ts';

type Entry = Pick<Activity, 'workPackageId' | 'userId' | 'comment' | 'internal' | 'details'>;

/**
 * An entry of the history; or part of the latest one, where the same person made that a moment ago, and not both of
 * them say something.
 */
export function addActivity(site: Site, entry: Entry): Activity {
  const at = site.now();
  const latest = site.activitiesOf(entry.workPackageId).at(-1);
  const isOne =
    latest?.userId === entry.userId &&
    at - latest.createdAt < site.config.aggregationMs &&
    (latest.comment === '' || entry.comment === '');
  if (!latest || !isOne) {
    const activity = { ...entry, id: site.nextId(), createdAt: at, updatedAt: at };
    site.state.activities.push(activity);
    return activity;
  }
  if (entry.comment !== '') Object.assign(latest, { comment: entry.comment, internal: entry.internal });
  latest.details = [...latest.details, ...entry.details];
  latest.updatedAt = at;
  return latest;
}
