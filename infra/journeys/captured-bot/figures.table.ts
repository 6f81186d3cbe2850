import { signInsPerMinute } from './attack-sign-ins.ts';
import { triedUsually } from './company.ts';

/** What was tried in an attack, and how much of it the gateway gave. */
export interface Figures {
  readonly attack: string;
  readonly tried: number;
  readonly given: number;
  /** What was given, and why that is as it should be; empty where nothing was. */
  readonly why: string;
}

/**
 * What the drill measures, in its order, where it tries so many of those who are not signed in. It fails where it
 * measures anything else.
 */
export function figuresOf(people: number): readonly Figures[] {
  const asThem = 'sign-ins as people who are not signed in, their phones known from elsewhere';
  return [
    ...asItStands,
    nothing(`${asThem}; a code by e-mail is asked for`, people),
    ...withCodes,
    {
      ...{ attack: `${asThem}; the phone alone is asked for`, tried: people, given: people - 1 },
      why: `all of these who work there, as many a minute as is set (${signInsPerMinute} here), each audited, with alarms`,
    },
  ];
}

const asItStands: readonly Figures[] = [
  nothing('requests unsigned, signed by another key, for another path, too old, too early, or sent twice', 204),
  nothing('tokens of sessions that are over, altered and forged tokens and grants', 126),
  nothing('a person’s endpoints without a person', 22),
  nothing(
    'tickets of people who are not signed in, of a team of which nobody is: read, change, speak, let in, consult',
    176,
  ),
  {
    ...{ attack: 'free tickets of the team that the live staff works in: read', tried: 40, given: 8 },
    why: 'to the live specialists and the live supervisor, within their rights',
  },
  {
    ...{ attack: 'tickets of the live employees, each read by its owner and three others', tried: 64, given: 16 },
    why: 'to each their own',
  },
  nothing('files of another person declared or written over, keys and references used once more', 6),
  {
    attack: 'colleagues asked for by e-mail, with one live session: names of those who exist',
    ...{ tried: 67, given: 2 },
    why: 'their names; 60 questions an hour and person, and whoever is not found is in the audit log',
  },
  nothing('grants for other words, files, tickets or consultations than their own', 50),
  {
    attack: 'grants for what they were given for: accepted tickets, and a dialogue beyond its bound of messages',
    ...{ tried: 2_105, given: 2_005, why: 'five accepted tickets, each once, and 2,000 messages into one ticket' },
  },
  {
    attack: 'the feeds of the service: tickets by their ids and states, without a word',
    ...{
      tried: 5,
      given: 28,
      why: 'number, state, priority, team and ids of people of every ticket; no text, no name',
    },
  },
  {
    ...{ attack: 'acts of the service itself', tried: 12, given: 3 },
    why: 'a free ticket given to its team, a solved one closed, somebody signed out',
  },
  {
    attack: 'the shipped audit log: entries rewritten, left out, or chained anew',
    ...{ tried: 46, given: 1, why: 'an entry added to the bot’s own log: a lie stands there as the bot’s word' },
  },
  nothing('grants after their 72 hours', 20),
];

const withCodes: readonly Figures[] = [
  nothing('sign-ins with another account, with phones of nobody or of somebody dismissed, and one phone too often', 62),
  nothing('confirmations of another account, and judged by somebody who is no supervisor', 24),
  {
    attack: 'sign-ins confirmed with the live session of a supervisor: colleagues of the same department',
    ...{ tried: 10, given: 6, why: 'what that supervisor may: ten an hour of one department, each audited' },
  },
  nothing('codes guessed at for an hour, and the right one after too many wrong ones', 147),
];

function nothing(attack: string, tried: number): Figures {
  return { attack, tried, given: 0, why: '' };
}

/** As docs/security.md tells them. */
export const drillFigures: readonly Figures[] = figuresOf(triedUsually);
