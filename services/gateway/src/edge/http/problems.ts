import { type Problem, type ProblemCode, problem } from '@desk/contract';
import type { Refusal } from '../../use-cases/refusal.ts';

/** One line for the developer of the other side; people read the bot's own words. */
const titles: Readonly<Record<ProblemCode, string>> = {
  'request-invalid': 'The request does not follow the contract.',
  'signature-refused': 'The request is not signed in a way that counts here and now.',
  'session-ended': 'There is no live session behind this token.',
  'access-refused': 'Access could not be confirmed.',
  'not-permitted': 'The caller has no right to this.',
  'grant-refused': 'The grant is unknown, over, or for another body.',
  'person-unknown': 'Nobody in the directory goes by that.',
  'not-found': 'There is no such thing.',
  overtaken: 'Things are no longer as the caller believed.',
  'still-working': 'The same write is still under way.',
  'key-reused': 'The idempotency key belongs to another request.',
  'upload-missing': 'A declared file is not in the spool.',
  'audit-gap': 'Entries are missing before these.',
  'audit-rewritten': 'These entries contradict what is held.',
  'no-supervisor': 'No supervisor who could confirm has been here.',
  'confirmation-over': 'There is no such confirmation any more.',
  'code-wrong': 'This is not the code.',
  'file-too-large': 'The file is too large.',
  'file-forbidden': 'Files of this kind are not accepted.',
  'ticket-refused': 'The tracker does not accept this ticket.',
  'too-many-attempts': 'Too many attempts.',
  'tracker-down': 'The tracker does not answer.',
  'directory-down': 'The directory does not answer.',
  overloaded: 'There is too much to do right now.',
  'internal-error': 'Something went wrong here.',
};

export function presentRefusal({ kind: _, code, ...facts }: Refusal): Problem {
  return problem(code, titles[code], facts);
}
