import { createHash } from 'node:crypto';

/** SHA-256 (hex) of a parsed JSON value: equal for equal values, whatever the order of their keys. */
export function digestValue(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? sorted(part) : part)) ?? '')
    .digest('hex');
}

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
