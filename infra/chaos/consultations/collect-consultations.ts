import type { DialogueSide, Heard, Saying } from '../../stack/judge-dialogues.ts';
import { codesDoubted, codesIn, codesSaidTo, codesUnsaid, countUnread } from '../../stack/listen-to-dialogues.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import { withDatabase } from '../../stack/with-database.ts';
import type { Held } from './hold-consultations.ts';
import type { ConsultationSeen } from './judge-consultations.ts';

/** What stands in chats and tickets. People have several dialogues: theirs are told apart by what was said in them. */
export function listenToHeld({ stack }: StaffedDesk, { runs, said }: Held): Heard {
  const dialogueOf = new Map(said.map(({ code, dialogue }) => [code, dialogue]));
  const talkersOf = (index: number) => {
    const dialogue = runs[index]?.dialogue;
    return dialogue ? [dialogue.employee.id, dialogue.specialist.id] : [];
  };
  const chats = runs.map(({ dialogue }, index) => {
    const heardBy = (side: DialogueSide) => {
      const person = dialogue?.[side];
      if (!person) return [];
      return codesSaidTo(person).filter((code) => {
        const origin = dialogueOf.get(code) ?? -1;
        return origin === index || !talkersOf(origin).includes(person.id);
      });
    };
    return { employee: heardBy('employee'), specialist: heardBy('specialist') };
  });
  const tickets = runs.map(({ number }) => codesIn(stack.jira.issue(number)?.comments ?? []));
  const dialogues = runs.map(({ dialogue }) => dialogue);
  return {
    ...{ chats, tickets },
    doubted: new Set(dialogues.flatMap((dialogue) => (dialogue ? codesDoubted(dialogue) : []))),
    unsaid: new Set(dialogues.flatMap((dialogue) => (dialogue ? codesUnsaid(dialogue) : []))),
    unread: dialogues.map((dialogue) => (dialogue ? countUnread(dialogue) : 0)),
  };
}

/** Those said in dialogues that have begun. */
export function saidInBegun({ runs, said }: Held): Saying[] {
  return said.filter(({ dialogue }) => runs[dialogue]?.dialogue);
}

interface Row {
  readonly number: string;
  readonly state: string;
  readonly stars: number | null;
  readonly held: boolean;
}

/** Consultations as the bot's books and the tickets have them. */
export async function seeConsultations({ stack }: StaffedDesk, { runs }: Held): Promise<ConsultationSeen[]> {
  const rows = await readSessions(stack.databases.bot);
  return runs.map(({ number, stars, stuckAt }) => {
    const own = rows.filter((row) => row.number === number);
    const comments = stack.jira.issue(number)?.comments ?? [];
    return {
      ...{ number, rated: stars, stuck: stuckAt !== null, states: own.map(({ state }) => state) },
      storedStars: own.at(-1)?.stars ?? null,
      isHeld: own.some(({ held }) => held),
      closings: comments.flatMap(({ body, public: isPublic }) => (isPublic || !isClosing(body) ? [] : [body])),
    };
  });
}

function isClosing(body: string): boolean {
  return body.startsWith('Онлайн-консультацію завершено');
}

function readSessions(databaseUrl: string): Promise<Row[]> {
  return withDatabase(databaseUrl, async (client) => (await client.query<Row>(selectSessions)).rows);
}

const selectSessions = `
  select t.number, s.state, f.stars,
    s.ended_at is null and (s.specialist_id is not null or s.offered_to is not null) as held
  from chat_sessions s
    join tickets_cache t on t.id = s.ticket_id
    left join consultation_facts f on f.consultation_id = s.id
  order by s.requested_at`;
