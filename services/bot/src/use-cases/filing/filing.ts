import type { SendingDraft, StoredDraft } from '../../ports/drafts.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { StoredTicket } from '../../ports/tickets.ts';

/** A ticket on its way to the tracker, with everything it is made of. */
export interface Filing {
  readonly ticket: StoredTicket;
  readonly draft: StoredDraft;
  readonly state: SendingDraft;
  readonly requester: Acquaintance;
}
