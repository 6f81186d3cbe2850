import type { DeskWorld } from '../desk-world.ts';
import type { PersonInChat } from './person-in-chat.ts';

export const ticketText = 'Не вмикається монітор.';

export interface FiledWorld {
  readonly olena: PersonInChat;
  readonly iryna: PersonInChat;
  /** The only ticket. */
  readonly number: 'SD-1';
  /** Iryna at Jira's own pages. */
  readonly agent: ReturnType<DeskWorld['jira']['agent']>;
}

/** Iryna is on shift, Olena has filed a ticket, and Iryna has it. */
export async function fileWithIryna(world: DeskWorld): Promise<FiledWorld> {
  const { olena, iryna } = await fileOnAnyTracker(world);
  return { olena, iryna, number: 'SD-1', agent: world.jira.agent(world.accountOf('iryna')) };
}

/** The same, whatever keeps the tickets. */
export async function fileOnAnyTracker(world: DeskWorld) {
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
