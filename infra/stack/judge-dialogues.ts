/** What was said in a dialogue, by its code; in the order in which Telegram took it. */
export interface Saying {
  readonly code: string;
  /** Index of the dialogue. */
  readonly dialogue: number;
  readonly side: DialogueSide;
}

export type DialogueSide = 'employee' | 'specialist';

/** What came of it, by codes, in the order in which it stands. */
export interface Heard {
  /** In the chat of each side, by dialogue: what the other side is shown to have said. */
  readonly chats: readonly Readonly<Record<DialogueSide, readonly string[]>>[];
  /** In the ticket, by dialogue. */
  readonly tickets: readonly (readonly string[])[];
  /** What somebody was told may not have arrived, or did not. */
  readonly doubted: ReadonlySet<string>;
  /** What its author was told came too late: it stands nowhere. */
  readonly unsaid: ReadonlySet<string>;
  /** By dialogue: of how many words of the employee the specialist was told so, who does not get to read them. */
  readonly unread: readonly number[];
}

export const dialogueWrongs = [
  'lost',
  'doubled',
  'out-of-order',
  'astray',
  'lost-in-ticket',
  'doubled-in-ticket',
  'out-of-order-in-ticket',
  'astray-in-ticket',
] as const;
export type DialogueWrong = (typeof dialogueWrongs)[number];

/** Codes of what went wrong. Lost: neither there nor said to be doubtful. */
export type DialogueVerdict = Readonly<Record<DialogueWrong, readonly string[]>>;

/**
 * Holds chats and tickets against what was said: everything once, each side's words in their order, nowhere else. What
 * two people say at the same moment has no order between them.
 */
export function judgeDialogues(
  said: readonly Saying[],
  { chats, tickets, doubted, unsaid, unread }: Heard,
): DialogueVerdict {
  const wrong: Record<DialogueWrong, string[]> = {
    ...{ lost: [], doubled: [], 'out-of-order': [], astray: [] },
    ...{ 'lost-in-ticket': [], 'doubled-in-ticket': [], 'out-of-order-in-ticket': [], 'astray-in-ticket': [] },
  };
  const from = groupBySide(said);
  for (const dialogue of chats.keys()) {
    const own = (side: DialogueSide) => from.get(keyOf({ dialogue, side })) ?? [];
    for (const side of sides) {
      const heard = chats[dialogue]?.[otherSide(side)] ?? [];
      const untold = missing(own(side), heard).filter((code) => !doubted.has(code) && !unsaid.has(code));
      wrong.lost.push(...untold.slice(side === 'employee' ? (unread[dialogue] ?? 0) : 0));
      wrong.doubled.push(...repeated(heard));
      wrong['out-of-order'].push(...overtaken(own(side), heard));
      wrong.astray.push(...strange(heard, own(side)));
    }
    const kept = tickets[dialogue] ?? [];
    const all = [...own('employee'), ...own('specialist')];
    wrong['lost-in-ticket'].push(...missing(all, kept).filter((code) => !unsaid.has(code)));
    wrong['doubled-in-ticket'].push(...repeated(kept));
    for (const side of sides) wrong['out-of-order-in-ticket'].push(...overtaken(own(side), kept));
    wrong['astray-in-ticket'].push(...strange(kept, all));
  }
  return wrong;
}

/** Of how many messages somebody was told that they did not arrive, or may not have. */
export function countDoubted({ doubted, unsaid, unread }: Heard): number {
  return doubted.size + unsaid.size + unread.reduce((sum, count) => sum + count, 0);
}

const sides = ['employee', 'specialist'] as const;

export function otherSide(side: DialogueSide): DialogueSide {
  return side === 'employee' ? 'specialist' : 'employee';
}

function groupBySide(said: readonly Saying[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const saying of said) {
    const key = keyOf(saying);
    const group = groups.get(key);
    if (group) group.push(saying.code);
    else groups.set(key, [saying.code]);
  }
  return groups;
}

function keyOf({ dialogue, side }: Pick<Saying, 'dialogue' | 'side'>): string {
  return `${dialogue}/${side}`;
}

function missing(wanted: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found);
  return wanted.filter((code) => !there.has(code));
}

function repeated(found: readonly string[]): string[] {
  return found.filter((code, at) => found.indexOf(code) !== at);
}

function strange(found: readonly string[], own: readonly string[]): string[] {
  const known = new Set(own);
  return found.filter((code) => !known.has(code));
}

/** Those that stand behind one that was said later. A repetition is no second fault. */
function overtaken(wanted: readonly string[], found: readonly string[]): string[] {
  const places = new Map(wanted.map((code, at) => [code, at]));
  const late: string[] = [];
  let furthest = -1;
  for (const code of new Set(found)) {
    const place = places.get(code);
    if (place === undefined) continue;
    if (place < furthest) late.push(code);
    furthest = Math.max(furthest, place);
  }
  return late;
}
