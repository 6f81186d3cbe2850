import { createHash } from 'node:crypto';

/**
 * The same for the same document (a value of JSON), however it is written: keys may stand in any order, lists may not.
 * Base64url of a SHA-256.
 */
export function digestDocument(document: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(document, inOrder) ?? '')
    .digest('base64url');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
