import { type AttackResult, tryAll } from './attempt.ts';
import {
  type Answer,
  aTicket,
  calls,
  declared,
  type EndpointName,
  onTickets,
  put,
  type Target,
} from './calls.table.ts';
import { liveStaff } from './company.ts';
import { privateWords } from './deeds.ts';
import type { LootedSession } from './loot-database.ts';
import type { Voice } from './speak-as-bot.ts';

interface Attempt {
  readonly name: EndpointName;
  readonly token: string;
  readonly who: number;
  readonly target: Target;
}

/** Of the own tickets each employee tries so many, beginning with theirs. */
const neighbours = 4;
/** Employees share what they try among so many. */
const turns = 4;

interface Prey {
  readonly live: readonly LootedSession[];
  readonly foreign: readonly Target[];
  readonly ofTeam: readonly Target[];
}

/**
 * Everything there is to ask of a ticket that nobody signed in has to do with: read with every live token, and the rest
 * with each of the staff and, taking turns, of the employees.
 */
export function attackForeignTickets({ client }: Voice, { live, foreign }: Prey): Promise<AttackResult> {
  const reading = live.flatMap(({ token }, who) =>
    foreign.map((target): Attempt => ({ name: 'readTicket', token, who, target })),
  );
  const rest = live.flatMap(({ token }, who) =>
    onTickets
      .filter((name, at) => name !== 'readTicket' && (isStaff(who, live) || who % turns === at % turns))
      .map(
        (name, at): Attempt => ({ name, token, who, target: foreign[(who + at) % foreign.length] ?? usual(foreign) }),
      ),
  );
  return tryAll<Attempt>({
    attack:
      'tickets of people who are not signed in, of a team of which nobody is: read, change, speak, let in, consult',
    ...{ cases: [...reading, ...rest], oneByOne: true },
    name: ({ name, who, target }) => `${name} of ${target.number} by the live session ${who + 1}`,
    ask: ({ name, token, target }) => calls[name](client, target, { token }),
  });
}

/** The same people’s tickets in the team of the live staff, who may read what nobody has yet. */
export function attackTicketsOfTeam({ client }: Voice, { live, ofTeam }: Prey): Promise<AttackResult> {
  return tryAll<Attempt>({
    attack: 'free tickets of the team that the live staff works in: read',
    cases: live.flatMap(({ token }, who) =>
      ofTeam.map((target): Attempt => ({ name: 'readTicket', token, who, target })),
    ),
    name: ({ who, target }) => `${target.number} by the live session ${who + 1}`,
    ask: ({ token, target }) => calls.readTicket(client, target, { token }),
    may: ({ who }) => isStaff(who, live),
  });
}

/** What each live employee has: theirs, and nobody else’s. */
export function attackOwnTickets(
  { client }: Voice,
  { live, own }: { readonly live: readonly LootedSession[]; readonly own: readonly string[] },
): Promise<AttackResult> {
  const employees = live.slice(0, own.length);
  return tryAll({
    attack: 'tickets of the live employees, each read by its owner and three others',
    cases: employees.flatMap(({ token }, who) =>
      Array.from({ length: neighbours }, (_, at) => {
        const of = (who + at) % own.length;
        return { token, who, of, number: own[of] ?? '' };
      }),
    ),
    name: ({ who, number }) => `${number} by the live session ${who + 1}`,
    ask: ({ token, number }) => client.readTicket({ params: { number }, token }),
    may: ({ who, of }) => who === of,
  });
}

/** A file that one person put, declared, changed or asked for by another, and a write’s key used once more. */
export function attackUploadsAndKeys({ client }: Voice, { live }: Pick<Prey, 'live'>): Promise<AttackResult> {
  const [one, other] = live.map(({ token }) => token);
  if (one === undefined || other === undefined) throw new Error('The drill needs two live sessions.');
  const uploadId = crypto.randomUUID();
  const file = declared(uploadId, privateWords);
  const body = aTicket();
  const filing = { body, idempotencyKey: body.reference };
  const first = async () => {
    await put(client, { token: one }, { uploadId, content: privateWords });
    await client.fileTicket({ ...filing, token: one });
  };
  const done = first();
  const fileWith = (token: string, files: readonly (typeof file)[]): Promise<Answer> => {
    const ticket = aTicket({ files: [...files] });
    return client.fileTicket({ body: ticket, token, idempotencyKey: ticket.reference });
  };
  const cases: readonly (readonly [string, () => Promise<Answer>])[] = [
    ['another’s file with a ticket of one’s own', () => fileWith(other, [file])],
    ['a file under another digest', () => fileWith(one, [{ ...file, sha256: '0'.repeat(64) }])],
    ['another’s file written over', () => put(client, { token: other }, { uploadId, content: 'other words' })],
    ['a key with another body', () => client.fileTicket({ ...filing, body: aTicket(), token: one })],
    ['a key of another person', () => client.fileTicket({ ...filing, token: other })],
    [
      'a reference of another person',
      () => client.fileTicket({ body, token: other, idempotencyKey: crypto.randomUUID() }),
    ],
  ];
  return tryAll({
    attack: 'files of another person declared or written over, keys and references used once more',
    cases,
    name: ([what]) => what,
    async ask([, attempt]) {
      await done;
      return attempt();
    },
  });
}

/** The last of them are. */
function isStaff(who: number, live: readonly LootedSession[]): boolean {
  return who >= live.length - liveStaff;
}

function usual([first]: readonly Target[]): Target {
  if (!first) throw new Error('There is no ticket to take.');
  return first;
}
