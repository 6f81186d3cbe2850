import type { AgentHands } from '../../stack/tracker-hands.ts';
import type { DeskWorld } from '../desk-world.ts';
import type { PersonInChat } from './person-in-chat.ts';

export const ticketText = 'Не вмикається монітор.';

export interface FiledWorld {
  readonly olena: PersonInChat;
  readonly iryna: PersonInChat;
  /** Of the only ticket. */
  readonly number: string;
  /** Iryna at the tracker's own pages. */
  readonly agent: AgentHands;
}

/** Iryna is on shift, and Olena has signed in. */
export async function meetAtWork(world: DeskWorld): Promise<Pick<FiledWorld, 'olena' | 'iryna'>> {
  const { olena, iryna } = world.meet('olena', 'iryna');
  await Promise.all([iryna.comesOnShift(), olena.signsIn()]);
  return { olena, iryna };
}

/** Iryna is on shift, Olena has filed a ticket, and Iryna has it. */
export async function fileWithIryna(world: DeskWorld): Promise<FiledWorld> {
  const { olena, iryna } = await meetAtWork(world);
  const number = world.tracker.numberOf(1);
  await olena.files({ text: ticketText, type: 'Компʼютер не працює' });
  await olena.sees('Спеціаліст — Ірина Бондар');
  await iryna.sees(`Нова заявка ${number}`);
  return { olena, iryna, number, agent: world.tracker.agent(world.accountOf('iryna')) };
}

/** Taras has filed a ticket after Olena, and Iryna, who is alone on shift, has it as well. */
export async function fileByTaras(world: DeskWorld): Promise<PersonInChat> {
  const { taras } = world.meet('taras');
  await taras.signsIn();
  await taras.files({ text: 'Не друкує звіт.', type: 'Інша проблема' });
  await taras.sees('Спеціаліст — Ірина Бондар');
  return taras;
}
