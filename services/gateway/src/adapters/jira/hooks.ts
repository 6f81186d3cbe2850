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

const HookBody = z.object({ issue: z.object({ key: z.string() }) });

/**
 * Jira's webhooks. Proof is `X-Hub-Signature` over the raw bytes; older Data Centers cannot sign and send the secret as
 * `?secret=` instead. Of the content only the ticket's number is believed, and only as a reason to read the ticket.
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

      const number = readNumber(body);
      if (number === null || !number.startsWith(`${projectKey}-`)) return { kind: 'ignored' };
      return { kind: 'ticket', number, deliveryId: deliveryIdOf(headers['x-atlassian-webhook-identifier'], body) };
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

function readNumber(body: Uint8Array): string | null {
  try {
    const parsed = HookBody.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return parsed.success && isTicketNumber(parsed.data.issue.key) ? parsed.data.issue.key : null;
  } catch {
    return null;
  }
}

/** Cloud's identifier is the same for every retry; without one, the same bytes are the same delivery. */
function deliveryIdOf(identifier: string | undefined, body: Uint8Array): string {
  if (identifier !== undefined && deliveryPattern.test(identifier)) return identifier;
  return createHash('sha256').update(body).digest('hex');
}
