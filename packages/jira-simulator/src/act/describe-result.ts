import { explain, type Outcome } from '../site/outcome.ts';
import type { Performed } from './perform-action.ts';

/** What one action did: the ids needed to act on it again, or why Jira would refuse it. */
export type ActionResult =
  | { readonly kind: 'done'; readonly key: string; readonly commentId?: string; readonly attachmentIds?: string[] }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string };

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
