import type { CommentView } from '@desk/jira-simulator';
import type { ChatMessage, Person } from '@desk/telegram-simulator';
import type { Dialogue, DialogueStage } from './dialogue-stage.ts';
import type { Heard } from './judge-dialogues.ts';

/** The words of a saying. Its code stands in no other. */
export function wordsOf(code: string): string {
  return `${code} Спробуйте, будь ласка, ще раз.`;
}

export function codeOf(count: number): string {
  return `D${String(count).padStart(6, '0')}`;
}

/** What stands in chats and tickets now, of what was said from that code on. */
export function listenToDialogues(
  { dialogues, jira }: Pick<DialogueStage, 'dialogues' | 'jira'>,
  since = codeOf(0),
): Heard {
  const recent = (codes: readonly string[]) => codes.filter((code) => code >= since);
  const chats = dialogues.map((dialogue) => ({
    employee: recent(codesSaidTo(dialogue.employee)),
    specialist: recent(codesSaidTo(dialogue.specialist)),
  }));
  const tickets = dialogues.map(({ number }) => recent(codesIn(jira.issue(number)?.comments ?? [])));
  return {
    ...{ chats, tickets },
    doubted: new Set(recent(dialogues.flatMap(codesDoubted))),
    unsaid: new Set(recent(dialogues.flatMap(codesUnsaid))),
    unread: dialogues.map(countUnread),
  };
}

/** What the other side is shown to have said. */
export function codesSaidTo(person: Pick<Person, 'messages'>): string[] {
  return person.messages().flatMap((message) => codeSaid(message) ?? []);
}

/** Of a copy: its code stands first, or first below the line that names its author. */
function codeSaid({ from, text }: ChatMessage): string | null {
  return from === 'bot' ? (/^(?:[^\n]+\n)?(D\d{6})\b/.exec(text)?.[1] ?? null) : null;
}

/** What the specialist is told of a message that may not have arrived quotes it. */
export function codesDoubted({ specialist }: Dialogue): string[] {
  return specialist
    .messages()
    .flatMap((message) =>
      message.from === 'bot' && codeSaid(message) === null ? (message.text.match(/\bD\d{6}\b/g) ?? []) : [],
    );
}

/** What came after the end of the dialogue in which it was written: its author is told so, and it is nowhere. */
export function codesUnsaid({ employee, specialist }: Dialogue): string[] {
  return [employee, specialist]
    .flatMap((person) => person.messages())
    .flatMap(({ from, text }) =>
      from === 'bot' && text.startsWith('Розмову вже завершено') ? (text.match(/\bD\d{6}\b/g) ?? []) : [],
    );
}

/** Of the employee's words that may not have arrived the specialist is told alone that there are some. */
export function countUnread({ specialist, number }: Pick<Dialogue, 'specialist' | 'number'>): number {
  const isOne = ({ from, text }: ChatMessage) => from === 'bot' && text.startsWith(`${number}: одне з повідомлень вам`);
  return specialist.messages().filter(isOne).length;
}

export function codesIn(comments: readonly CommentView[]): string[] {
  return comments.flatMap(({ body }) => body.match(/\bD\d{6}\b/g) ?? []);
}
