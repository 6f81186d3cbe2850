import type { Person, TelegramSimulator } from '@desk/telegram-simulator';
import type { SampleOrganisation } from '../stack/sample-organisation.ts';

const answerWithinMs = 10_000;
const staffAtFirst = 2;

/**
 * The first specialists sign in and go on shift, as they would in the morning: so the first ticket of the demo finds
 * someone. Only on a first start; afterwards they are wherever they were left.
 */
export async function openShift(telegram: TelegramSimulator, { people }: SampleOrganisation): Promise<void> {
  const specialists = people.filter(({ role }) => role === 'specialist').slice(0, staffAtFirst);
  for (const { phone } of specialists) {
    const person = telegram.people().find((each) => each.phone === phone);
    if (person && person.messages().length === 0) await beginWork(person);
  }
}

async function beginWork(person: Person): Promise<void> {
  await person.start();
  await person.waitFor(() => hasContactButton(person), answerWithinMs);
  await person.shareOwnContact();
  await person.waitFor(() => shiftWord(person) !== undefined, answerWithinMs);
  await person.send(shiftWord(person) ?? '');
  const card = await person.waitFor(
    ({ inlineKeyboard }) => inlineKeyboard?.flat().some(isGoOnShift) ?? false,
    answerWithinMs,
  );
  const button = card.inlineKeyboard?.flat().find(isGoOnShift);
  if (button) await person.press(card.id, button.text);
}

function hasContactButton(person: Person): boolean {
  return (
    person
      .keyboard()
      ?.flat()
      .some(({ requestContact }) => requestContact) ?? false
  );
}

function shiftWord(person: Person): string | undefined {
  return person
    .keyboard()
    ?.flat()
    .find(({ text }) => text === 'Зміна' || text === 'My shift')?.text;
}

function isGoOnShift({ text }: { readonly text: string }): boolean {
  return text === 'Стати на зміну' || text === 'Go on shift';
}
