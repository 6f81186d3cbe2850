import type { Consultation } from '@desk/domain';

/** Nobody waits in it and nobody talks. */
export function isOver({ state }: Pick<Consultation, 'state'>): boolean {
  return state === 'ended' || state === 'rated' || state === 'cancelled' || state === 'abandoned';
}
