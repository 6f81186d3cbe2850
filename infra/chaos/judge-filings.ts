/** A filing as it was made. */
export interface Filing {
  /** Stands in the ticket's text and in no other's. */
  readonly code: string;
  readonly fileNames: readonly string[];
}

/** What can be seen of it in the end, at the tracker and in the chats. */
export interface Evidence {
  /** Every ticket at the tracker. */
  readonly tickets: readonly TicketSeen[];
  /** What stands in each employee's chat, by the code of the filing. */
  readonly requesterChats: ReadonlyMap<string, readonly string[]>;
  /** Texts of the notices of new tickets, by the tracker account of the specialist. */
  readonly noticesTo: ReadonlyMap<string, readonly string[]>;
  /** Pages of the list *Assigned to me*, by the same; where nobody has looked, none. */
  readonly listsOf: ReadonlyMap<string, readonly string[]>;
}

export interface TicketSeen {
  readonly number: string;
  readonly text: string;
  readonly markers: readonly string[];
  readonly assignee: string | null;
  /** How often an assignee was set. */
  readonly assignments: number;
  readonly fileNames: readonly string[];
}

export interface Verdict {
  /** Of filings, by what is wrong with them; the codes. */
  readonly wrong: Readonly<Record<Wrong, readonly string[]>>;
  /** Notices that came more than once; allowed, but counted. */
  readonly repeatedNotices: number;
  /** Tickets that their specialist finds in the list, without having had a notice. Allowed, but counted. */
  readonly onlyListed: readonly string[];
}

export const wrongs = [
  'no-ticket',
  'several-tickets',
  'number-not-shown',
  'not-assigned',
  'assigned-again',
  'specialist-not-told',
  'wrong-specialist-told',
  'file-lost',
  'file-twice',
] as const;
export type Wrong = (typeof wrongs)[number];

/**
 * What each filing came to: exactly one ticket, one assignment, its number before the requester, its specialist told.
 * A notice that may have arrived is repeated once and then given up (architecture, "Ambiguous sends"); what is lost is
 * neither delivered nor shown, so that a ticket in the specialist's list is not.
 */
export function judgeFilings(filings: readonly Filing[], evidence: Evidence): Verdict {
  const found = filings.flatMap((filing) => judgeOne(filing, evidence).map((wrong) => ({ wrong, code: filing.code })));
  const codesOf = (wanted: Wrong) => found.flatMap(({ wrong, code }) => (wrong === wanted ? [code] : []));
  return {
    wrong: {
      'no-ticket': codesOf('no-ticket'),
      'several-tickets': codesOf('several-tickets'),
      'number-not-shown': codesOf('number-not-shown'),
      'not-assigned': codesOf('not-assigned'),
      'assigned-again': codesOf('assigned-again'),
      'specialist-not-told': codesOf('specialist-not-told'),
      'wrong-specialist-told': codesOf('wrong-specialist-told'),
      'file-lost': codesOf('file-lost'),
      'file-twice': codesOf('file-twice'),
    },
    repeatedNotices: countRepeated(filings, evidence),
    onlyListed: filings.flatMap((filing) => (isOnlyListed(filing, evidence) ? [filing.code] : [])),
  };
}

function judgeOne(filing: Filing, evidence: Evidence): Wrong[] {
  const { tickets, requesterChats } = evidence;
  const own = tickets.filter(({ text }) => text.includes(filing.code));
  const [ticket] = own;
  if (!ticket) return ['no-ticket'];
  const sameMarker = tickets.filter(({ markers }) => markers.some((marker) => ticket.markers.includes(marker)));
  const chat = requesterChats.get(filing.code) ?? [];
  const checks: readonly (readonly [Wrong, boolean])[] = [
    ['several-tickets', own.length > 1 || sameMarker.length > 1],
    ['number-not-shown', !chat.some((text) => names(text, ticket.number))],
    ['not-assigned', ticket.assignee === null],
    ['assigned-again', ticket.assignments > 1],
    ...judgeNotices(filing, ticket, evidence),
    ['file-lost', filing.fileNames.some((name) => !ticket.fileNames.includes(name))],
    ['file-twice', new Set(ticket.fileNames).size < ticket.fileNames.length],
  ];
  return checks.flatMap(([wrong, holds]) => (holds ? [wrong] : []));
}

function judgeNotices(filing: Filing, ticket: TicketSeen, evidence: Evidence): [Wrong, boolean][] {
  if (ticket.assignee === null) return [];
  const told = toldOf(filing, evidence);
  return [
    ['specialist-not-told', !told.includes(ticket.assignee) && !isListed(ticket, evidence)],
    ['wrong-specialist-told', told.some((account) => account !== ticket.assignee)],
  ];
}

function isOnlyListed(filing: Filing, evidence: Evidence): boolean {
  const ticket = evidence.tickets.find(({ text }) => text.includes(filing.code));
  if (!ticket || ticket.assignee === null) return false;
  return !toldOf(filing, evidence).includes(ticket.assignee) && isListed(ticket, evidence);
}

/** Accounts. */
function toldOf(filing: Filing, { noticesTo }: Evidence): readonly string[] {
  return [...noticesTo].flatMap(([account, texts]) => (noticesOf(filing, texts).length > 0 ? [account] : []));
}

function isListed({ assignee, number }: TicketSeen, { listsOf }: Evidence): boolean {
  return (listsOf.get(assignee ?? '') ?? []).some((page) => names(page, number));
}

function countRepeated(filings: readonly Filing[], { noticesTo }: Evidence): number {
  let repeated = 0;
  for (const filing of filings) {
    for (const texts of noticesTo.values()) repeated += Math.max(0, noticesOf(filing, texts).length - 1);
  }
  return repeated;
}

function noticesOf({ code }: Filing, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text.includes(code));
}

/** `SD-1` is not named by `SD-12`. */
function names(text: string, number: string): boolean {
  return text.split(/[^A-Z0-9-]+/).includes(number);
}
