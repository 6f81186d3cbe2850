import type { Consultation, ConsultationEffect } from '@desk/domain';
import type { Consultations } from '../../ports/consultations.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';

export interface FindScene {
  readonly people: People;
  readonly tickets: Tickets;
  readonly consultations: Consultations;
}

/** What an outcome touches beyond the consultation itself, as it is at this moment. */
export interface Scene {
  readonly ticket: StoredTicket;
  /** Its employee, and whoever of the team the outcome concerns; a supervisor where one is told. */
  readonly people: ReadonlyMap<string, Acquaintance>;
  /** Offers missed in a row by whoever missed one now, before it. */
  readonly misses: number;
  /** Dialogues of whoever is connected now, this one among them. */
  readonly dialogues: number;
}

export interface Moved {
  readonly consultation: Consultation;
  readonly effects: readonly ConsultationEffect[];
}

/** Reads no more than the effects need. */
export async function findScene(needs: FindScene, { consultation, effects }: Moved): Promise<Scene> {
  const ticket = await needs.tickets.findById(consultation.ticketId);
  if (ticket === null) throw new Error('A consultation is about a ticket that is gone.');
  const [people, supervisors, misses, dialogues] = await Promise.all([
    findPeople(needs, consultation, [...effects.flatMap(concerned), ...holderOf(ticket, effects)]),
    findSupervisors(needs, consultation, effects),
    countMissesOf(needs, effects),
    countDialogues(needs, effects),
  ]);
  return { ticket, people: new Map([...supervisors, ...people]), misses, dialogues };
}

async function findPeople({ people }: FindScene, consultation: Consultation, others: readonly string[]) {
  const ids = new Set([consultation.employeeId, ...others]);
  if ('dialogue' in consultation) ids.add(consultation.dialogue.specialistId);
  const found = await Promise.all([...ids].map((id) => people.findById(id)));
  return byId(found.filter((known) => known !== null));
}

function concerned(effect: ConsultationEffect): readonly string[] {
  switch (effect.kind) {
    case 'offer':
    case 'offer-transfer':
    case 'retire-offer':
      return [effect.personId];
    case 'tell-employee':
      return effect.news.kind === 'connected' ? [effect.news.specialistId] : [];
    case 'tell-specialist':
      return [effect.personId, ...namedIn(effect.news)];
    case 'tell-supervisor':
    case 'serve-queue':
    case 'close-dialogue':
    case 'ask-rating':
      return [];
  }
}

/** Whoever talked on a colleague's ticket is asked about it afterwards, by the colleague's name. */
function holderOf({ ticket }: StoredTicket, effects: Moved['effects']): readonly string[] {
  const isAsked = effects.some((effect) => effect.kind === 'tell-specialist' && effect.news.kind === 'ended');
  return isAsked && ticket.assigneeId !== null ? [ticket.assigneeId] : [];
}

type SpecialistNews = Extract<ConsultationEffect, { readonly kind: 'tell-specialist' }>['news'];

function namedIn(news: SpecialistNews): readonly string[] {
  switch (news.kind) {
    case 'transfer-refused':
      return [news.by];
    case 'handed-over':
      return [news.to];
    default:
      return [];
  }
}

async function findSupervisors({ people }: FindScene, { team }: Consultation, effects: Moved['effects']) {
  if (!effects.some(({ kind }) => kind === 'tell-supervisor')) return byId([]);
  return byId((await people.listStaff([team])).filter(({ person }) => person.profile.role === 'supervisor'));
}

async function countMissesOf({ consultations }: FindScene, effects: Moved['effects']): Promise<number> {
  for (const effect of effects) {
    if (effect.kind === 'retire-offer' && effect.end === 'missed') return consultations.countMisses(effect.personId);
  }
  return 0;
}

async function countDialogues({ consultations }: FindScene, effects: Moved['effects']): Promise<number> {
  for (const effect of effects) {
    if (effect.kind === 'tell-specialist' && effect.news.kind === 'connected') {
      return (await consultations.listDialoguesOf(effect.personId)).length + 1;
    }
  }
  return 0;
}

function byId(found: readonly Acquaintance[]): ReadonlyMap<string, Acquaintance> {
  return new Map(found.map((known) => [known.person.id, known]));
}
