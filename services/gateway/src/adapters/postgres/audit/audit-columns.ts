import { type AuditEntry, readCanonicalBytes, type WrittenEntry } from '@desk/domain';

/** What the bytes of an entry say, for search alone: the chain covers the bytes, and `audit verify` compares. */
export interface AuditColumns {
  readonly at: Date;
  readonly act: string;
  readonly actor: string;
  readonly on: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}

/** Instants that every database and every reader can show. */
const latestAt = Date.UTC(9_999, 0);

export function columnsOf({ actor, ...entry }: AuditEntry): AuditColumns {
  const name = actor.kind === 'person' ? actor.id : actor.kind === 'operator' ? actor.name : null;
  return columnsFrom({ ...entry, actor: { kind: actor.kind, name } });
}

/** Null for bytes that are no entry, or one of another place. */
export function readColumns(bytes: Uint8Array, number: number): AuditColumns | null {
  const entry = readCanonicalBytes(bytes);
  if (entry?.number !== number || entry.at < 0 || entry.at >= latestAt) return null;
  return columnsFrom(entry);
}

function columnsFrom({ at, act, actor, on, outcome, reason }: Omit<WrittenEntry, 'number'>): AuditColumns {
  return {
    at: new Date(at),
    act: storable(act),
    actor: joined(actor.kind, actor.name),
    on: on && joined(on.kind, on.id),
    outcome: storable(outcome),
    reason: reason === null ? null : storable(reason),
  };
}

function joined(kind: string, name: string | null): string {
  return storable(name === null ? kind : `${kind}:${name}`);
}

/** Postgres keeps no NUL in a text, and no half of a surrogate pair; the bytes do. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
