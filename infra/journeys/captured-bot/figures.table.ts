import { companySize } from './company.ts';

/** What was tried in an attack, and how much of it the gateway gave. */
export interface Figures {
  readonly attack: string;
  readonly tried: number;
  readonly given: number;
  /** What was given, and why that is as it should be; empty where nothing was. */
  readonly why: string;
}

const others = companySize.all - companySize.live;
const everybodyElse = 'sign-ins as everybody who is not signed in, their phones known from elsewhere';

/**
 * What the drill measures, in its order. It fails where it measures anything else, and docs/security.md tells these
 * figures.
 */
export const drillFigures: readonly Figures[] = [
  {
    attack: 'requests unsigned, signed by another key, for another path, too old, too early, or sent twice',
    ...{ tried: 204, given: 0, why: '' },
  },
  {
    attack: 'tokens of sessions that are over, altered and forged tokens and grants',
    ...{ tried: 138, given: 0, why: '' },
  },
  { attack: 'a person’s endpoints without a person', ...{ tried: 24, given: 0, why: '' } },
  {
    attack:
      'tickets of people who are not signed in, of a team of which nobody is: read, change, speak, let in, consult',
    ...{ tried: 320, given: 0, why: '' },
  },
  {
    attack: 'free tickets of the team that the live staff works in: read',
    ...{ tried: 40, given: 8, why: 'the live specialists and the live supervisor, within their rights' },
  },
  {
    attack: 'tickets of the live employees, each with each one’s token: read',
    ...{ tried: 256, given: 16, why: 'each their own' },
  },
  {
    attack: 'files of another person declared or written over, keys and references used once more',
    ...{ tried: 6, given: 0, why: '' },
  },
  {
    attack: 'colleagues asked for by e-mail, with one live session: names of those who exist',
    ...{ tried: 67, given: 2, why: 'names; 60 questions an hour and person, each that finds nobody in the audit log' },
  },
  {
    attack: 'grants for other words, files, tickets or consultations than their own',
    ...{ tried: 50, given: 0, why: '' },
  },
  {
    attack: 'grants for what they were given for: accepted tickets, and a dialogue beyond its bound of messages',
    ...{ tried: 2_105, given: 2_005, why: 'five accepted tickets, each once, and 2,000 messages into one ticket' },
  },
  {
    attack: 'the feeds of the service: tickets by their ids and states, without a word',
    ...{ tried: 5, given: 28, why: 'every ticket’s number, state, priority, team and ids of people: no text, no name' },
  },
  {
    attack: 'acts of the service itself',
    ...{ tried: 12, given: 3, why: 'a free ticket given to its team, a solved one closed, somebody signed out' },
  },
  {
    attack: 'the shipped audit log: entries rewritten, left out, or chained anew',
    ...{ tried: 46, given: 1, why: 'an entry added to the bot’s own log: a lie stands there as the bot’s word' },
  },
  { attack: 'grants after their 72 hours', ...{ tried: 20, given: 0, why: '' } },
  { attack: `${everybodyElse}; a code by e-mail is asked for`, ...{ tried: 1_060, given: 0, why: '' } },
  {
    attack: 'sign-ins with another account, with phones of nobody or of somebody dismissed, and one phone too often',
    ...{ tried: 72, given: 0, why: '' },
  },
  {
    attack: 'confirmations of another account, and judged by somebody who is no supervisor',
    ...{ tried: 24, given: 0, why: '' },
  },
  {
    attack: 'sign-ins confirmed with the live session of a supervisor: colleagues of the same department',
    ...{
      tried: 10,
      given: 6,
      why: 'what that supervisor may: colleagues of one department, ten an hour, each audited',
    },
  },
  {
    attack: 'codes guessed at for an hour, and the right one after too many wrong ones',
    ...{ tried: 147, given: 0, why: '' },
  },
  {
    attack: `${everybodyElse}; the phone alone is asked for`,
    ...{
      tried: 1_060,
      given: others - 1,
      why: 'everybody who works there, 120 a minute at most, each audited, with alarms',
    },
  },
];
