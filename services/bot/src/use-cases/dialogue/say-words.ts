import { defaultDraftLimits, judgeFile, type Side } from '@desk/domain';
import type { ChatContent, ChatMessage } from '../../ports/consultations.ts';
import type { Acquaintance, Person } from '../../ports/people.ts';
import type { DelayedEffect, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { notice, tell } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { type DialogueDesk, type LiveDialogue, otherOf, otherSide, sideOf } from './dialogue-desk.ts';
import { noteSaid } from './just-said.ts';
import type { MirrorPace } from './pace-mirrors.ts';
import type { RelayMessage } from './relaying.ts';

/** A message or a gesture as its sender's chat has it. */
export interface Words {
  readonly messageId: number;
  readonly content: ChatContent;
  readonly albumId: string | null;
  readonly quoteOf: string | null;
}

interface Needs extends Pick<DialogueDesk, 'people' | 'ids' | 'policy'> {
  readonly pace: MirrorPace;
}

type Refusal = 'unsupported' | 'too-large';

/**
 * Says something in a dialogue: it is stored, on its way to the other side and to the ticket, all at once. Null where
 * the speaker is not in that dialogue.
 */
export async function sayWords(
  needs: Needs,
  turn: Turn,
  dialogue: LiveDialogue,
  words: readonly Words[],
): Promise<Plan | null> {
  const speaker = turn.known?.person ?? null;
  const side = speaker === null ? null : sideOf(dialogue, speaker.id);
  if (speaker === null || side === null) return null;
  const readerId = otherOf(dialogue, side);
  const chatId = await findChat(needs, dialogue, otherSide(side));
  const judged = words.map((each) => ({ each, refusal: refusalOf(each.content, needs.policy) }));
  const refusals = new Set(judged.flatMap(({ refusal }) => refusal ?? []));
  const taken = judged.flatMap(({ each, refusal }) => (refusal === null ? [each] : []));
  const dueAt = turn.now + needs.policy.consultationLimits.silenceWarningMs;
  const said = taken.map((each) => messageOf(needs, turn, { dialogue, speaker, side }, each));
  return planOf({
    changes: said.map((message) => ({ kind: 'say', message, readerId, dueAt })),
    effects: [
      // Whoever is not reached any more will be missed by the dialogue; the ticket has it all.
      ...(chatId === null
        ? []
        : said.map((message) => noteSaid(relayOf(message, { id: readerId, chatId }), message, dialogue))),
      ...(said.length > 0 ? mirrorLater(needs.pace, dialogue.consultation, turn.now) : []),
      ...(refusals.size === 0 ? [] : await tellRefused(needs, turn, readerId, refusals)),
    ],
  });
}

async function findChat({ people }: Needs, dialogue: LiveDialogue, side: Side): Promise<number | null> {
  if (dialogue.chats !== undefined) return dialogue.chats[side];
  const reader = await people.findById(otherOf(dialogue, otherSide(side)));
  return reader?.person.chatId ?? null;
}

async function tellRefused({ people }: Needs, turn: Turn, readerId: string, refusals: ReadonlySet<Refusal>) {
  const reader = await people.findById(readerId);
  return [...refusals].flatMap((why) => tellNotRelayed(turn, reader, why));
}

/** Nothing of it goes over: both sides learn so. */
export function tellNotRelayed(turn: Turn, reader: Acquaintance | null, why: Refusal) {
  const toReader = { kind: 'not-relayed', why, toReader: true } as const;
  return [
    notice(turn, { kind: 'not-relayed', why, toReader: false }),
    ...(reader === null ? [] : tell(reader.person, { screen: toReader, keyboard: null })),
  ];
}

/** On its way to whoever reads it. */
export function relayOf(
  { id }: Pick<ChatMessage, 'id'>,
  reader: Pick<Person, 'id' | 'chatId'>,
  again = false,
): RelayMessage {
  const { id: personId, chatId } = reader;
  return { kind: 'relay-message', chatId, personId, messageId: id, again };
}

/** On its way to the ticket, unless something is that will find it. */
export function mirrorLater(
  pace: MirrorPace,
  { id: consultationId, ticketId }: LiveDialogue['consultation'],
  now: number,
): readonly DelayedEffect[] {
  const dueAt = pace.next(consultationId, now);
  if (dueAt === null) return [];
  const effect = { kind: 'mirror-chat', ticketId, consultationId } as const;
  return [{ kind: 'delayed', dueAt, effect, once: `mirror:${consultationId}:${dueAt}` }];
}

function messageOf(
  { ids }: Needs,
  { now, speaker: { chatId } }: Turn,
  { dialogue, speaker, side }: { readonly dialogue: LiveDialogue; readonly speaker: Person; readonly side: Side },
  { messageId, content, albumId, quoteOf }: Words,
): ChatMessage {
  return {
    ...{ id: ids.next(), consultationId: dialogue.consultation.id, senderId: speaker.id, side },
    ...{ content, albumId, quoteOf, from: { chatId, messageId }, sentAt: now },
  };
}

/** Everything that is said goes into the ticket: what cannot go there is not passed on either. */
function refusalOf({ file }: ChatContent, { fileBytesMax }: Policy): Refusal | null {
  if (file === null) return null;
  switch (judgeFile(file, { ...defaultDraftLimits, fileBytesMax })) {
    case 'accepted':
      return null;
    case 'file-too-large':
      return 'too-large';
    case 'file-forbidden':
      return 'unsupported';
  }
}
