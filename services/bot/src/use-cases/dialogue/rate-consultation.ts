import type { Consultation, DraftPart } from '@desk/domain';
import type { Composition } from '../../ports/compositions.ts';
import type { DeskEffect, Plan, ShowEffect } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { PlanEvent } from '../consultation/plan-event.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { writingCard } from '../writing/writing-card.ts';
import { ratingCard } from './dialogue-card.ts';
import type { DialogueDesk } from './dialogue-desk.ts';
import { starsOf } from './present-dialogue.ts';

interface Needs extends Pick<DialogueDesk, 'consultations' | 'tickets' | 'policy'> {
  readonly planEvent: PlanEvent;
}

/** As much as the ticket's closing comment takes. */
const commentCharsMax = 4_096;

type Rated = Extract<Consultation, { readonly state: 'rated' }>;

/** One to five stars, by whoever was helped, signed in or not; within the hour they may think better of it. */
export function rateConsultation(needs: Needs) {
  return async (turn: Turn, { consultationId, stars }: ActionOf<'rate'>): Promise<Plan> => {
    const stored = await needs.consultations.findById(consultationId);
    if (stored === null || stored.consultation.employeeId !== turn.known?.person.id) return stale(turn);
    const outcome = await needs.planEvent(stored, { kind: 'rated', stars }, turn.now);
    if (outcome.kind === 'refused') return outcome.reason === 'unchanged' ? planOf() : stale(turn);
    const { consultation } = outcome;
    const number = await numberOf(needs, consultation);
    return joinPlans(
      outcome.plan,
      planOf({ effects: [showRated(turn, consultation, { number, stars }), closingOf(consultation)] }),
    );
  };
}

/** *Add a few words*: their next message is the comment. */
export function askRatingComment(needs: Needs) {
  return async (turn: Turn, { consultationId }: ActionOf<'comment-rating'>): Promise<Plan> => {
    const rated = await findRated(needs, turn, consultationId);
    if (rated === null || turn.known === null) return stale(turn);
    const number = await numberOf(needs, rated);
    const composition: Composition = {
      ...{ personId: turn.known.person.id, ticketId: rated.ticketId, number: number ?? '' },
      purpose: { kind: 'rating-comment', consultationId },
      ...{ startedAt: turn.now, spokenAt: null, messages: 0 },
    };
    const view = { screen: { kind: 'rating-comment-asked', number }, keyboard: null, about: rated.ticketId } as const;
    return planOf({
      changes: [{ kind: 'save-composition', composition }],
      effects: [reply(turn, view, writingCard('below'))],
    });
  };
}

/** The words that go with the stars; the ticket's closing comment has them. */
export function commentRating(needs: Needs) {
  return async (turn: Turn, { text }: Pick<DraftPart, 'text'>, composition: Composition): Promise<Plan> => {
    const { purpose, number, personId } = composition;
    if (purpose.kind !== 'rating-comment') return stale(turn);
    if (text === null || text.length > commentCharsMax) {
      return planOf({ effects: [notice(turn, { kind: 'words-needed', number })] });
    }
    const over = planOf({ changes: [{ kind: 'drop-composition', personId }] });
    const rated = await findRated(needs, turn, purpose.consultationId);
    if (rated === null) return joinPlans(stale(turn), over);
    const { id: consultationId, stars, ticketId } = rated;
    const screen = { kind: 'rated', number, stars, commented: true } as const;
    return joinPlans(
      over,
      planOf({
        changes: [{ kind: 'save-rating-comment', consultationId, text }],
        effects: [
          reply(turn, { screen, keyboard: null, about: ticketId }, ratingCard(consultationId, 'below')),
          closingOf(rated),
        ],
      }),
    );
  };
}

/** Theirs, and still open to change. */
async function findRated(
  { consultations, policy }: Needs,
  { known, now }: Turn,
  consultationId: string,
): Promise<Rated | null> {
  const consultation = (await consultations.findById(consultationId))?.consultation;
  if (consultation?.state !== 'rated' || consultation.employeeId !== known?.person.id) return null;
  return now < consultation.ratedAt + policy.consultationLimits.ratingChangeMs ? consultation : null;
}

function showRated(
  turn: Turn,
  { id: consultationId, ticketId }: Consultation,
  { number, stars }: { readonly number: string | null; readonly stars: number },
): ShowEffect {
  const screen = { kind: 'rated', number, stars, commented: false } as const;
  const keyboard = buttons(starsOf(consultationId), [press({ kind: 'comment-rating', consultationId })]);
  return reply(turn, { screen, keyboard, about: ticketId }, ratingCard(consultationId, 'in-place'));
}

/** The closing comment is brought up to date. */
function closingOf({ id: consultationId, ticketId }: Consultation): DeskEffect {
  return { kind: 'close-chat', ticketId, consultationId };
}

async function numberOf({ tickets }: Needs, { ticketId }: Consultation): Promise<string | null> {
  return (await tickets.findById(ticketId))?.ticket.number ?? null;
}

function stale(turn: Turn): Plan {
  return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
}
