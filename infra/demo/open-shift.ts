import type { TelegramSimulator } from '@desk/telegram-simulator';
import { goOnShift, signIn, signInByMail } from '../stack/act-in-chat.ts';
import type { Mailbox } from '../stack/open-mailbox.ts';
import type { SampleOrganisation } from '../stack/sample-organisation.ts';

const answerWithinMs = 10_000;
const staffAtFirst = 2;

/**
 * The first specialists sign in and go on shift, as they would in the morning: so the first ticket of the demo finds
 * someone. Only on a first start; afterwards they are wherever they were left.
 */
export async function openShift(
  telegram: TelegramSimulator,
  { people }: SampleOrganisation,
  mailbox: Mailbox | null,
): Promise<void> {
  const specialists = people.filter(({ role }) => role === 'specialist').slice(0, staffAtFirst);
  for (const { phone } of specialists) {
    const person = telegram.people().find((each) => each.phone === phone);
    if (!person || person.messages().length > 0) continue;
    if (mailbox) await signInByMail(person, () => mailbox.latestCode(), answerWithinMs);
    else await signIn(person, answerWithinMs);
    await goOnShift(person, answerWithinMs);
  }
}
