import type { DraftPart } from '@desk/domain';
import type { Composition } from '../../ports/compositions.ts';
import type { ChatContent } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { EmployeeDesk } from '../employee-desk.ts';
import type { SharedContact } from '../intent.ts';
import type { IntentOf } from '../routes.ts';
import type { AskToSignIn } from '../session/ask-to-sign-in.ts';
import { judgeAccess } from '../session/judge-access.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn, Turn } from '../turn.ts';
import { openComposition } from '../writing/composition.ts';
import type { AskToWhom } from './ask-to-whom.ts';
import { type DialogueDesk, otherOf, sideOf } from './dialogue-desk.ts';
import { findDialogue } from './find-dialogue.ts';
import type { MirrorPace } from './pace-mirrors.ts';
import { sayWords, tellNotRelayed } from './say-words.ts';

interface Needs extends DialogueDesk {
  readonly askToWhom: AskToWhom;
  readonly pace: MirrorPace;
  readonly ask: AskToSignIn;
  /** The words that go with a rating, which needs no session. */
  readonly comment: (turn: Turn, part: DraftPart, composition: Composition) => Promise<Plan>;
}

/** What somebody said, as a dialogue takes it. */
interface Utterance {
  readonly messageId: number;
  readonly content: ChatContent;
  readonly albumId: string | null;
  readonly replyTo: number | null;
}

/** For so long after a dialogue its last words are not taken for a new ticket. */
const afterwordMs = 20_000;

/**
 * A message: said in a live dialogue, which needs no session, since a running consultation may finish; else it is for a
 * ticket or a draft, which does.
 */
export function hearMessage(
  needs: Needs & { readonly receive: (turn: SignedInTurn, said: IntentOf<'message'>) => Promise<Plan> },
) {
  return async (turn: Turn, said: IntentOf<'message'>): Promise<Plan> => {
    const { messageId, albumId } = said.part;
    const utterance = { messageId, content: contentOf(said.part), albumId, replyTo: said.replyTo };
    const plan = await hearUtterance(needs, turn, utterance);
    if (plan !== null) return plan;
    const composition = openComposition(turn);
    if (composition?.purpose.kind === 'rating-comment' && said.replyTo === null) {
      return needs.comment(turn, said.part, composition);
    }
    return behindTheGate(needs, turn, (signedIn) => needs.receive(signedIn, said));
  };
}

/** What only a dialogue can hold: a sticker, a place, somebody's card. */
export function hearGesture(
  needs: Needs & { readonly otherwise: (turn: Turn, said: IntentOf<'unsupported'>) => Promise<Plan> },
) {
  return async (turn: Turn, { messageId, content, replyTo }: IntentOf<'gesture'>): Promise<Plan> => {
    const plan = await hearUtterance(needs, turn, { messageId, content, albumId: null, replyTo });
    return plan ?? needs.otherwise(turn, { kind: 'unsupported', what: kindOf(content) });
  };
}

/** Somebody's card out of the address book; null where there is no dialogue that it is for. */
export function hearCard(needs: Needs) {
  return (turn: Turn, { messageId, phone, name }: SharedContact): Promise<Plan | null> => {
    const content = { kind: 'contact', text: [name, phone].filter(Boolean).join(' '), file: null } as const;
    return hearUtterance(needs, turn, { messageId, content, albumId: null, replyTo: null });
  };
}

/** What not even a dialogue can hold: both sides learn of it. */
export function hearUnsupported(
  needs: Needs & { readonly otherwise: (turn: Turn, said: IntentOf<'unsupported'>) => Promise<Plan> },
) {
  return async (turn: Turn, said: IntentOf<'unsupported'>): Promise<Plan> => {
    const addressee = await findDialogue(needs, turn, { messageId: null, replyTo: null });
    if (addressee.kind !== 'dialogue' || turn.known === null) return needs.otherwise(turn, said);
    const side = sideOf(addressee.dialogue, turn.known.person.id);
    const reader = side === null ? null : await needs.people.findById(otherOf(addressee.dialogue, side));
    return planOf({ effects: tellNotRelayed(turn, reader, 'unsupported') });
  };
}

/** Null where it is not for a dialogue. */
async function hearUtterance(needs: Needs, turn: Turn, { replyTo, ...words }: Utterance): Promise<Plan | null> {
  const { messageId, content } = words;
  const addressee = await findDialogue(needs, turn, { messageId, replyTo });
  switch (addressee.kind) {
    case 'dialogue': {
      const said = [{ ...words, quoteOf: addressee.quoteOf }];
      return sayWords(needs, turn, addressee.dialogue, said);
    }
    case 'unclear':
      return needs.askToWhom(turn, addressee.dialogues, words);
    case 'over':
      return sayOver(needs, turn, addressee.consultationId, content.text);
    case 'elsewhere':
      return null;
  }
}

/** A reply to this answer is for the ticket. */
async function sayOver(
  { consultations }: Needs,
  turn: Turn,
  consultationId: string,
  preview: string | null,
): Promise<Plan> {
  const about = (await consultations.findById(consultationId))?.consultation.ticketId;
  const screen = { kind: 'not-said', why: 'over', preview } as const;
  return planOf({ effects: [reply(turn, { screen, keyboard: null, ...(about ? { about } : {}) })] });
}

async function behindTheGate(
  { ask, policy }: Needs,
  turn: Turn,
  answer: (turn: SignedInTurn) => Promise<Plan>,
): Promise<Plan> {
  const access = judgeAccess(turn, policy.sessionLimits);
  return access.kind === 'none' ? ask(turn, access.reason, 'words') : answer(access.turn);
}

/** What was said right after a dialogue had ended was meant for whoever was on the line, not for a new ticket. */
export function orAfterword(
  { drafts }: Pick<EmployeeDesk, 'drafts'>,
  collect: (turn: SignedInTurn, said: IntentOf<'message'>) => Promise<Plan>,
) {
  return async (turn: SignedInTurn, said: IntentOf<'message'>): Promise<Plan> => {
    const { justEnded } = turn.talk;
    const isAfterword = justEnded !== null && justEnded.endedAt >= turn.now - afterwordMs;
    if (!isAfterword || (await drafts.findOpenOf(turn.person.id)) !== null) return collect(turn, said);
    const screen = { kind: 'not-said', why: 'over', preview: said.part.text } as const;
    return planOf({ effects: [reply(turn, { screen, keyboard: null, about: justEnded.ticketId })] });
  };
}

function contentOf({ text, file }: DraftPart): ChatContent {
  if (file === null) return { kind: 'text', text, file: null };
  const { telegramFileId, name, mime, bytes } = file;
  return { kind: file.kind, text, file: { telegramFileId, name, mime, bytes } };
}

function kindOf({ kind }: ChatContent): IntentOf<'unsupported'>['what'] {
  return kind === 'sticker' || kind === 'location' || kind === 'contact' ? kind : 'other';
}
