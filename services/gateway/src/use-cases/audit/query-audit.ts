import type { AuditLog } from '../../ports/audit-log.ts';
import type { AuditTrail, TrailEntry, TrailFilter } from '../../ports/audit-trail.ts';
import type { Phones } from '../../ports/credentials.ts';
import type { Directory, DirectoryEntry } from '../../ports/directory.ts';
import type { Clock } from '../../ports/system.ts';

export interface QueryAuditPorts {
  readonly trail: AuditTrail;
  readonly directory: Directory;
  readonly phones: Pick<Phones, 'normalise'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface AuditQuestion {
  /** An employee id, a phone, an e-mail address, or a part of a name. */
  readonly person: string | null;
  readonly ticket: string | null;
  readonly acts: readonly string[];
  readonly outcome: string | null;
  /** Epoch milliseconds; `before` is not included. */
  readonly from: number | null;
  readonly before: number | null;
  readonly rowsMax: number;
  readonly operator: string;
  /** As what it is shown, for the audit. */
  readonly form: 'table' | 'json' | 'csv';
}

/** An entry with people by name, where anybody still knows whose an id was. */
export interface ShownEntry extends TrailEntry {
  /** Null: the service itself. */
  readonly who: string | null;
}

export type AuditAnswer =
  | { readonly kind: 'found'; readonly entries: readonly ShownEntry[] }
  | { readonly kind: 'unknown-person' }
  | { readonly kind: 'several-people'; readonly people: readonly DirectoryEntry[] }
  | { readonly kind: 'directory-down' };

/** Who did what: reading it is reading of personal data, and noted before anything is shown. */
export function queryAudit(ports: QueryAuditPorts) {
  return async (question: AuditQuestion): Promise<AuditAnswer> => {
    const { trail, audit, clock } = ports;
    const about = question.person === null ? null : await findPerson(ports, question.person);
    if (about !== null && about.kind !== 'person') return about;
    await audit.append([
      {
        act: 'audit-read',
        actor: { kind: 'operator', name: question.operator },
        on: about === null ? { kind: 'audit-log', id: 'both' } : { kind: 'person', id: about.employeeId },
        outcome: 'done',
        reason: question.form,
        at: clock.now(),
      },
    ]);
    const found = await trail.find(await filterOf(trail, question, about?.subjects ?? null), question.rowsMax);
    return { kind: 'found', entries: await nameEveryone(ports, found) };
  };
}

type FoundPerson =
  | { readonly kind: 'person'; readonly employeeId: string; readonly subjects: readonly string[] }
  | Exclude<AuditAnswer, { kind: 'found' }>;

async function findPerson({ trail, directory, phones }: QueryAuditPorts, written: string): Promise<FoundPerson> {
  const known = await trail.subjectsOf(written);
  // Whoever has left the company is in the logs, not in the directory.
  if (known.length > 0) return { kind: 'person', employeeId: written, subjects: known };
  const people = await lookUp(directory, written, phones.normalise(written));
  if (people === null) return { kind: 'directory-down' };
  const [person, ...others] = people;
  if (!person) return { kind: 'unknown-person' };
  if (others.length > 0) return { kind: 'several-people', people };
  const { employeeId } = person;
  return { kind: 'person', employeeId, subjects: await trail.subjectsOf(employeeId) };
}

async function lookUp(
  directory: Directory,
  written: string,
  phone: string | null,
): Promise<readonly DirectoryEntry[] | null> {
  const byId = await directory.findById(written);
  if (byId.kind === 'down') return null;
  if (byId.kind === 'found') return [byId.entry];
  if (phone === null && !written.includes('@')) {
    const named = await directory.listNamed(written);
    return named.kind === 'down' ? null : named.entries;
  }
  const found = phone === null ? await directory.findByEmail(written) : await directory.findByPhone(phone);
  if (found.kind === 'down') return null;
  return found.kind === 'one' ? [found.entry] : [];
}

async function filterOf(
  trail: AuditTrail,
  { ticket, acts, outcome, from, before }: AuditQuestion,
  subjects: readonly string[] | null,
): Promise<TrailFilter> {
  return {
    ...(subjects === null ? {} : { subjects }),
    ...(ticket === null ? {} : { objects: await trail.objectsOfTicket(ticket) }),
    ...(acts.length === 0 ? {} : { acts }),
    ...(outcome === null ? {} : { outcome }),
    ...(from === null ? {} : { from }),
    ...(before === null ? {} : { before }),
  };
}

const anId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Ids of people become names: of who did it, of whom it was done to, and of whom a reason names. */
async function nameEveryone(
  { trail, directory }: QueryAuditPorts,
  entries: readonly TrailEntry[],
): Promise<readonly ShownEntry[]> {
  const ids = entries.flatMap(({ actor, on, reason }) => `${actor} ${on} ${reason}`.match(anId) ?? []);
  const owners = await trail.namesOf([...new Set(ids)]);
  const words = new Map<string, string>();
  for (const owner of new Set(owners.values())) words.set(owner, await nameOf(directory, owner));
  const named = (text: string) =>
    text.replaceAll(anId, (id) => {
      const owner = owners.get(id);
      return owner === undefined ? id : (words.get(owner) ?? id);
    });
  return entries.map((entry) => ({
    ...entry,
    who: entry.actor === 'service' ? null : named(entry.actor.replace(/^(?:person|operator):/, '')),
    on: entry.on && named(entry.on),
    reason: entry.reason && named(entry.reason),
  }));
}

/** `employee:e-7` as `Iryna Bondar (e-7)`, as long as the directory knows them. */
async function nameOf(directory: Directory, owner: string): Promise<string> {
  const employeeId = /^employee:(.*)$/s.exec(owner)?.[1];
  if (employeeId === undefined) return owner;
  const found = await directory.findById(employeeId);
  return found.kind === 'found' ? `${found.entry.displayName} (${employeeId})` : employeeId;
}
