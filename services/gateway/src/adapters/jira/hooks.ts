import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { TrackerHooks } from '../../ports/tracker.ts';
import type { JiraFlavourName } from './flavour.ts';
import { isTicketNumber } from './read-issue.ts';

export interface HookOptions {
  readonly flavour: JiraFlavourName;
  readonly projectKey: string;
  /** The secret in force and, while it is being changed, the one before, as they are at each use. */
  readonly secrets: readonly string[];
}

const bodyBytesMax = 4 * 1024 * 1024;
const deliveryPattern = /^[\w.:-]{1,100}$/;

const HookBody = z.object({
  issue: z.object({ key: z.string() }),
  webhookEvent: z.string().optional(),
  issue_event_type_name: z.string().optional(),
  changelog: z.unknown().optional(),
  comment: z.object({ id: z.string() }).optional().catch(undefined),
});

/**
 * Jira's webhooks. Proof is `X-Hub-Signature` over the raw bytes; older Data Centers cannot sign and send the secret as
 * `?secret=` instead. Of the content only the ticket's number is believed, and only as a reason to read the ticket; of a
 * comment its id, which is a reason not to, where it is one that the desk itself has just written.
 */
export function createHooks({ flavour, projectKey, secrets }: HookOptions): TrackerHooks {
  return {
    read({ headers, query, body }) {
      if (body.byteLength > bodyBytesMax) return { kind: 'refused' };
      const signature = headers['x-hub-signature'];
      const proven =
        signature === undefined
          ? flavour === 'data-center' && secrets.some((secret) => equal(query.secret ?? '', secret))
          : secrets.some((secret) => isSignature(signature, secret, body));
      if (!proven) return { kind: 'refused' };

      const hook = readBody(body);
      const number = hook?.issue.key ?? '';
      if (hook === null || !isTicketNumber(number) || !number.startsWith(`${projectKey}-`)) return { kind: 'ignored' };
      const deliveryId = deliveryIdOf(headers['x-atlassian-webhook-identifier'], body);
      return { kind: 'ticket', number, deliveryId, commentId: commentWritten(hook) };
    },
  };
}

function isSignature(signature: string, secret: string, body: Uint8Array): boolean {
  return equal(signature.toLowerCase(), `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
}

/** Compares digests, so that neither content nor length shows in the time it takes. An empty secret proves nothing. */
function equal(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected)) && expected !== '';
}

function readBody(body: Uint8Array): z.infer<typeof HookBody> | null {
  try {
    return HookBody.safeParse(JSON.parse(new TextDecoder().decode(body))).data ?? null;
  } catch {
    return null;
  }
}

/** Cloud tells of a comment by itself, Data Center as an update of its issue. */
function commentWritten(hook: z.infer<typeof HookBody>): string | null {
  const { webhookEvent, issue_event_type_name: type, changelog, comment } = hook;
  const isWritten = webhookEvent === 'comment_created' || type === 'issue_commented';
  return isWritten && changelog === undefined ? (comment?.id ?? null) : null;
}

/** Cloud's identifier is the same for every retry; without one, the same bytes are the same delivery. */
function deliveryIdOf(identifier: string | undefined, body: Uint8Array): string {
  if (identifier !== undefined && deliveryPattern.test(identifier)) return identifier;
  return createHash('sha256').update(body).digest('hex');
}
