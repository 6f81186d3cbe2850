import { type ConsultationEvent, judgeSession, works } from '@desk/domain';
import type { ConsultationNews } from '../../ports/consultation-plan.ts';
import type { Concern, StoredConsultation } from '../../ports/consultations.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { DeskEffect } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery } from '../deliver-effect.ts';
import { type AdvanceNeeds, advance } from './advance.ts';
import { endOfDay } from './end-of-day.ts';

type TellConsultations = Extract<DeskEffect, { readonly kind: 'tell-consultations' }>;

/** Of one person, ticket or team; whoever is further down hears of a later one. */
const concernedMax = 500;

const cause = { kind: 'job', name: 'consultation-news' } as const;

/**
 * What happened elsewhere reaches the consultations it concerns, one after the other. Told twice, or to one it means
 * nothing to, it changes nothing. Whoever may be free again is found something by the queues of their teams.
 */
export function hearNews(needs: AdvanceNeeds) {
  const step = advance(needs);
  return ({ about, news }: TellConsultations, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const known = about.kind === 'person' ? await needs.people.findById(about.id) : null;
      const teams = teamsOf(about, known);
      for (const stored of await findConcerned(needs, { about, news }, teams)) {
        const event = eventFor(stored, { about, news }, known, needs);
        if (event === null) continue;
        // The row was asked for a moment ago: whoever was faster five times over will have told it more.
        if ((await step(stored.consultation.id, event, cause)) === 'overtaken') {
          return { kind: 'retry', afterMs: 500, reason: 'overtaken' };
        }
      }
      return planOf({
        jobs: maySomebodyBeFree(news, known)
          ? teams.map((team) => ({ queue: 'consult', team, consultationId: null }) as const)
          : [],
      });
    });
}

function maySomebodyBeFree({ kind }: ConsultationNews, known: Acquaintance | null): boolean {
  if (kind === 'came-on-shift' || kind === 'capacity-freed') return true;
  // Who had blocked the bot could not be asked, and is back with that.
  return kind === 'signed-in' && known?.duty?.state === 'on-shift';
}

type News = Pick<TellConsultations, 'about' | 'news'>;

function teamsOf({ kind, id }: Concern, known: Acquaintance | null): readonly string[] {
  if (kind === 'team') return [id];
  if (known === null) return [];
  const { profile } = known.person;
  return profile.teams.filter((team) => works(profile, team));
}

async function findConcerned(
  { consultations }: AdvanceNeeds,
  { about, news }: News,
  teams: readonly string[],
): Promise<readonly StoredConsultation[]> {
  switch (news.kind) {
    case 'capacity-freed':
      return [];
    case 'came-on-shift': {
      const found = await Promise.all(
        teams.map((id) => consultations.listConcerning({ kind: 'team', id }, concernedMax)),
      );
      return found.flat();
    }
    default:
      return consultations.listConcerning(about, concernedMax);
  }
}

function eventFor(
  { consultation }: StoredConsultation,
  { about, news }: News,
  known: Acquaintance | null,
  { policy, clock }: AdvanceNeeds,
): ConsultationEvent | null {
  const personId = about.id;
  const isTheirs = consultation.employeeId === personId;
  switch (news.kind) {
    case 'came-on-shift':
      return { kind: 'specialist-came' };
    case 'shift-ended':
      return { kind: 'shift-ended', personId };
    case 'session-ended': {
      const keepUntil = endOfDay(policy, consultation.team, clock.now());
      return { kind: 'session-ended', of: isTheirs ? 'employee' : 'specialist', cause: news.cause, keepUntil };
    }
    case 'signed-in':
      // Who asked to be called waits for the call; only a place that was kept goes on by itself.
      return isTheirs && isPlaceKept(consultation) ? { kind: 'resumed' } : null;
    case 'unreachable':
      return { kind: 'person-unreachable', personId };
    case 'dismissed':
      // No specialist any more, but still an employee: what they asked for themselves goes on.
      return isTheirs && isSignedIn(known, clock.now(), policy) ? null : { kind: 'person-dismissed', personId };
    case 'ticket-closed':
      return { kind: 'ticket-closed' };
    case 'priority-changed':
      return { kind: 'priority-changed', priority: news.priority };
    case 'capacity-freed':
      return null;
  }
}

function isPlaceKept(consultation: StoredConsultation['consultation']): boolean {
  return consultation.state === 'callback' && consultation.cause === 'session-ended';
}

function isSignedIn(known: Acquaintance | null, now: number, { sessionLimits }: AdvanceNeeds['policy']): boolean {
  const session = known?.session ?? null;
  return session !== null && judgeSession(session, now, sessionLimits).kind === 'live';
}
