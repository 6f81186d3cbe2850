import type { Consultations } from '../ports/consultations.ts';
import type { KeptArrivals } from '../ports/inbox.ts';
import type { People } from '../ports/people.ts';
import type { Cause, Change, Ledger, Plan } from '../ports/plan.ts';
import type { SignInWaits } from '../ports/sign-in-waits.ts';
import type { Clock, Policy } from '../ports/system.ts';
import type { Tickets } from '../ports/tickets.ts';
import { commitDecision } from './commit-decision.ts';
import { joinPlans, planOf } from './compose-plan.ts';
import { catchUp } from './conversation/catch-up.ts';
import type { Intent, Speaker } from './intent.ts';
import { type BoundRoute, findRoute, type Routes } from './routes.ts';
import { type Seen, seeSpeaker } from './see-speaker.ts';
import { askToSignIn } from './session/ask-to-sign-in.ts';
import { type Access, judgeAccess } from './session/judge-access.ts';
import { planSessionEnd } from './session/plan-session-end.ts';
import { isTokenOld } from './session/renew-session.ts';
import { notice } from './show-screen.ts';
import type { SignedInTurn, Turn } from './turn.ts';
import { leavePrompt } from './writing/leave-prompt.ts';

/** Whoever talks says something every few seconds: what a limit of many minutes is held against is noted less often. */
const notedMs = 10_000;

/** `ahead`: who speaks, where that was read already; null where it was not. */
export type Converse = (
  speaker: Speaker,
  intent: Intent,
  cause: Cause,
  ahead?: Promise<Seen | null>,
) => Promise<'committed' | 'overtaken' | 'fenced'>;

interface Needs {
  readonly people: People;
  readonly tickets: Tickets;
  readonly consultations: Consultations;
  readonly kept: KeptArrivals;
  readonly waits: SignInWaits;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly routes: Routes;
}

/** One update of a chat: who speaks, may they, and the use case whose row it is. Whatever it decides is stored at once. */
export function converse(needs: Needs): Converse {
  return async (speaker, intent, cause, ahead) => {
    let seen = (await ahead) ?? null;
    return commitDecision(needs.ledger, cause, async () => {
      const now = needs.clock.now();
      const { known, talk } = await seeSpeaker(needs, { speaker, intent, now }, seen);
      seen = null;
      const language = known?.person.language ?? speaker.language;
      const turn: Turn = { now, speaker, language, known, talk };
      return answer(needs, turn, intent);
    });
  };
}

async function answer(needs: Needs, turn: Turn, intent: Intent): Promise<Plan> {
  const access = judgeAccess(turn, needs.policy.sessionLimits);
  const plan = await pass(needs, turn, { access, route: findRoute(needs.routes, intent), what: whatIsKept(intent) });
  if (!isActivity(intent)) return plan;
  return joinPlans(plan, leavePrompt(turn, intent, plan), await noteActivity(needs, turn, access, plan));
}

async function pass(
  needs: Needs,
  turn: Turn,
  { access, route, what }: { readonly access: Access; readonly route: BoundRoute; readonly what: 'words' | 'tap' },
): Promise<Plan> {
  if (route.needs === 'anyone') return route.answer(turn);
  switch (access.kind) {
    case 'none':
      return askToSignIn(needs)(turn, access.reason, what);
    case 'live':
      return mayUse(access.turn, route.needs) ? route.answer(access.turn) : refuse(access.turn);
  }
}

function mayUse({ person }: SignedInTurn, needs: 'session' | 'specialist' | 'supervisor'): boolean {
  switch (needs) {
    case 'session':
      return true;
    case 'specialist':
      return person.profile.role !== 'employee';
    case 'supervisor':
      return person.profile.role === 'supervisor';
  }
}

function refuse(turn: SignedInTurn): Plan {
  return planOf({
    effects: [notice(turn, { kind: 'not-for-you' })],
    audit: [
      {
        act: 'access-refused',
        actor: { kind: 'person', id: turn.person.id },
        on: null,
        outcome: 'refused',
        reason: 'role',
        at: turn.now,
      },
    ],
  });
}

function whatIsKept({ kind }: Intent): 'words' | 'tap' {
  return kind === 'message' || kind === 'message-edited' ? 'words' : 'tap';
}

/** What a person says keeps the session alive; what happens to the bot in a chat or group does not. */
function isActivity(intent: Intent): boolean {
  switch (intent.kind) {
    case 'bot-blocked':
    case 'bot-unblocked':
    case 'group':
      return false;
    default:
      return true;
  }
}

/** The session is touched, its token renewed when old, an overdue one ended; unless the answer itself dealt with it. */
async function noteActivity(needs: Needs, turn: Turn, access: Access, plan: Plan): Promise<Plan> {
  return joinPlans(
    saves(plan, 'save-session') ? planOf() : noteSession(turn, access, needs.policy),
    // Whoever writes has not blocked the bot, even if the word of it was missed.
    saves(plan, 'save-person') ? planOf() : await catchUp(needs, turn),
  );
}

function noteSession({ now }: Turn, access: Access, { sessionLimits }: Policy): Plan {
  switch (access.kind) {
    case 'none':
      return access.overdue ? planSessionEnd(access.overdue, 'idle', { now, limits: sessionLimits }) : planOf();
    case 'live': {
      const { session, person } = access.turn;
      return planOf({
        changes:
          now - session.lastActivityAt < notedMs ? [] : [{ kind: 'touch-session', sessionId: session.id, at: now }],
        effects: isTokenOld(session, now)
          ? [{ kind: 'renew-session', sessionId: session.id, personId: person.id }]
          : [],
      });
    }
  }
}

function saves({ changes }: Plan, kind: Change['kind']): boolean {
  return changes.some((change) => change.kind === kind);
}
