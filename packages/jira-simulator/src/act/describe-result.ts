import type { ActionResult } from '@desk/tracker-simulator';
import { explain, type Outcome } from '../site/outcome.ts';
import type { Performed } from './perform-action.ts';

export function describeResult(outcome: Outcome<Performed>): ActionResult {
  if (outcome.kind === 'refused') return { kind: 'refused', status: outcome.status, reason: explain(outcome) };
  const { issue, comment, attachments } = outcome.value;
  return {
    kind: 'done',
    key: issue.key,
    ...(comment && { commentId: comment.id }),
    ...(attachments && attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
  };
}
