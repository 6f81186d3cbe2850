import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import { withDatabase } from '../../stack/with-database.ts';
import type { Held } from './hold-consultations.ts';
import type { SettledConsultations } from './report-consultations.ts';

/** What the services wrote down, without anything that is sealed. */
const books = {
  bot: {
    consultations: `
      select s.*, t.number from chat_sessions s join tickets_cache t on t.id = s.ticket_id order by s.requested_at`,
    messages: `
      select id, session_id, seq, side, kind, from_chat, from_message, to_chat, to_message, correction_of, delivery,
        batch_id, sync_state, synced_at, sent_at
      from chat_messages order by session_id, seq`,
    batches: 'select * from chat_batches order by fixed_at',
    arrivals: 'select source, source_id, lane, state, received_at, settled_at, reason from inbox order by id',
  },
  gateway: { comments: 'select * from desk_comments order by at' },
} as const;

/** Beside the logs: who said what, and everything that chats, tickets and books have, for someone to look into. */
export async function keepEvidence(desk: StaffedDesk, held: Held, settled: SettledConsultations): Promise<void> {
  const { stack, employees, specialists } = desk;
  const evidence = {
    wrong: { ...settled.dialogues, ...settled.consultations },
    said: held.said,
    runs: held.runs.map(({ number, dialogue, stuckAt }) => ({
      ...{ number, stuckAt, employee: dialogue?.employee.id, specialist: dialogue?.specialist.id },
    })),
    chats: [...employees, ...specialists].map((person) => ({
      ...{ id: person.id, name: person.name },
      messages: person
        .messages()
        .map(({ id, from, date, text, buttons, seen }) => ({ id, from, date, text, buttons, seen })),
    })),
    tickets: held.runs.map(({ number }) => ({ number, comments: stack.jira.issue(number)?.comments ?? [] })),
    bot: await readAll(stack.databases.bot, books.bot),
    gateway: await readAll(stack.databases.gateway, books.gateway),
  };
  await writeFile(join(stack.folder, 'logs', 'evidence.json'), JSON.stringify(evidence, null, 1));
}

function readAll(databaseUrl: string, queries: Readonly<Record<string, string>>) {
  return withDatabase(databaseUrl, async (client) => {
    const read: Record<string, unknown[]> = {};
    for (const [name, text] of Object.entries(queries)) read[name] = (await client.query(text)).rows;
    return read;
  });
}
