import type { DraftPart } from '@desk/domain';
import type { OutgoingComment } from '../../ports/outgoing-comments.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { SignedInTurn } from '../turn.ts';
import { afterAlbum, type KeptWords, keepWords, type WordsNeeds } from './keep-words.ts';
import type { PostComment } from './posting.ts';

/** What a person wrote becomes a comment, whatever becomes of them meanwhile. */
export function writeComment(
  needs: WordsNeeds,
  turn: SignedInTurn,
  part: DraftPart,
  place: Pick<OutgoingComment, 'ticketId' | 'visibility'> & Pick<PostComment, 'confirm' | 'count'>,
): KeptWords {
  const kept = keepWords(needs, turn, part, place);
  if (kept.kind === 'refused') return kept;
  const { comment } = kept;
  const posted = planOf({ effects: [afterAlbum(comment, postOf(comment, place), 0)] });
  return { ...kept, plan: joinPlans(kept.plan, posted) };
}

export function postOf(
  { id, ticketId }: OutgoingComment,
  { confirm, count }: Pick<PostComment, 'confirm' | 'count'>,
): PostComment {
  return { kind: 'post-comment', ticketId, messageId: id, confirm, count, askedAt: null };
}
