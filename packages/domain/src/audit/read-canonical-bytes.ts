/** An entry as its bytes tell it. Acts and kinds are as written: another version may have known others. */
export interface WrittenEntry {
  /** Its place in the chain. */
  readonly number: number;
  readonly at: number;
  readonly act: string;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly on: { readonly kind: string; readonly id: string } | null;
  readonly outcome: string;
  readonly reason: string | null;
}

const encodingVersion = 1;
const nothing = 0xff_ff_ff_ff;
const fieldCount = 9;

/** What `canonicalBytes` wrote; null for bytes that it never wrote. */
export function readCanonicalBytes(bytes: Uint8Array): WrittenEntry | null {
  const fields = readFields(bytes);
  if (fields === null) return null;
  const [number, at, act, actorKind, actorName, onKind, onId, outcome, reason] = fields;
  const [place, instant] = [wholeOf(number), wholeOf(at)];
  if (place === null || instant === null || !act || !actorKind || !outcome) return null;
  return {
    number: place,
    at: instant,
    act,
    actor: { kind: actorKind, name: actorName ?? null },
    on: typeof onKind === 'string' && typeof onId === 'string' ? { kind: onKind, id: onId } : null,
    outcome,
    reason: reason ?? null,
  };
}

/** The place alone, for whoever goes through many; null for bytes that name none. */
export function readEntryNumber(bytes: Uint8Array): number | null {
  if (bytes[0] !== encodingVersion || bytes.length < 6) return null;
  const length = lengthAt(bytes, 1);
  let number = 0;
  if (length === 0 || length > 16 || 5 + length > bytes.length) return null;
  for (let at = 5; at < 5 + length; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return number;
}

function readFields(bytes: Uint8Array): readonly (string | null)[] | null {
  if (bytes[0] !== encodingVersion) return null;
  const fields: (string | null)[] = [];
  let at = 1;
  while (fields.length < fieldCount) {
    if (at + 4 > bytes.length) return null;
    const length = lengthAt(bytes, at);
    at += 4;
    if (length === nothing) {
      fields.push(null);
      continue;
    }
    if (at + length > bytes.length) return null;
    fields.push(readText(bytes, at, at + length));
    at += length;
  }
  return at === bytes.length ? fields : null;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 0x1_00_00_00 +
    (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
  );
}

function wholeOf(text: string | null | undefined): number | null {
  const value = typeof text === 'string' && /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/** UTF-8 by the rule it was written with, lone surrogates included. What is no UTF-8 reads as U+FFFD. */
function readText(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let at = from;
  while (at < to) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
    const code = length > 0 && at + length <= to ? codePointAt(bytes, at, length) : null;
    text += code === null ? '\ufffd' : String.fromCodePoint(code);
    at += code === null ? 1 : length;
  }
  return text;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number | null {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  let code = lead & (0xff >> (length + 1));
  for (let next = 1; next < length; next += 1) {
    const tail = bytes[at + next] ?? 0;
    if ((tail & 0xc0) !== 0x80) return null;
    code = (code << 6) | (tail & 0x3f);
  }
  return code > 0x10_ff_ff ? null : code;
}
