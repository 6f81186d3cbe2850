import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { answerOver } from './answer-over.ts';
import { endOfDay } from './end-of-day.ts';
import { findOwn } from './find-own.ts';
import { lineCard } from './line-card.ts';
import { type PlanEventNeeds, planEvent } from './plan-event.ts';
import { pointTo } from './request-consultation.ts';

/** *Don't wait*: the ticket stays. Where the conversation has begun meanwhile, it is shown instead. */
export function leaveLine(needs: PlanEventNeeds) {
  const plan = planEvent(needs);
  return async (turn: SignedInTurn, { consultationId }: ActionOf<'leave-line'>): Promise<Plan> => {
    const stored = await findOwn(needs, turn, consultationId);
    if (stored === null) return answerOver(needs, turn, consultationId);
    const { state, ticketId } = stored.consultation;
    if (state === 'active' || state === 'transferring') return pointTo(needs, turn, stored);
    const outcome = await plan(stored, { kind: 'end-asked', by: 'employee' }, turn.now);
    if (outcome.kind === 'refused') return answerOver(needs, turn, consultationId);
    const ticket = await needs.tickets.findById(ticketId);
    const screen = { kind: 'request-cancelled', number: ticket?.ticket.number ?? null, cause: 'by-you' } as const;
    const view = { screen, keyboard: null, about: ticketId };
    return joinPlans(outcome.plan, planOf({ effects: [reply(turn, view, lineCard(stored.consultation, 'in-place'))] }));
  };
}

/** *Call me when someone is there*: out of the line, until the end of the working day. */
export function callMe(needs: PlanEventNeeds) {
  const plan = planEvent(needs);
  return async (turn: SignedInTurn, { consultationId }: ActionOf<'call-me'>): Promise<Plan> => {
    const stored = await findOwn(needs, turn, consultationId);
    if (stored === null) return answerOver(needs, turn, consultationId);
    const until = endOfDay(needs.policy, stored.consultation.team, turn.now);
    const outcome = await plan(stored, { kind: 'callback-asked', until }, turn.now);
    // Somebody came while they were deciding: they are asked already, or talk.
    return outcome.kind === 'moved' ? outcome.plan : pointTo(needs, turn, stored);
  };
}

/** *Yes, now*: back in line, and served as soon as somebody is free. */
export function answerCall(needs: PlanEventNeeds) {
  const plan = planEvent(needs);
  return async (turn: SignedInTurn, { consultationId }: ActionOf<'answer-call'>): Promise<Plan> => {
    const stored = await findOwn(needs, turn, consultationId);
    if (stored === null) return answerOver(needs, turn, consultationId);
    const outcome = await plan(stored, { kind: 'resumed' }, turn.now);
    if (outcome.kind === 'refused') {
      return stored.consultation.state === 'callback'
        ? answerOver(needs, turn, consultationId)
        : pointTo(needs, turn, stored);
    }
    return joinPlans(outcome.plan, await pointTo(needs, turn, { ...stored, consultation: outcome.consultation }));
  };
}
