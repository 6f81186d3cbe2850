import { mirrorBatchLimits } from '@desk/contract';
import type { DeskWorld } from '../desk-world.ts';
import { type AttackResult, together, tryAll } from './attempt.ts';
import { type Answer, aBatch, aClosing, aTicket, type Client, put } from './calls.table.ts';
import type { OpenFiling, OpenTalk } from './deeds.ts';
import type { Voice } from './speak-as-bot.ts';

interface Grants {
  readonly filings: readonly OpenFiling[];
  readonly talks: readonly OpenTalk[];
}

type Case = readonly [what: string, ask: () => Promise<Answer>];

const once = () => ({ idempotencyKey: `drill-${crypto.randomUUID()}` });
const messagesMax = 2_000;
const writeEveryMinutes = 0.01;

/** Grants used for anything but what they were given for. */
export function widenGrants({ client }: Voice, { filings, talks }: Grants): Promise<AttackResult> {
  const cases = [
    ...filings.flatMap((filing, at) => widenFiling(client, filing, filings[(at + 1) % filings.length])),
    ...talks.flatMap((talk, at) => widenTalk(client, talk, talks[(at + 1) % talks.length])),
  ];
  return tryAll<Case>({
    attack: 'grants for other words, files, tickets or consultations than their own',
    ...{ cases, oneByOne: true },
    name: ([what]) => what,
    ask: ([, ask]) => ask(),
  });
}

/** Each for its own: the tickets that were accepted, each once; the messages of a dialogue, up to their bound. */
export async function useGrants(
  { client }: Voice,
  clock: DeskWorld['clock'],
  { filings, talks }: Grants,
): Promise<AttackResult> {
  const filed = await tryAll({
    attack: 'filings',
    cases: filings,
    name: ({ body }) => body.reference,
    async ask({ body, grant }) {
      const filing = { body, grant, idempotencyKey: body.reference };
      await client.fileTicket(filing);
      // The same once more is the same answer, and no second ticket.
      return client.fileTicket(filing);
    },
    may: () => true,
  });
  const [talk] = talks;
  const spoken = talk ? await speakBeyondBound(client, clock, talk) : [];
  return together(
    'grants for what they were given for: accepted tickets, and a dialogue beyond its bound of messages',
    [filed, ...spoken],
  );
}

/** After the dialogues are closed, or their time is over. */
export async function useOldGrants({ client }: Voice, { filings, talks }: Grants): Promise<AttackResult> {
  return tryAll<Case>({
    attack: 'grants after their 72 hours',
    cases: [
      ...filings.map(({ grant }): Case => ['a filing', () => fileUnder(client, grant)]),
      ...talks.map((talk): Case => ['words of a dialogue', () => mirror(client, talk)]),
      ...talks.map((talk): Case => ['a file', () => putUnder(client, talk)]),
      ...talks.map((talk): Case => ['a closing', () => close(client, talk)]),
    ],
    name: ([what]) => what,
    ask: ([, ask]) => ask(),
  });
}

/** In batches one after the other: what the bound still lets through is exact. */
async function speakBeyondBound(
  client: Client,
  clock: DeskWorld['clock'],
  talk: OpenTalk,
): Promise<readonly AttackResult[]> {
  const { linesMax } = mirrorBatchLimits;
  const batches = Array.from({ length: messagesMax / linesMax + 2 }, (_, at) => (at + 1) * linesMax);
  const spoken = await tryAll<number>({
    ...{ attack: 'messages', cases: batches, oneByOne: true },
    name: (messages) => `message ${messages} of a dialogue`,
    ask() {
      // A tracker takes so many writes to one ticket in a while.
      clock.passMinutes(writeEveryMinutes);
      return mirror(client, talk, linesMax);
    },
    may: (messages) => messages <= messagesMax,
  });
  return [{ ...spoken, tried: spoken.tried * linesMax, given: spoken.given * linesMax }];
}

function widenFiling(client: Client, { grant, body }: OpenFiling, other: OpenFiling | undefined): readonly Case[] {
  const words = { ...body, description: 'Зовсім інші слова.' };
  const elsewhere = crypto.randomUUID();
  return [
    ['an accepted ticket in other words', () => client.fileTicket({ body: words, grant, ...once() })],
    ['another ticket', () => fileUnder(client, grant)],
    [
      'a ticket accepted of somebody else',
      () => client.fileTicket({ body: (other ?? { body }).body, grant, ...once() }),
    ],
    ['a file', () => put(client, { grant }, { uploadId: elsewhere, content: 'words' })],
    ['words of a dialogue', () => mirror(client, { number: 'SD-1', consultation: elsewhere, grant })],
  ];
}

function widenTalk(client: Client, talk: OpenTalk, other: OpenTalk = talk): readonly Case[] {
  const { grant } = talk;
  return [
    ['words in another ticket', () => mirror(client, { ...talk, number: other.number })],
    ['words in another consultation', () => mirror(client, { ...other, grant })],
    ['a closing of another consultation', () => close(client, { ...other, grant })],
    ['a filing', () => fileUnder(client, grant)],
    ['a ticket read', () => client.readTicket({ params: { number: talk.number }, token: grant })],
  ];
}

function fileUnder(client: Client, grant: string): Promise<Answer> {
  return client.fileTicket({ body: aTicket(), grant, ...once() });
}

function putUnder(client: Client, { grant }: OpenTalk): Promise<Answer> {
  return put(client, { grant }, { uploadId: crypto.randomUUID(), content: 'words' });
}

function mirror(client: Client, { number, consultation, grant }: OpenTalk, lines = 1): Promise<Answer> {
  return client.mirrorMessages({ params: { number, consultation }, body: aBatch('e-2001', lines), grant, ...once() });
}

function close(client: Client, { number, consultation, grant }: OpenTalk): Promise<Answer> {
  return client.closeConsultation({ params: { number, consultation }, body: aClosing(), grant, ...once() });
}
