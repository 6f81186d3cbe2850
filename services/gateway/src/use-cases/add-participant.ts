import type { TicketState } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Phones } from '../ports/credentials.ts';
import type { Directory, DirectoryEntry } from '../ports/directory.ts';
import type { SignInDesk, SignInLimit } from '../ports/sign-in-desk.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketParticipants } from '../ports/ticket-participants.ts';
import type { TicketReader, TicketWriter } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import type { FindTrackerAccount } from './find-tracker-account.ts';
import { mayLetIn } from './policy.ts';
import type { PresentTicket } from './present-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry, ticketEntry } from './ticket-entry.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface AddParticipantPorts {
  readonly reader: TicketReader;
  readonly writer: TicketWriter;
  readonly directory: Directory;
  readonly phones: Phones;
  readonly participants: TicketParticipants;
  readonly signIns: SignInDesk;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly findAccount: FindTrackerAccount;
  readonly weigh: WeighTicket;
  readonly presentTicket: PresentTicket;
}

export type AddParticipantOutcome =
  | {
      readonly kind: 'added';
      readonly employeeId: string;
      readonly displayName: string;
      readonly ticket: TicketState;
    }
  | Refusal<'not-permitted' | 'not-found' | 'person-unknown' | 'ticket-refused' | 'tracker-down' | 'directory-down'>;

/** A directory is not to be read out number by number. */
const questions: SignInLimit = { attemptsMax: 60, windowMs: 60 * 60_000 };

type Asked = { readonly caller: PersonCaller; readonly number: string; readonly who: string };

/**
 * Lets a colleague in on a ticket: they read it, comment and hear of it. In the tracker as well, where they have an
 * account that may; our own row is what counts here, so that a colleague without one follows it in Telegram.
 */
export function addParticipant(ports: AddParticipantPorts) {
  return async (asked: Asked): Promise<AddParticipantOutcome> => {
    const { caller, number } = asked;
    const read = await ports.reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { state, rights } = await ports.weigh(read.ticket, caller);
    if (!mayLetIn(caller.profile, rights)) return refuseAndRecord(ports, asked, 'not-permitted');

    if (!(await mayAsk(ports, caller))) return refuse('not-permitted');
    const found = await findColleague(ports, asked.who);
    if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
    if (found.kind === 'none') return refuseAndRecord(ports, asked, 'person-unknown');
    const { employeeId, displayName } = found.entry;
    if (employeeId === rights.requesterId) return { kind: 'added', employeeId, displayName, ticket: state };

    const untold = await tellTracker(ports, number, found.entry);
    if (untold) return untold;
    const at = ports.clock.now();
    const entry = ticketEntry({ caller, number, act: 'participant-added', reason: `added-${employeeId}` }, at);
    const added = await ports.participants.add({ number, employeeId, addedBy: caller.profile.employeeId, at }, entry);
    if (added === 'full') return refuse('ticket-refused');
    const after = await ports.reader.read(number);
    const ticket = after.kind === 'read' ? await ports.presentTicket(after.ticket) : state;
    return { kind: 'added', employeeId, displayName, ticket };
  };
}

/** The first question too many is audited; more of them say nothing new. */
async function mayAsk({ signIns, audit, clock }: AddParticipantPorts, { profile }: PersonCaller): Promise<boolean> {
  const [id, at] = [profile.employeeId, clock.now()];
  const verdict = await signIns.count('colleague', id, questions, at);
  if (verdict.kind === 'within') return true;
  const actor = { kind: 'person', id } as const;
  const reason = 'questions-about-colleagues';
  if (verdict.first) await audit.append([{ act: 'rate-limited', actor, on: null, outcome: 'refused', reason, at }]);
  return false;
}

/** By work e-mail or phone number, and only who works here now. Several of one number are nobody that could be told. */
async function findColleague(
  { directory, phones }: AddParticipantPorts,
  who: string,
): Promise<
  { readonly kind: 'one'; readonly entry: DirectoryEntry } | { readonly kind: 'none' } | { readonly kind: 'down' }
> {
  const phone = who.includes('@') ? null : phones.normalise(who);
  if (phone === null && !who.includes('@')) return { kind: 'none' };
  const found = phone === null ? await directory.findByEmail(who.trim()) : await directory.findByPhone(phone);
  if (found.kind === 'down') return found;
  return found.kind === 'one' && found.entry.active ? found : { kind: 'none' };
}

/** Null: told, or there is nobody whom the tracker would let in. */
async function tellTracker(
  { writer, findAccount }: AddParticipantPorts,
  number: string,
  entry: DirectoryEntry,
): Promise<Refusal<'tracker-down' | 'not-found' | 'not-permitted'> | null> {
  const account = await findAccount(entry);
  if (account.kind === 'down') return refuse('tracker-down', { retryAfterSeconds: 10 });
  if (account.kind === 'none') return null;
  const told = await writer.addParticipant(number, account.account);
  return told.kind === 'down' || told.kind === 'unknown' ? refuseTrouble(told) : null;
}

async function refuseAndRecord<C extends 'not-permitted' | 'person-unknown'>(
  { audit, clock }: AddParticipantPorts,
  { caller, number }: Asked,
  code: C,
): Promise<Refusal<C>> {
  const reason = code === 'not-permitted' ? 'add-participant' : 'add-participant-unknown';
  await audit.append([refusedEntry({ caller, number, reason }, clock.now())]);
  return refuse(code);
}
