import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { sharePhone } from '../session/ask-to-sign-in.ts';
import { judgeAccess } from '../session/judge-access.ts';
import { reply, type View } from '../show-screen.ts';
import type { Turn } from '../turn.ts';

/** /start: the door for a stranger, one tap for someone who was here before, the menu for whoever is signed in. */
export function greet({ policy }: { readonly policy: Policy }) {
  return async (turn: Turn): Promise<Plan> => planOf({ effects: [reply(turn, greeting(turn, policy))] });
}

function greeting(turn: Turn, policy: Policy): View {
  const access = judgeAccess(turn, policy.sessionLimits);
  switch (access.kind) {
    case 'live': {
      const { role } = access.turn.person.profile;
      return { screen: { kind: 'menu', role }, keyboard: { kind: 'menu', role } };
    }
    case 'none': {
      const { reason } = access;
      const keyboard = sharePhone(turn);
      if (reason === 'first-time') return { screen: { kind: 'welcome' }, keyboard };
      return { screen: { kind: 'sign-in-again', reason, kept: 'nothing' }, keyboard };
    }
  }
}
