import type { ConsultationRefusal } from '@desk/domain';
import type { Consultations, StoredConsultation } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import type { AskToSignIn } from '../session/ask-to-sign-in.ts';
import { judgeAccess } from '../session/judge-access.ts';
import { notice, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { offerCard } from './offer-card.ts';
import { type PlanEventNeeds, planEvent } from './plan-event.ts';

interface Needs extends PlanEventNeeds {
  readonly ask: AskToSignIn;
}

/**
 * *Accept*: the first tap wins. For somebody signed out it reserves at once and asks for one tap of sign-in, after which
 * the same press comes back and goes on by itself.
 */
export function acceptOffer(needs: Needs) {
  const plan = planEvent(needs);
  return async (turn: Turn, { consultationId }: ActionOf<'accept-offer'>): Promise<Plan> => {
    if (turn.known === null) return needs.ask(turn, 'first-time', 'tap');
    const by = turn.known.person.id;
    const stored = await needs.consultations.findById(consultationId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });

    const access = judgeAccess(turn, needs.policy.sessionLimits);
    if (access.kind === 'live') {
      const outcome = await plan(stored, { kind: 'accepted', by }, turn.now);
      return outcome.kind === 'moved' ? outcome.plan : answerLost(needs, turn, stored, outcome.reason);
    }
    const outcome = await plan(stored, { kind: 'accepted-signed-out', by }, turn.now);
    if (outcome.kind === 'refused' && outcome.reason !== 'sign-in-awaited') {
      return answerLost(needs, turn, stored, outcome.reason);
    }
    const asked = await needs.ask(turn, access.reason, 'tap');
    return outcome.kind === 'moved' ? joinPlans(outcome.plan, asked) : asked;
  };
}

/** *Not now*, also from somebody signed out: the next one is asked, and nobody has to explain anything. */
export function declineOffer(needs: PlanEventNeeds) {
  const plan = planEvent(needs);
  return async (turn: Turn, { consultationId }: ActionOf<'decline-offer'>): Promise<Plan> => {
    const stored = turn.known === null ? null : await needs.consultations.findById(consultationId);
    if (turn.known === null || stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const outcome = await plan(stored, { kind: 'declined', by: turn.known.person.id }, turn.now);
    return outcome.kind === 'moved' ? outcome.plan : answerLost(needs, turn, stored, outcome.reason);
  };
}

/** The tap came too late, or a second time. */
async function answerLost(
  { tickets }: { readonly tickets: Tickets; readonly consultations: Consultations },
  turn: Turn,
  { consultation }: StoredConsultation,
  reason: ConsultationRefusal,
): Promise<Plan> {
  if (reason === 'already-yours') return planOf();
  const ticket = await tickets.findById(consultation.ticketId);
  const end = reason === 'offer-over' ? 'missed' : 'withdrawn';
  const screen = { kind: 'offer-over', number: ticket?.ticket.number ?? null, end, onBreak: false } as const;
  const view = { screen, keyboard: null, about: consultation.ticketId };
  return planOf({ effects: [reply(turn, view, offerCard(consultation.id, 'in-place'))] });
}
