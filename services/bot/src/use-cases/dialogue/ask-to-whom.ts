import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { UnaddressedWords } from '../../ports/unaddressed-words.ts';
import { planOf } from '../compose-plan.ts';
import { asItIs, buttons, notice, press, reply, type View } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { addressCardName } from './dialogue-card.ts';
import { type DialogueDesk, type LiveDialogue, otherOf, sideOf } from './dialogue-desk.ts';

type Needs = Pick<DialogueDesk, 'people' | 'tickets' | 'unaddressed'>;

export type AskToWhom = (
  turn: Turn,
  dialogues: readonly LiveDialogue[],
  words: Omit<UnaddressedWords, 'sentAt'>,
) => Promise<Plan>;

const wordsMax = 20;
/** Nobody said whose they were: by now they are nobody's. */
const keptMs = 3_600_000;

/** Several dialogues and nothing quoted: the words are kept, and their author is asked whose they are. */
export function askToWhom(needs: Needs): AskToWhom {
  return async (turn, dialogues, said) => {
    if (turn.known === null) return planOf();
    const personId = turn.known.person.id;
    const asked = await needs.unaddressed.find(personId);
    const kept = asked.filter(({ sentAt }) => turn.now - sentAt < keptMs);
    if (kept.length >= wordsMax)
      return planOf({ effects: [notice(turn, { kind: 'not-said', why: 'too-many', preview: said.content.text })] });
    const words = [...kept, { ...said, sentAt: turn.now }];
    const isOfAlbum = said.albumId !== null && kept.at(-1)?.albumId === said.albumId;
    const place = { kind: isOfAlbum ? 'card' : 'card-below', card: addressCardName } as const;
    return planOf({
      changes: [{ kind: 'keep-unaddressed', personId, words }],
      effects: [reply(turn, await presentChoice(needs, personId, dialogues, words.length), place)],
    });
  };
}

export async function presentChoice(
  { people, tickets }: Pick<Needs, 'people' | 'tickets'>,
  personId: string,
  dialogues: readonly LiveDialogue[],
  messages: number,
): Promise<View> {
  const rows = await Promise.all(
    dialogues.map(async (dialogue): Promise<readonly Button[]> => {
      const side = sideOf(dialogue, personId);
      if (side === null) return [];
      const [other, about] = await Promise.all([
        people.findById(otherOf(dialogue, side)),
        tickets.findById(dialogue.consultation.ticketId),
      ]);
      const label = [other?.person.profile.displayName, about?.ticket.number].filter(Boolean).join(' · ');
      const { id: consultationId } = dialogue.consultation;
      return [press({ kind: 'address-words', consultationId }, { label: asItIs(label) })];
    }),
  );
  return { screen: { kind: 'to-whom', messages }, keyboard: buttons(...rows, [press({ kind: 'drop-words' })]) };
}
