/** A phone number shared in a chat, reduced to what proves whose it is. */
export interface SharedContact {
  readonly chatKind: 'private' | 'group';
  readonly senderId: number;
  /** The account the card belongs to; null when the card names none. */
  readonly contactUserId: number | null;
  readonly forwarded: boolean;
}

export type ContactRefusal = 'not-private' | 'forwarded' | 'no-account' | 'someone-elses';

export type ContactVerdict =
  | { readonly kind: 'own-contact' }
  | { readonly kind: 'refused'; readonly reason: ContactRefusal };

/**
 * Whether a shared contact proves the sender's own number: shared in a private chat, not forwarded, and the
 * card's account is the sender's (architecture, "Sign-in"). Anyone can send anyone's card, so nothing less will do.
 */
export function judgeContact(contact: SharedContact): ContactVerdict {
  if (contact.chatKind !== 'private') return refused('not-private');
  if (contact.forwarded) return refused('forwarded');
  if (contact.contactUserId === null) return refused('no-account');
  if (contact.contactUserId !== contact.senderId) return refused('someone-elses');
  return { kind: 'own-contact' };
}

function refused(reason: ContactRefusal): ContactVerdict {
  return { kind: 'refused', reason };
}
