import type { DeskWorld } from '../desk-world.ts';
import { type FiledWorld, fileByTaras, fileWithIryna } from './file-ticket.ts';
import type { PersonInChat } from './person-in-chat.ts';

export const consultWords = {
  ask: 'Звʼязатися зі спеціалістом онлайн',
  accept: 'Прийняти',
  decline: 'Не зараз',
  end: 'Завершити розмову',
} as const;

/** Olena and Iryna talk about Olena's ticket, the first one. */
export async function beginDialogue(world: DeskWorld): Promise<FiledWorld> {
  const filed = await fileWithIryna(world);
  await asksForSpecialist(filed.olena);
  await accepts(filed.iryna, filed.olena);
  return filed;
}

/** The button below the newest card that has it. */
export async function asksForSpecialist(employee: PersonInChat): Promise<void> {
  await employee.presses(consultWords.ask);
}

/** Waits for an offer about this employee, accepts it, and both are told who is there. */
export async function accepts(specialist: PersonInChat, employee: PersonInChat): Promise<void> {
  await specialist.sees(new RegExp(`Запит на онлайн-консультацію.*${employee.account.name}`, 's'));
  await specialist.presses(consultWords.accept);
  await specialist.sees(`На звʼязку ${employee.account.name}`);
  await employee.sees(`На звʼязку ${specialist.account.name}`);
}

/** Taras has filed as well, and waits for Iryna, who talks to Olena. */
export async function waitInLine(world: DeskWorld): Promise<PersonInChat> {
  const taras = await fileByTaras(world);
  await asksForSpecialist(taras);
  await taras.sees('Ваше місце в черзі: 1.');
  return taras;
}

/** What the ticket keeps of dialogues: the lines of its public comments, oldest first. */
export function linesInTicket({ tracker }: DeskWorld, number: string): string[] {
  return tracker.ticket(number).comments.flatMap(({ text, public: isPublic }) => (isPublic ? text.split('\n') : []));
}

/** The ticket keeps a dialogue so long after it was spoken. */
export async function passMirrorDelay(world: DeskWorld): Promise<void> {
  world.clock.passMinutes(0.1);
}
