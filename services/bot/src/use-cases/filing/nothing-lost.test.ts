import type { Catalogue, DraftPart } from '@desk/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import {
  buttonsOf,
  type Conversations,
  caller,
  memoryConversations,
} from '../../../test/fakes/memory-conversations.ts';
import { sampleCatalogue, samplePolicy } from '../../../test/fakes/sample-policy.ts';
import type { Action, ActionKind } from '../../ports/action.ts';

/** Whatever people do, in any order, with the gateway and the tracker failing in between. */
type Step =
  | { readonly kind: 'write' }
  | { readonly kind: 'attach'; readonly album: boolean; readonly captioned: boolean }
  | { readonly kind: 'press'; readonly which: number }
  | { readonly kind: 'menu'; readonly item: 'new-ticket' | 'my-tickets' | 'settings' }
  | { readonly kind: 'sticker' }
  | { readonly kind: 'share-phone' }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'gateway'; readonly state: 'up' | 'down' }
  | { readonly kind: 'tracker'; readonly state: 'up' | 'down' }
  | { readonly kind: 'lose-answer' };

const stepsMax = 45;

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Step>({ kind: 'write' }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('attach' as const), album: fc.boolean(), captioned: fc.boolean() }),
    },
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('press' as const), which: fc.nat(30) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('menu' as const),
        item: fc.constantFrom('new-ticket' as const, 'my-tickets' as const, 'settings' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ kind: 'sticker' }) },
    { weight: 3, arbitrary: fc.constant<Step>({ kind: 'share-phone' }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(0.1, 3, 12, 31) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('gateway' as const),
        state: fc.constantFrom('up' as const, 'down' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('tracker' as const),
        state: fc.constantFrom('up' as const, 'down' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ kind: 'lose-answer' }) },
  ),
  { minLength: 5, maxLength: stepsMax },
);

/** With these a person takes their own words out of a draft (an answer, with the type that asked): that is no loss. */
const takingOut: readonly ActionKind[] = [
  'change-text',
  'remove-file',
  'change-type',
  'change-field',
  'skip-field',
  'choose-priority',
];

/** An unknown colleague's name is no word to keep. */
function takesOut(action: Action): boolean {
  return takingOut.includes(action.kind) || (action.kind === 'write' && action.what === 'participant');
}

/** Every field takes any text, so that a text is never refused as an answer. */
const catalogue: Catalogue = {
  ...sampleCatalogue,
  requestTypes: sampleCatalogue.requestTypes.map((type) => ({
    ...type,
    fields: type.fields.map((field) => ({ ...field, kind: 'text', choices: [] })),
  })),
};

const olena = caller(1);

interface Run {
  readonly bot: Conversations;
  /** Words and files that the person has handed in, each with a name of its own. */
  readonly handedIn: Set<string>;
}

async function take(run: Run, step: Step, index: number): Promise<void> {
  const { bot } = run;
  switch (step.kind) {
    case 'write':
      return handIn(run, { messageId: index, albumId: null, text: `words-${index}.`, file: null });
    case 'attach': {
      const text = step.captioned ? `words-${index}.` : null;
      const name = `file-${index}.jpg`;
      const file = aFile({ telegramFileId: name, uniqueId: name, name });
      return handIn(run, { messageId: index, albumId: step.album ? 'album' : null, text, file });
    }
    case 'press': {
      const all = bot
        .seen(olena)
        .flatMap(buttonsOf)
        .filter((action) => !takesOut(action));
      const action = all[step.which % Math.max(1, all.length)];
      return action ? bot.hear(olena, { kind: 'pressed', action }) : undefined;
    }
    case 'menu':
      return bot.hear(olena, { kind: 'menu', item: step.item });
    case 'sticker':
      return bot.hear(olena, { kind: 'unsupported', what: 'sticker' });
    case 'share-phone':
      return bot.shareOwnPhone(olena);
    case 'wait':
      return bot.pass(step.minutes * 60_000);
    case 'gateway':
      return bot.gateway.setGateway(step.state);
    case 'tracker':
      return bot.gateway.setTracker(step.state);
    case 'lose-answer':
      return bot.gateway.loseAnswers(1);
  }
}

async function handIn({ bot, handedIn }: Run, part: DraftPart): Promise<void> {
  if (part.text !== null) handedIn.add(part.text);
  if (part.file !== null) handedIn.add(part.file.name);
  await bot.hear(olena, { kind: 'message', part, replyTo: null });
}

/** Everything the desk still has, has filed, or has said it could not take, as one text to look things up in. */
function everythingKept({ desk, gateway, window }: Conversations): string {
  const waiting = desk.lanes.inbox.filter(({ state }) => state === 'pending' || state === 'kept');
  const refused = window.messages(olena.telegramId).filter(({ screen }) => screen.kind === 'draft-refused');
  const filed = [...gateway.state.filed.values()].map(({ order }) => order);
  const written = [...desk.tables.outgoing.values(), ...gateway.state.comments.values()];
  return JSON.stringify([[...desk.tables.drafts.values()], waiting, refused, filed, written]);
}

/** One effect for each *Send*, and for what is being sent one that still waits. */
function expectOneFilingForEachSend({ desk, gateway }: Conversations): void {
  const filings = desk.lanes.outbox.filter(({ effect }) => effect.kind === 'file-ticket');
  const sends = desk.tables.audit.filter(({ act }) => act === 'ticket-accepted');
  expect(filings).toHaveLength(sends.length);
  const waiting = filings.flatMap(({ effect, state }) =>
    state === 'waiting' && effect.kind === 'file-ticket' ? [effect.ticketId] : [],
  );
  const sending = [...desk.tables.drafts.values()].flatMap(({ state }) =>
    state.kind === 'sending' ? [state.ticketId] : [],
  );
  expect(waiting.toSorted()).toEqual(sending.toSorted());
  const references = [...gateway.state.filed.values()].map(({ state }) => state.reference);
  expect(new Set(references).size).toBe(references.length);
}

async function recover({ bot }: Run): Promise<void> {
  bot.gateway.setGateway('up');
  bot.gateway.setTracker('up');
  bot.gateway.loseAnswers(0);
  await bot.pass(60_000);
  // A kept *Sign out* is carried out too, and what came after it then waits for the next sign-in.
  for (let times = 0; times < stepsMax && hasKept(bot); times += 1) await bot.shareOwnPhone(olena);
  await bot.pass(60_000);
}

function hasKept({ desk }: Conversations): boolean {
  return desk.lanes.inbox.some(({ state }) => state === 'kept');
}

describe('whatever people do', () => {
  it('no word or file is lost before it is filed, and every Send files exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const bot = memoryConversations({ policy: samplePolicy({ catalogue, keptArrivalsMax: 100 }) });
        bot.gateway.employ(olena.phone, olena.profile);
        await bot.shareOwnPhone(olena);
        const run: Run = { bot, handedIn: new Set() };
        for (const [index, step] of sequence.entries()) {
          await take(run, step, index + 1);
          const kept = everythingKept(bot);
          for (const thing of run.handedIn) expect(kept).toContain(thing);
          expectOneFilingForEachSend(bot);
        }
        await recover(run);
        expect([...bot.desk.tables.drafts.values()].map(({ state }) => state.kind)).not.toContain('sending');
        expect(hasKept(bot)).toBe(false);
        const filed = [...bot.desk.tables.tickets.values()].filter(({ ticket }) => ticket.filing === 'filed');
        const created = bot.seen(olena).filter(({ screen }) => screen.kind === 'ticket-created');
        expect(created).toHaveLength(filed.length);
      }),
      { seed: 20_261_123, numRuns: 200 },
    );
  });
});
