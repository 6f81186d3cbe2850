import type { FileSender } from '../../ports/messenger.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { PersonRecord, PersonRecords } from '../../ports/person-records.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { PrivacyDesk } from '../../ports/privacy-desk.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { tell } from '../show-screen.ts';

type SendData = Extract<DeskEffect, { readonly kind: 'send-data' }>;

interface Needs extends FindToken {
  readonly people: People;
  readonly personRecords: PersonRecords;
  readonly privacyDesk: PrivacyDesk;
  readonly fileSender: FileSender;
  readonly clock: Clock;
}

/** Half a minute apart at most: then the person is asked to try again. */
const attemptsMax = 10;
/** What Telegram takes of a bot is 50 MB. */
const fileBytesMax = 45 * 1024 * 1024;

/** Both zones' halves, read as they are at that moment and put together here: nothing of the file is stored. */
export function sendData(needs: Needs) {
  return (effect: SendData, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const known = await needs.people.findById(effect.personId);
      if (known === null) return planOf();
      const found = await findToken(needs, known, needs.clock.now());
      switch (found.kind) {
        case 'token':
          return send(needs, known, found.token, item);
        case 'session-ended':
          return explain(known, 'session-ended');
        case 'down':
        case 'unknown':
          return item.attempt < attemptsMax ? retryLater(found, item) : explain(known, 'not-now');
      }
    });
}

/** What is sealed here is opened last, once there is somebody to give it to and the other half is there. */
async function send(needs: Needs, known: Acquaintance, token: string, item: OutboxItem): Promise<Plan | Delivery> {
  const answer = await needs.privacyDesk.read(token);
  switch (answer.kind) {
    case 'read': {
      const record = await needs.personRecords.read(known.person.id);
      if (record === null) return planOf();
      const content = writeFile(record, answer.held, needs.clock.now());
      if (content.length > fileBytesMax) return explain(known, 'not-now');
      const { chatId } = known.person;
      return needs.fileSender.send(chatId, { name: 'my-data.json', content: new Blob([content]).stream() });
    }
    case 'session-ended':
      return explain(known, 'session-ended');
    case 'unsupported':
      return explain(known, 'not-now');
    case 'down':
    case 'unknown':
      return item.attempt < attemptsMax ? retryLater(answer, item) : explain(known, 'not-now');
  }
}

function writeFile(bot: PersonRecord, gateway: PersonRecord, now: number): Uint8Array<ArrayBuffer> {
  const file = { readMe, writtenAt: new Date(now).toISOString(), bot, gateway };
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}

/** It stands in the file whatever the language of its reader. */
const readMe = [
  'Тут усе, що сервіс підтримки зберігає про вас. bot: те, з чим працює бот; gateway: те, що зберігається всередині мережі компанії.',
  'Час у gateway подано в мілісекундах від 1970-01-01T00:00:00Z. Номер телефону приховано: бот його прочитати не може.',
  'Тексти й файли заявок зберігає система заявок, а повідомлення в цьому чаті — Telegram; тут їх немає.',
  'This is everything that the support desk keeps about you. bot: what the bot works with; gateway: what is kept inside the company network.',
  'Times in gateway are milliseconds since 1970-01-01T00:00:00Z. The phone number is masked: the bot cannot read it.',
  'Texts and files of tickets are kept by the ticket system, and messages of this chat by Telegram; they are not in here.',
];

function explain({ person }: Acquaintance, why: 'session-ended' | 'not-now'): Plan {
  return planOf({
    // They need not wait for what they did not get.
    changes: [{ kind: 'note-export', personId: person.id, at: null }],
    effects: tell(person, { screen: { kind: 'data-not-sent', why }, keyboard: null }),
  });
}
