import type { KeyRing } from '@desk/crypto';
import type pg from 'pg';
import type { Cause, Change, Ledger, Plan } from '../../../ports/plan.ts';
import type { Ids } from '../../../ports/system.ts';
import type { LaneHeads } from '../outbox/lane-heads.ts';
import { type Durability, runPipeline, type Statement, type TransactionOutcome } from '../run-pipeline.ts';
import type { ChatOwner, SubjectKeys } from '../subject-keys.ts';
import { writeChanges } from './change-writers.ts';
import { type ClaimsAtOnce, claimAtOnce } from './claim-at-once.ts';
import { arrivedIn, noteArrivals } from './note-arrived.ts';
import { settleCause } from './settle-cause.ts';
import { chatsShown, type Subject, subjectOf } from './subjects-of-plan.ts';
import { writeAudit } from './write-audit.ts';
import { claimedIn, writeEffects } from './write-effects.ts';

export interface LedgerOptions {
  readonly pool: pg.Pool;
  readonly keys: SubjectKeys;
  readonly ids: Ids;
  /** Arrivals kept of one chat; the oldest makes way. */
  readonly keptMax: number;
  /** Told of every plan that was committed, to wake what waits for it. Must not throw. */
  readonly announce: (plan: Plan) => void;
}

export interface LaneLedgerOptions extends LedgerOptions {
  readonly heads: LaneHeads;
  /** This process, as it holds its lanes. */
  readonly owner: string;
}

/**
 * Stores plans. Keys of the people concerned are read first where memory does not hold them (one round trip at most
 * for each of the kinds); the transaction itself is one pipeline, hence one. That a message has arrived, which is stored
 * most often, travels with others.
 */
export function createLedger(options: LaneLedgerOptions): Ledger {
  const { keys, heads, owner } = options;
  const noteArrived = noteArrivals(options.pool);

  async function store(plan: Plan, cause: Cause): Promise<TransactionOutcome> {
    const arrived = arrivedIn(plan, cause);
    if (arrived) return noteArrived(arrived);
    const outcome = await storeWith(claimAtOnce(heads, owner), plan, cause, options);
    if (outcome !== 'committed') return outcome;
    keys.forgetOwners(plan.changes.flatMap(chatOf));
    keys.forget(plan.changes.flatMap(erasedOf));
    options.announce(plan);
    return outcome;
  }

  return {
    async commit(plan, cause) {
      const outcome = await store(plan, cause);
      if (outcome === 'committed' && cause.kind === 'outbox') heads.settle(cause);
      return outcome;
    },
  };
}

async function storeWith(
  claims: ClaimsAtOnce,
  plan: Plan,
  cause: Cause,
  options: LedgerOptions,
): Promise<TransactionOutcome> {
  try {
    const statements = await writePlan(plan, cause, options, claims);
    if (!statements) return 'overtaken';
    const { outcome, rows } = await runPipeline(options.pool, statements, durabilityOf(cause, claims));
    claims.settle(outcome, claimedIn(rows));
    return outcome;
  } finally {
    // Whatever has no answer by now gets none.
    claims.lose();
  }
}

/**
 * What answers an arrival, or settles an effect, need not wait for the disk, unless an effect is claimed in it. Nothing
 * leaves but effects, and a claim that comes later waits, which takes to the disk whatever was committed before. Should
 * the database's host fail sooner, the arrival is there to be handled again, or the effect to be told as one that may
 * have arrived.
 */
function durabilityOf({ kind }: Cause, claims: ClaimsAtOnce): Durability {
  return kind === 'job' || claims.isAsking() ? 'at-once' : 'later';
}

/**
 * A plan as statements, for a transaction that someone else may have begun. Null when it changes something of a person
 * who has no key: erased since the plan was made.
 */
