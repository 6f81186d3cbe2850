import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { presentChoice } from './ask-to-whom.ts';
import { addressCardName } from './dialogue-card.ts';
import { asLive, type DialogueDesk } from './dialogue-desk.ts';
import type { MirrorPace } from './pace-mirrors.ts';
import { sayWords } from './say-words.ts';

interface Needs extends DialogueDesk {
  readonly pace: MirrorPace;
}

/** Their author said whose they are: all that waited is said there, in its order. */
export function addressWords(needs: Needs) {
  return async (turn: Turn, { consultationId }: ActionOf<'address-words'>): Promise<Plan> => {
    if (turn.known === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const personId = turn.known.person.id;
    const [words, stored] = await Promise.all([
      needs.unaddressed.find(personId),
      needs.consultations.findById(consultationId),
    ]);
    if (words.length === 0) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const dialogue = asLive(stored);
    const said =
      dialogue === null
        ? null
        : await sayWords(
            needs,
            turn,
            dialogue,
            words.map((each) => ({ ...each, quoteOf: null })),
          );
    if (said === null) return askAgain(needs, turn, personId, words.length);
    return joinPlans(said, forget(turn, personId));
  };
}

/** *Don't send*. */
export function dropWords() {
  return async (turn: Turn): Promise<Plan> => {
    return turn.known === null ? planOf() : forget(turn, turn.known.person.id);
  };
}

/** That dialogue is over by now; the words wait for another, if there is one. */
async function askAgain(needs: Needs, turn: Turn, personId: string, messages: number): Promise<Plan> {
  const dialogues = (await needs.consultations.listDialoguesOf(personId)).map(asLive).filter((each) => each !== null);
  if (dialogues.length === 0) {
    const over = notice(turn, { kind: 'not-said', why: 'over', preview: null });
    return joinPlans(planOf({ effects: [over] }), forget(turn, personId));
  }
  const view = await presentChoice(needs, personId, dialogues, messages);
  return planOf({ effects: [reply(turn, view, { kind: 'card', card: addressCardName })] });
}

function forget({ speaker: { chatId } }: Turn, personId: string): Plan {
  return planOf({
    changes: [{ kind: 'drop-unaddressed', personId }],
    effects: [{ kind: 'retire-card', chatId, card: addressCardName }],
  });
}
