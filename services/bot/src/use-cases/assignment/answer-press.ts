import type { Ticket } from '@desk/domain';
import type { Effect } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { StaffScreen } from '../../ports/staff-screen.ts';
import { buttons, press, reply } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import type { Turn } from '../turn.ts';
import { workCard, workCardName } from './present-work.ts';

export interface PressAnswer {
  readonly screen: StaffScreen;
  readonly rows: readonly (readonly Button[])[];
}

/**
 * What came of a press on a ticket, shown where it was pressed. Pressed below what was opened from a list, it leads
 * back there, and the ticket's own card elsewhere in the chat has had its day.
 */
export function answerPress(
  turn: Turn,
  { id }: Pick<Ticket, 'id'>,
  { inList }: { readonly inList: boolean },
  { screen, rows }: PressAnswer,
): readonly Effect[] {
  const keyboard = rows.length === 0 ? null : buttons(...rows);
  if (!inList) return [reply(turn, { screen, keyboard, about: id }, workCard({ id }, 'in-place'))];
  const back = press({ kind: 'assigned-list', page: 0 }, { caption: 'back' });
  return [
    { kind: 'retire-card', chatId: turn.speaker.chatId, card: workCardName(id) },
    reply(turn, { screen, keyboard: buttons(...rows, [back]), about: id }, listCard(false)),
  ];
}
