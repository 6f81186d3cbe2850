import type { DeskWorld } from '../desk-world.ts';
import type { PersonInChat } from './person-in-chat.ts';
import type { AgentHands } from './tracker-hands.ts';

export const ticketText = 'Не вмикається монітор.';

export interface FiledWorld {
  readonly olena: PersonInChat;
  readonly iryna: PersonInChat;
  /** Of the only ticket. */
  readonly number: string;
  /** Iryna at the tracker's own pages. */
  readonly agent: AgentHands;
}

/** Iryna is on shift, Olena has filed a ticket, and Iryna has it. */
export async function fileWithIryna(world: DeskWorld): Promise<FiledWorld> {
  const { olena, iryna } = world.meet('olena', 'iryna');
  const number = world.tracker.numberOf(1);
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  await olena.files({ text: ticketText, type: 'Компʼютер не працює' });
  await olena.sees('Спеціаліст — Ірина Бондар');
  await iryna.sees(`Нова заявка ${number}`);
  return { olena, iryna, number, agent: world.tracker.agent(world.accountOf('iryna')) };
}
