import { type Consultation, isInLine } from '@desk/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { andrii, iryna, marta, minute, olena, pass, petro, second } from '../../../test/fakes/line-steps.ts';
import { buttonsOf, type Caller, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, type Team } from '../../../test/fakes/memory-team.ts';
import type { ActionKind } from '../../ports/action.ts';
import { holdersOf } from './holders-of.ts';
import { isOver } from './is-over.ts';

const olha = caller(6, { displayName: 'Ольга Лис' });
const employees = [olena, petro, olha] as const;
const specialists = [iryna, andrii] as const;
const everyone = [...employees, ...specialists, marta] as const;

/** What people press about consultations. */
const pressed: readonly ActionKind[] = [
  ...(['request-consultation', 'leave-line', 'call-me', 'answer-call'] as const),
  ...(['accept-offer', 'decline-offer', 'end-dialogue', 'still-here', 'ask-another'] as const),
  ...(['set-duty', 'rate', 'open-consultation', 'raise-request', 'close-consultation', 'hand-over-to'] as const),
];

type Step = (team: Team) => Promise<void>;

/** Time passes; what the queues have forgotten meanwhile is found in the rows, as it is every minute. */
async function later(team: Team, ms: number): Promise<void> {
  await pass(team, ms);
  await team.rediscover();
  await team.work();
}

const anyone = fc.constantFrom<Caller>(...everyone);

/** Some button that stands in somebody's chat, old ones among them. */
const aPress = fc.record({ who: anyone, at: fc.nat(), kind: fc.constantFrom(...pressed) }).map(
  ({ who, at, kind }): Step =>
    async (team) => {
      const actions = team
        .seen(who)
        .flatMap(buttonsOf)
        .filter((action) => action.kind === kind);
      const action = actions[at % Math.max(1, actions.length)];
      if (action) await team.hear(who, { kind: 'pressed', action });
    },
);
const aRequest = fc.constantFrom<Caller>(...employees).map(
  (who): Step =>
    async (team) => {
      await team.write(who, 'Зник Wi-Fi на третьому поверсі.');
      const urgent = team
        .seen(who)
        .flatMap(buttonsOf)
        .findLast(({ kind }) => kind === 'send-urgent');
      if (urgent) await team.hear(who, { kind: 'pressed', action: urgent });
    },
);
const aPause = fc.constantFrom(5 * second, 30 * second, minute, 4 * minute, 12 * minute).map(
  (ms): Step =>
    (team) =>
      later(team, ms),
);
const aBlock = fc.record({ who: anyone, back: fc.boolean() }).map(
  ({ who, back }): Step =>
    (team) =>
      team.hear(who, { kind: back ? 'bot-unblocked' : 'bot-blocked' }),
);
const aSignIn = anyone.map(
  (who): Step =>
    (team) =>
      team.shareOwnPhone(who),
);
const aFlush = fc.constant<Step>(async (team) => {
  team.desk.waitLines.comeBackEmpty();
  await team.rediscover();
});
const aClosing = fc.nat().map(
  (at): Step =>
    async (team) => {
      const filed = [...team.desk.tables.tickets.values()].filter(({ ticket }) => ticket.number !== null);
      const stored = filed[at % Math.max(1, filed.length)];
      if (stored) await team.hearTracker(stored.ticket.id, { status: 'closed' });
    },
);

const aStep = fc.oneof(
  { weight: 10, arbitrary: aPress },
  { weight: 3, arbitrary: aRequest },
  { weight: 4, arbitrary: aPause },
  ...[aBlock, aSignIn, aFlush, aClosing].map((arbitrary) => ({ weight: 1, arbitrary })),
);

it('whatever happens, in whatever order, nobody is over capacity, nobody is forgotten, and everything comes to its end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 20, maxLength: 60 }), async (steps) => {
      const team = memoryTeam();
      for (const who of specialists) await team.comeOnShift(who);
      for (const who of [...employees, marta]) await team.signIn(who);
      for (const step of steps) {
        await step(team);
        await team.work();
        check(team);
      }
      // A day later nobody has said a word.
      for (let hour = 0; hour < 30; hour += 1) await later(team, 60 * minute);
      expect(all(team).filter((consultation) => !isOver(consultation))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

function all(team: Team): readonly Consultation[] {
  return [...team.desk.tables.consultations.values()].map(({ consultation }) => consultation);
}

function check(team: Team): void {
  const open = all(team).filter((consultation) => !isOver(consultation));
  const held = open.flatMap(holdersOf);
  // One slot each, and one request of each employee.
  expect(held.toSorted()).toEqual([...new Set(held)].toSorted());
  const asking = open.map(({ employeeId }) => employeeId);
  expect(asking).toHaveLength(new Set(asking).size);
  // Whoever is free has been asked: those who wait for somebody to be free wait for nobody there.
  const busy = open.some((consultation) => consultation.state === 'waiting' && consultation.reason === 'all-busy');
  if (busy) expect(specialists.filter((who) => isFree(team, who, held))).toEqual([]);
  // The clock has nothing left to do, and what it will have to do is known.
  for (const { consultation, dueAt } of team.desk.tables.consultations.values()) {
    if (dueAt !== null) expect(dueAt).toBeGreaterThan(team.clock.now());
    if (isInLine(consultation) && consultation.state === 'requested') throw new Error('Nobody looked for somebody.');
  }
  // An open offer is one that somebody can still answer.
  const offers = [...team.desk.tables.offers.values()].filter(({ over }) => over === null);
  expect(offers).toHaveLength(open.filter(({ state }) => state === 'offered' || state === 'transferring').length);
}

function isFree(team: Team, who: Caller, held: readonly string[]): boolean {
  const id = team.personId(who);
  const person = team.desk.tables.people.get(id);
  const duty = team.desk.tables.duties.get(id);
  return duty?.state === 'on-shift' && person?.blockedAt === null && !held.includes(id);
}
