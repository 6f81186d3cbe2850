import type { Consultation, WaitReason } from '@desk/domain';
import type { Placement } from '../../ports/plan.ts';
import type { Button, Keyboard } from '../../ports/screen.ts';
import { buttons, press } from '../show-screen.ts';

/** The one standing card of an employee who waits for a specialist. `below` is heard, an edit in place is not. */
export function lineCard({ id }: Pick<Consultation, 'id'>, where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: lineCardName(id) };
}

export function lineCardName(consultationId: string): string {
  return `line:${consultationId}`;
}

/** Whoever waits can leave; where nobody is there, they can be called instead. */
export function lineWays({ id }: Pick<Consultation, 'id'>, reason: WaitReason | null = null): Keyboard {
  const call = reason === 'nobody-on-shift' ? [press({ kind: 'call-me', consultationId: id })] : [];
  return buttons(call, [leaveWay(id)]);
}

/** *Yes, now*, or not at all. */
export function answerWays({ id }: Pick<Consultation, 'id'>): Keyboard {
  return buttons([press({ kind: 'answer-call', consultationId: id })], [leaveWay(id)]);
}

function leaveWay(consultationId: string): Button {
  return press({ kind: 'leave-line', consultationId });
}
