import type { Person } from '@desk/telegram-simulator';
import pg from 'pg';
import { startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';
import { writeConversations } from './write-conversations.ts';

const messagesOfPerson = 10_000;
const messagesOfOthers = 100_000;
const answerWithinMs = 120_000;

/** Somebody with years of conversations presses the last button, until both zones are done and the chat says so. */
export async function measureErasure({ say, opened }: Bench): Promise<readonly Measurement[]> {
  say(`Erasure: a person with ${messagesOfPerson} messages, beside ${messagesOfOthers} of others`);
  const { stack, employees } = await startStaffedDesk({ employees: 2, specialists: 1, say, opened });
  const [person, colleague] = employees;
  if (!person || !colleague) throw new Error('Two employees were to sign in.');
  const client = new pg.Client(stack.databases.bot);
  await client.connect();
  opened.add(() => client.end());
  await writeConversations(client, person.id, messagesOfPerson);
  await writeConversations(client, colleague.id, messagesOfOthers);

  await person.send('/privacy');
  await pressNewest(person, 'Стерти все про мене');
  await pressNewest(person, 'Далі');
  const startedAt = performance.now();
  await pressNewest(person, 'Стерти назавжди');
  await person.waitFor(({ text }) => text.includes('усе про вас стерто'), answerWithinMs);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { rows } = await client.query<{ own: number; others: number }>(
    `select count(*) filter (where from_chat = $1)::int as own, count(*) filter (where from_chat = $2)::int as others
     from chat_messages`,
    [person.id, colleague.id],
  );
  return [
    {
      name: `erasing a person with ${messagesOfPerson} messages, in both zones`,
      value: seconds,
      unit: 's',
      goal: { of: 'value', atMost: 60 },
    },
    { name: 'of their messages, left', value: rows[0]?.own ?? Number.NaN, unit: '', goal: { of: 'value', atMost: 0 } },
    {
      name: 'of the messages of others, gone with them',
      value: messagesOfOthers - (rows[0]?.others ?? 0),
      unit: '',
      goal: { of: 'value', atMost: 0 },
    },
  ];
}

async function pressNewest(person: Person, label: string): Promise<void> {
  const card = await person.waitFor(({ buttons }) => buttons.includes(label), answerWithinMs);
  await person.press(card.id, label);
}
