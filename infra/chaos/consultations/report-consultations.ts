import { type Measurement, rowOf } from '../../bench/row.ts';
import { type DialogueVerdict, type DialogueWrong, dialogueWrongs } from '../../stack/judge-dialogues.ts';
import type { CampaignReport } from '../campaign.ts';
import type { Bookkeeping } from '../collect-evidence.ts';
import { nameMissedGoals } from '../conclude-campaign.ts';
import type { Held } from './hold-consultations.ts';
import { type ConsultationVerdict, type ConsultationWrong, consultationWrongs } from './judge-consultations.ts';
import type { DialogueStrike } from './strike-dialogues.ts';

/** Everything said, and what became of the consultations, once nothing is under way any more. */
export interface SettledConsultations {
  readonly dialogues: DialogueVerdict;
  readonly consultations: ConsultationVerdict;
  readonly doubted: number;
  readonly books: Bookkeeping;
}

export const dialogueNames: Readonly<Record<DialogueWrong, string>> = {
  lost: 'messages lost: neither there nor said to be doubtful',
  doubled: 'messages that stand twice in a chat',
  'out-of-order': 'messages out of order in a chat',
  astray: 'messages in the chat of somebody else',
  'lost-in-ticket': 'messages missing from the ticket',
  'doubled-in-ticket': 'messages that stand twice in the ticket',
  'out-of-order-in-ticket': 'messages out of order in the ticket',
  'astray-in-ticket': 'messages in the ticket of somebody else',
};

export const consultationNames: Readonly<Record<ConsultationWrong, string>> = {
  stuck: 'consultations that did not go on',
  'not-over': 'consultations that are not over, or not as people saw it',
  held: 'consultations that still hold somebody',
  'rating-differs': 'consultations whose rating is not the one given',
  'closing-missing': 'tickets without a closing comment',
  'closing-differs': 'tickets whose closing comment is not the right one',
};

const namedMax = 5;
const none = { of: 'value', atMost: 0 } as const;

interface Consulted {
  readonly held: Held;
  readonly struck: readonly DialogueStrike[];
  readonly settled: SettledConsultations;
}

/** Rows for the table, and a line for each promise that was broken. */
export function reportConsultations({ held, struck, settled }: Consulted): CampaignReport {
  const { dialogues, consultations, doubted, books } = settled;
  const kills = (of: DialogueStrike['victim']) => struck.filter(({ victim }) => victim === of).length;
  const measured: Measurement[] = [
    { name: 'consultations', value: held.runs.length, unit: '' },
    { name: 'messages', value: held.said.length, unit: '' },
    { name: 'kills of the bot', value: kills('bot'), unit: '' },
    { name: 'kills of the gateway', value: kills('gateway'), unit: '' },
    { name: 'kills of Redis', value: kills('redis'), unit: '' },
    ...dialogueWrongs.map((wrong) => ({
      ...{ name: dialogueNames[wrong], value: dialogues[wrong].length, unit: '', goal: none },
    })),
    { name: 'messages said to be doubtful, with a way to send them again', value: doubted, unit: '' },
    ...consultationWrongs.map((wrong) => ({
      ...{ name: consultationNames[wrong], value: consultations[wrong].length, unit: '', goal: none },
    })),
    { name: 'updates in dead letters', value: books.deadLetters, unit: '', goal: none },
    { name: 'effects set aside', value: books.parkedEffects, unit: '', goal: none },
    { name: 'arrivals and effects still waiting', value: books.waiting, unit: '', goal: none },
    { name: 'notices given up after a repetition', value: books.noticesGivenUp, unit: '' },
  ];
  const rows = measured.map((measurement) => rowOf('chaos/consultations', measurement));
  const broken = nameMissedGoals(rows);
  const named = [
    ...dialogueWrongs.flatMap((wrong) => dialogues[wrong].slice(0, namedMax).map((code) => `${code}: ${wrong}`)),
    ...consultationWrongs.flatMap((wrong) =>
      consultations[wrong].slice(0, namedMax).map((number) => `${number}: ${wrong}`),
    ),
  ];
  return { rows, failures: [...broken, ...named] };
}