export async function writePlan(
  plan: Plan,
  cause: Cause,
  { keys, ids, keptMax }: Pick<LedgerOptions, 'keys' | 'ids' | 'keptMax'>,
  claims: ClaimsAtOnce | null = null,
): Promise<readonly Statement[] | null> {
  const newcomers = new Map(plan.changes.filter(isNewcomer).map(({ person }) => [person.id, keys.create(person.id)]));
  const rings = await loadRings(plan, keys, newcomers);
  if (!plan.changes.every((change) => hasKey(change, rings))) return null;
  const owners = await loadOwners(plan, keys, rings);
  const context = {
    ids,
    employeeTag: keys.employeeTag,
    ringOf(subjectId: string): KeyRing {
      const ring = rings.get(subjectId);
      if (!ring) throw new Error('A change seals for a subject it does not name.');
      return ring;
    },
  };
  return [
    ...writeEffects(plan, cause, { ids, zone: keys.zone, owners, claims }),
    ...[...newcomers.values()].map(({ statement }) => statement),
    ...writeChanges(plan.changes, context),
    ...writeAudit(plan.audit),
    ...settleCause(plan, cause, keptMax),
  ];
}

type SavePerson = Extract<Change, { readonly kind: 'save-person' }>;

function isNewcomer(change: Change): change is SavePerson {
  return change.kind === 'save-person' && change.expected === 0;
}

function chatOf(change: Change): number[] {
  return change.kind === 'save-person' ? [change.person.chatId] : [];
}

function erasedOf(change: Change): string[] {
  return change.kind === 'erase-person' ? [change.personId] : [];
}

function hasKey(change: Change, rings: ReadonlyMap<string, KeyRing>): boolean {
  const subject = subjectOf(change);
  return subject === null || rings.has(subject.id);
}

async function loadRings(
  plan: Plan,
  keys: SubjectKeys,
  newcomers: ReadonlyMap<string, { readonly ring: KeyRing }>,
): Promise<ReadonlyMap<string, KeyRing>> {
  const subjects = plan.changes.map(subjectOf).filter((subject) => subject !== null);
  const named = (of: Subject['of']) => subjects.flatMap((subject) => (subject.of === of ? [subject.id] : []));
  const employees = await loadEmployees(plan, keys, named);
  const people = new Set([...named('person'), ...employees.values()]);
  for (const id of newcomers.keys()) people.delete(id);
  const rings = new Map(await keys.load([...people]));
  for (const [id, { ring }] of newcomers) rings.set(id, ring);
  for (const [id, employeeId] of employees) {
    const ring = rings.get(employeeId);
    if (ring) rings.set(id, ring);
  }
  return rings;
}

/** Whose the consultations are that the plan seals something of, by the names it gives them. */
async function loadEmployees(
  plan: Plan,
  keys: SubjectKeys,
  named: (of: Subject['of']) => readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const employees = new Map<string, string>();
  const asked = new Set(named('consultation'));
  for (const change of plan.changes) {
    if (change.kind !== 'save-consultation' || !asked.delete(change.consultation.id)) continue;
    employees.set(change.consultation.id, change.consultation.employeeId);
  }
  const chats = { consultationIds: [...asked], messageIds: named('message') };
  if (chats.consultationIds.length + chats.messageIds.length === 0) return employees;
  return new Map([...employees, ...(await keys.findEmployees(chats))]);
}

/** Who owns the chats that the plan shows something in, as it will be once the plan is stored. */
async function loadOwners(
  plan: Plan,
  keys: SubjectKeys,
  rings: ReadonlyMap<string, KeyRing>,
): Promise<ReadonlyMap<number, ChatOwner>> {
  const owners = new Map(await keys.loadOwners(chatsShown(plan)));
  for (const change of plan.changes) {
    // What is still to be said there has to open without the key that goes.
    if (change.kind === 'erase-person' && change.chatId !== null) owners.delete(change.chatId);
    if (change.kind !== 'save-person' || change.person.detachedAt !== null) continue;
    const { id: subjectId, chatId, telegramId } = change.person;
    const ring = rings.get(subjectId);
    if (ring) owners.set(chatId, { subjectId, telegramId, ring });
  }
  return owners;
}
