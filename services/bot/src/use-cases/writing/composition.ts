import type { Composition, Purpose } from '../../ports/compositions.ts';
import type { Change } from '../../ports/plan.ts';
import type { SignedInTurn, Turn } from '../turn.ts';

/** A prompt that nobody answered for so long is forgotten: what is written then is for something else. */
const silenceMs = 10 * 60_000;

/** What this person's next message is for, if a prompt is open. */
export function openComposition({ known, now }: Turn): Composition | null {
  const composition = known?.composition ?? null;
  return composition !== null && isOpen(composition, now) ? composition : null;
}

export function isOpen({ spokenAt, startedAt }: Composition, now: number): boolean {
  return now - (spokenAt ?? startedAt) < silenceMs;
}

export function startComposition(
  { person, now }: SignedInTurn,
  ticket: { readonly id: string; readonly number: string },
  purpose: Purpose,
): Change {
  const { id: ticketId, number } = ticket;
  const composition = { personId: person.id, ticketId, number, purpose, startedAt: now };
  return { kind: 'save-composition', composition: { ...composition, spokenAt: null, messages: 0 } };
}

/** After a message: a comment may be followed by others, everything else was good for one. */
export function afterMessage(composition: Composition, now: number): Change {
  if (composition.purpose.kind !== 'comment') return { kind: 'drop-composition', personId: composition.personId };
  return { kind: 'save-composition', composition: spokenOnce(composition, now) };
}

export function spokenOnce(composition: Composition, now: number): Composition {
  return { ...composition, spokenAt: now, messages: composition.messages + 1 };
}
