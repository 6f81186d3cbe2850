import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { TrackerHooks } from '../../ports/tracker.ts';
import { idOf, isId, Link } from './hal.ts';

const bodyBytesMax = 4 * 1024 * 1024;

const HookBody = z.object({
  work_package: z.object({ id: z.int() }).optional(),
  activity: z.object({ _links: z.object({ workPackage: Link }) }).optional(),
  attachment: z.object({ _links: z.object({ container: Link }) }).optional(),
});

/**
 * OpenProject's webhooks, each sent once. Proof is `X-OP-Signature`, SHA-1 over the raw bytes: all that OpenProject
 * offers, and as an HMAC still sound. Of the content only the ticket's number is believed, and only as a reason to read
 * the ticket; whether it is of our project is seen then.
 */
export function createHooks(secrets: readonly string[]): TrackerHooks {
  return {
    read({ headers, body }) {
      if (body.byteLength > bodyBytesMax) return { kind: 'refused' };
      const signature = headers['x-op-signature'] ?? '';
      if (!secrets.some((secret) => isSignature(signature, secret, body))) return { kind: 'refused' };
      const number = readNumber(body);
      if (number === null) return { kind: 'ignored' };
      const deliveryId = createHash('sha256').update(body).digest('hex');
      // An activity may hold a comment and changes at once.
      return { kind: 'ticket', number, deliveryId, commentId: null };
    },
  };
}

/** Compares digests, so that neither content nor length shows in the time it takes. An empty secret proves nothing. */
function isSignature(signature: string, secret: string, body: Uint8Array): boolean {
  const expected = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(signature.toLowerCase()), digest(expected)) && secret !== '';
}

function readNumber(body: Uint8Array): string | null {
  const parsed = HookBody.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { work_package: workPackage, activity, attachment } = parsed.data;
  const container = attachment?._links.container;
  const ofFile = container?.href?.includes('/work_packages/') ? idOf(container) : null;
  const number = workPackage ? String(workPackage.id) : (idOf(activity?._links.workPackage) ?? ofFile);
  return number !== null && isId(number) ? number : null;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
