import type { ActionResult } from '@desk/tracker-simulator';
import type { Outcome } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import type { Performed } from './perform-action.ts';

export function describeResult(site: Site, outcome: Outcome<Performed>): ActionResult {
  if (outcome.kind === 'refused') return { kind: 'refused', status: outcome.status, reason: outcome.message };
  const { workPackage, activity } = outcome.value;
  const files = activity ? site.attachmentsOf('activity', activity.id) : [];
  return {
    kind: 'done',
    key: String(workPackage.id),
    ...(activity && { commentId: String(activity.id) }),
    ...(files.length > 0 && { attachmentIds: files.map(({ id }) => String(id)) }),
  };
}
