import type { NewComment } from '@desk/contract';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { PersonCaller } from './caller.ts';
import type { WordsToPost } from './post-comment-once.ts';

export interface PersonsWords {
  readonly author: PersonCaller;
  readonly number: string;
  readonly body: Omit<NewComment, 'language'>;
  readonly bodyDigest: string;
}

/** What a person says, under the line that names them. */
export function wordComment(texts: TicketTexts, { author, number, body, bodyDigest }: PersonsWords): WordsToPost {
  const { employeeId, displayName } = author.profile;
  const { message, visibility, files } = body;
  const signed = texts.signComment(displayName, body.text);
  return {
    ...{ message, number, employeeId, consultation: null, visibility, bodyDigest },
    text: () => signed,
    wordless: body.text.trim() === '',
    files,
    ownFiles: [],
    entry: { act: 'comment-added', actor: { kind: 'person', id: employeeId }, reason: visibility },
  };
}
