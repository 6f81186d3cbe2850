import { createHmac } from 'node:crypto';
import { createSubjectKey, type KeyRing, unwrapSubjectKey } from '@desk/crypto';
import type pg from 'pg';
import { createBoundedCache } from './bounded-cache.ts';
import { type ChatNames, createEmployeeFinder } from './find-employees.ts';
import type { Statement } from './run-pipeline.ts';

const keysCachedMax = 5_000;
const chatsCachedMax = 5_000;

/** The desk itself as a subject: its key makes tags by which sealed values are found. */
const deskSubjectId = '00000000-0000-4000-8000-000000000000';

/** Whose chat it is, and the key that seals what is shown there. */
export interface ChatOwner {
  readonly subjectId: string;
  readonly telegramId: number;
  readonly ring: KeyRing;
}

export interface SubjectKeys {
  readonly zone: KeyRing;
  /** The keys that exist among these; an erased subject has none. */
  load(subjectIds: readonly string[]): Promise<ReadonlyMap<string, KeyRing>>;
  /** Whose consultations these are, by their ids or by those of messages in them; what is not there is left out. */
  findEmployees(chats: ChatNames): Promise<ReadonlyMap<string, string>>;
  /** Owners of private chats; a stranger's chat has none. */
  loadOwners(chatIds: readonly number[]): Promise<ReadonlyMap<number, ChatOwner>>;
  /** These chats may have passed to someone else. */
  forgetOwners(chatIds: readonly number[]): void;
  /** They were erased: their keys leave this memory as well. */
  forget(subjectIds: readonly string[]): void;
  /** Erasures may have been missed: every key is read anew. */
  forgetAll(): void;
  /** A key for a new subject, and the statement that stores it. Remembered only once it is read back. */
  create(subjectId: string): { readonly ring: KeyRing; readonly statement: Statement };
  /** A keyed hash of a directory id: the same id always has the same tag. */
  employeeTag(employeeId: string): Buffer;
}

interface KeyRow {
  readonly subject_id: string;
  readonly wrapped: Buffer;
}

interface OwnerRow extends KeyRow {
  readonly chat_id: string;
  readonly telegram_id: string;
}

/** Reads keys as they are needed and keeps the latest used in memory. Makes the desk's own key when there is none. */
export async function openSubjectKeys(pool: pg.Pool, zone: KeyRing): Promise<SubjectKeys> {
  const rings = createBoundedCache<string, KeyRing>({ entriesMax: keysCachedMax });
  const owners = createBoundedCache<number, ChatOwner>({ entriesMax: chatsCachedMax });
  const tagKey = await openTagKey(pool, zone);

  async function load(subjectIds: readonly string[]): Promise<ReadonlyMap<string, KeyRing>> {
    const found = new Map<string, KeyRing>();
    const missing = new Set<string>();
    for (const id of subjectIds) {
      const ring = rings.get(id);
      if (ring) found.set(id, ring);
      else missing.add(id);
    }
    if (missing.size === 0) return found;
    const { rows } = await pool.query<KeyRow>({ ...selectKeys, values: [[...missing]] });
    for (const row of rows) {
      const ring = unwrap(zone, row);
      rings.set(row.subject_id, ring);
      found.set(row.subject_id, ring);
    }
    return found;
  }

  async function loadOwners(chatIds: readonly number[]): Promise<ReadonlyMap<number, ChatOwner>> {
    const found = new Map<number, ChatOwner>();
    const missing = new Set<number>();
    for (const chatId of chatIds) {
      const owner = owners.get(chatId);
      if (owner) found.set(chatId, owner);
      else missing.add(chatId);
    }
    if (missing.size === 0) return found;
    const { rows } = await pool.query<OwnerRow>({ ...selectOwners, values: [[...missing]] });
    for (const row of rows) {
      const owner = { subjectId: row.subject_id, telegramId: Number(row.telegram_id), ring: unwrap(zone, row) };
      rings.set(owner.subjectId, owner.ring);
      owners.set(Number(row.chat_id), owner);
      found.set(Number(row.chat_id), owner);
    }
    return found;
  }

  return {
    zone,
    load,
    findEmployees: createEmployeeFinder(pool),
    loadOwners,
    forgetOwners(chatIds) {
      for (const chatId of chatIds) owners.delete(chatId);
    },
    forget(subjectIds) {
      // Asked after each plan, hardly any of which erases anybody.
      if (subjectIds.length === 0) return;
      for (const id of subjectIds) rings.delete(id);
      for (const [chatId, { subjectId }] of owners.entries()) if (subjectIds.includes(subjectId)) owners.delete(chatId);
    },
    forgetAll() {
      rings.clear();
      owners.clear();
    },
    create(subjectId) {
      const { ring, wrapped } = createSubjectKey(zone, subjectId);
      return { ring, statement: { ...insertKey, values: [subjectId, wrapped] } };
    },
    employeeTag: (employeeId) => createHmac('sha256', tagKey).update(employeeId).digest(),
  };
}

async function openTagKey(pool: pg.Pool, zone: KeyRing): Promise<Uint8Array> {
  const { wrapped } = createSubjectKey(zone, deskSubjectId);
  await pool.query({ ...insertKey, values: [deskSubjectId, wrapped] });
  const { rows } = await pool.query<KeyRow>({ ...selectKeys, values: [[deskSubjectId]] });
  const row = rows[0];
  const ring = row && unwrap(zone, row);
  const key = ring?.keys.get(ring.current);
  if (!key) throw new Error('The desk has no key of its own in the database.');
  return key;
}

function unwrap(zone: KeyRing, row: KeyRow): KeyRing {
  const key = unwrapSubjectKey(zone, row.wrapped, row.subject_id);
  if (key.kind === 'opened') return key.ring;
  throw new Error(
    `A stored subject key does not open: ${key.reason}. The sealing keys are not those of this database.`,
  );
}

const insertKey = {
  name: 'insert-subject-key',
  text: 'insert into keys.subject_keys (subject_id, wrapped) values ($1, $2) on conflict (subject_id) do nothing',
};

const selectKeys = {
  name: 'select-subject-keys',
  text: 'select subject_id, wrapped from keys.subject_keys where subject_id = any($1::uuid[])',
};

const selectOwners = {
  name: 'select-chat-owners',
  text: `
    select p.chat_id, p.telegram_id, k.subject_id, k.wrapped
    from users_telegram p
    join keys.subject_keys k on k.subject_id = p.id
    where p.chat_id = any($1::bigint[]) and p.detached_at is null`,
};
