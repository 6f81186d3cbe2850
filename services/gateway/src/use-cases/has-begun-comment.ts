import type { DeskComments } from '../ports/desk-comments.ts';
import type { PersonCaller } from './caller.ts';

export interface CommentBegun {
  readonly caller: PersonCaller;
  readonly number: string;
  readonly message: string;
  readonly bodyDigest: string;
}

/** Whether exactly this was permitted before, and the tracker asked for it: then it is finished, whoever may what by now. */
export async function hasBegunComment(
  comments: DeskComments,
  { caller, number, message, bodyDigest }: CommentBegun,
): Promise<boolean> {
  const known = await comments.find(message);
  if (known === null || known.step.kind === 'intended') return false;
  return known.employeeId === caller.profile.employeeId && known.number === number && known.bodyDigest === bodyDigest;
}
