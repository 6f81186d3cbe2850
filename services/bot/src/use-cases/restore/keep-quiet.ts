import type { OfferBoards } from '../../ports/consultation-board.ts';
import type { Effect, Ledger, Plan } from '../../ports/plan.ts';
import type { TeamBoards } from '../../ports/team-board.ts';

interface Stores {
  readonly ledger: Ledger;
  readonly boards: TeamBoards;
  readonly offerBoards: OfferBoards;
}

/**
 * Stores what is caught up with, and tells nobody: people heard of it before the database was lost. What hides words
 * again, and what goes to the tracker, stays.
 */
export function keepQuiet({ ledger, boards, offerBoards }: Stores): Stores {
  return {
    ledger: { commit: (plan, cause) => ledger.commit(quieten(plan), cause) },
    boards: {
      decide: (ticketId, now, decide) =>
        boards.decide(ticketId, now, (board) => {
          const { plan, outcome } = decide(board);
          return { plan: quieten(plan), outcome };
        }),
    },
    offerBoards: {
      decide: (of, now, decide) =>
        offerBoards.decide(of, now, (board) => {
          const { plan, outcome } = decide(board);
          return { plan: quieten(plan), outcome };
        }),
    },
  };
}

/** Jobs go as well: whatever is still due is found when the desk starts. */
function quieten(plan: Plan): Plan {
  const effects = plan.effects.filter((planned) => !isTelling(planned.kind === 'delayed' ? planned.effect : planned));
  return { ...plan, effects, jobs: [] };
}

function isTelling({ kind }: Effect): boolean {
  switch (kind) {
    case 'show':
    case 'retire-card':
    case 'send-file':
    case 'tell-comment':
    case 'tell-solution':
    case 'tell-note':
      return true;
    default:
      return false;
  }
}
