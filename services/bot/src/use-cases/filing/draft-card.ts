import type { Draft } from '@desk/domain';
import type { Placement } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import { press } from '../show-screen.ts';

/** `in-place` answers a button of the card itself; `below` follows something the person has just written. */
export function draftCard({ id }: Pick<Draft, 'id'>, where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: draftCardName(id) };
}

export function draftCardName(draftId: string): string {
  return `draft:${draftId}`;
}

export function back({ id }: Pick<Draft, 'id'>): Button {
  return press({ kind: 'back-to-review', draftId: id }, { caption: 'back' });
}
