import type { AuditActor, AuditEntry } from './audit-entry.ts';

/** Changes with the encoding, so that bytes of two versions never agree by chance. */
const encodingVersion = 1;

/**
 * The bytes of an audit entry that its hash covers, the same on every machine. A byte of version, then every field in
 * fixed order as length (4 bytes, big-endian) and content: no two different entries share their bytes. `number` is
 * the entry's place in the chain.
 */
export function canonicalBytes(entry: AuditEntry, number: number): Uint8Array {
  const fields = [
    decimal(number),
    decimal(entry.at),
    entry.act,
    entry.actor.kind,
    nameOf(entry.actor),
    entry.on?.kind ?? null,
    entry.on?.id ?? null,
    entry.outcome,
    entry.reason,
  ].map((field) => (field === null ? null : encodeText(field)));
  const length = fields.reduce((sum, field) => sum + 4 + (field?.length ?? 0), 1);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes[0] = encodingVersion;
  let at = 1;
  for (const field of fields) {
    // No text is 2^32 − 1 bytes long, so that length stands for "nothing here".
    view.setUint32(at, field === null ? 0xff_ff_ff_ff : field.length);
    if (field !== null) bytes.set(field, at + 4);
    at += 4 + (field?.length ?? 0);
  }
  return bytes;
}

function nameOf(actor: AuditActor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.id;
    case 'operator':
      return actor.name;
    case 'service':
      return null;
  }
}

function decimal(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError('audit numbers and instants are whole');
  return String(value);
}

/** UTF-8; a lone surrogate, which has none, is encoded by the same rule, so that it stays different from all else. */
function encodeText(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x1_00_00) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}
