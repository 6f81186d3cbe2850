import { randomUUID } from 'node:crypto';
import { type Consultation, defaultConsultationLimits } from '@desk/domain';
import { testDatabase, testRedis } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/adapters/queue/connect-redis.ts';
import { createWaitLines } from '../../src/adapters/queue/wait-lines.ts';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { StoredConsultation } from '../../src/ports/consultations.ts';
import type { Plan } from '../../src/ports/plan.ts';
import { commitDecision } from '../../src/use-cases/commit-decision.ts';
import { planOf } from '../../src/use-cases/compose-plan.ts';
import { acceptOffer, declineOffer } from '../../src/use-cases/consultation/answer-offer.ts';
import { askColleague } from '../../src/use-cases/consultation/ask-colleague.ts';
import { planEvent } from '../../src/use-cases/consultation/plan-event.ts';
import { serveLine } from '../../src/use-cases/consultation/serve-line.ts';
import { noTalk } from '../../src/use-cases/see-speaker.ts';
import type { Turn } from '../../src/use-cases/turn.ts';
import { job, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk, silentLog } from '../conformance/postgres-desk.ts';
import {
  aConsultation,
  aPerson,
  aSession,
  aSpecialist,
  aTicket,
  monday10,
  sampleLimits,
  saved,
} from '../conformance/samples.ts';
import { sampleCatalogue, samplePolicy } from '../fakes/sample-policy.ts';

const processCount = 4;
const tapsMax = 500;
const tapsAtOnce = 10;

let databaseUrl: string;
let pool: pg.Pool;
const desks: PostgresDesk[] = [];
const connections: RedisConnection[] = [];
let prefix: string;
beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const redis = await testRedis();
  prefix = `${redis.prefix}${randomUUID()}`;
  for (let count = 0; count < processCount; count += 1) {
    desks.push(await openPostgresDesk(databaseUrl));
    connections.push(connectRedis({ redisUrl: redis.url, log: silentLog }));
  }
  await vi.waitFor(
    () => expect(connections.map(({ redis: { status } }) => status)).toEqual(connections.map(() => 'ready')),
    5_000,
  );
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await pool.end();
  await Promise.all(desks.map((desk) => desk.store.close()));
});

/** The same draws for the same seed (mulberry32). */
function drawsOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Two teams, and one of the three specialists is of both. */
async function withTeams(capacity: number) {
  const [one, other] = [randomUUID(), randomUUID()].map((id) => `team-${id.slice(0, 8)}`);
  if (one === undefined || other === undefined) throw new Error('There are two teams.');
  const teams = [one, other];
  const [first] = sampleCatalogue.teams;
  if (!first) throw new Error('The sample catalogue has teams.');
  const catalogue = { ...sampleCatalogue, teams: [...sampleCatalogue.teams, ...teams.map((id) => ({ ...first, id }))] };
  const restless = { declineExclusionMs: 0, roundPauseMs: 0, roundsPerHourMax: 1_000 };
  const consultationLimits = { ...defaultConsultationLimits, ...restless, capacity };
  const policy = samplePolicy({ catalogue, sessionLimits: sampleLimits, consultationLimits });
  const both = aPerson({ profileChange: { role: 'specialist', teams } });
  const specialists = [aSpecialist(one), both, aSpecialist(other)];
  const employees = Array.from({ length: 8 }, () => aPerson());
  const tickets = employees.map((employee, index) => aTicket(employee.id, { team: teams[index % 2] ?? '' }));
  const [desk] = desks;
  if (!desk) throw new Error('There are processes.');
  await store(
    desk.store,
    ...[...specialists, ...employees].map((person) => saved.person(person)),
    ...specialists.flatMap(({ id }) => [saved.session(aSession(id)), saved.onShift(id, monday10)]),
    ...tickets.map((ticket) => saved.ticket(ticket)),
  );
  return { teams, policy, specialists: specialists.map(({ id }) => id), tickets };
}

type Teams = Awaited<ReturnType<typeof withTeams>>;

/** What one process does when somebody taps, and when its queue has a job. */
function processOf(index: number, { policy, tickets }: Teams) {
  const [desk, connection] = [desks[index], connections[index]];
  if (!desk || !connection) throw new Error('There is no such process.');
  const waitLines = createWaitLines({ redis: connection.redis, prefix });
  const ask = async () => {
    throw new Error('Everyone is signed in.');
  };
  const needs = { ...desk.store, clock: desk.clock, ids: randomIds, policy, waitLines, ask };
  const serve = serveLine(needs);
  const [accept, decline] = [acceptOffer(needs), declineOffer(needs)];
  const [plan, hand] = [planEvent(needs), askColleague(needs)];
  const commit = (decide: () => Promise<Plan>) => commitDecision(desk.store.ledger, job, decide);

  async function turnOf(personId: string): Promise<Turn> {
    const known = await desk?.store.people.findById(personId);
    if (!known) throw new Error('This person is known.');
    const { person } = known;
    const speaker = { ...person, chatKind: 'private' } as const;
    return { now: needs.clock.now(), speaker, language: person.language, known, talk: noTalk };
  }

  const concerning = (personId: string) =>
    desk.store.consultations.listConcerning({ kind: 'person', id: personId }, 50);

  return {
    /** Somebody asks about a ticket that nobody is asked about, and the queue has a job for it. */
    async request(draw: number) {
      const ticket = tickets[draw % tickets.length];
      if (!ticket) return;
      const consultation = aConsultation(ticket);
      const outcome = await desk.store.ledger.commit(planOf({ changes: [saved.consultation(consultation)] }), job);
      await serve(ticket.team, outcome === 'committed' ? consultation.id : null);
    },
    serve,
    /** Some offer, tapped by whoever was asked, or by somebody who has an old message with the same button. */
    async answer(stranger: string | null, how: 'accept' | 'decline', draw: number) {
      const open = await desk.store.consultations.listOpen(1_000);
      const offered = open.flatMap(({ consultation }) => ('offer' in consultation ? [consultation] : []));
      const target = offered[draw % Math.max(1, offered.length)];
      if (!target) return;
      const turn = await turnOf(stranger ?? target.offer.personId);
      const consultationId = target.id;
      if (how === 'accept') await commit(() => accept(turn, { kind: 'accept-offer', consultationId }));
      else await commit(() => decline(turn, { kind: 'decline-offer', consultationId }));
    },
    async end(personId: string) {
      const talk = (await concerning(personId)).find(({ consultation }) => isTalking(consultation, personId));
      if (!talk) return;
      await commit(async () => {
        const stored = await desk.store.consultations.findById(talk.consultation.id);
        if (!stored || !isTalking(stored.consultation, personId)) return planOf();
        const outcome = await plan(stored, { kind: 'end-asked', by: 'specialist' }, needs.clock.now());
        return outcome.kind === 'moved' ? outcome.plan : planOf();
      });
    },
    async handOver(personId: string, to: string) {
      const talk = (await concerning(personId)).find(({ consultation }) => isTalking(consultation, personId));
      if (!talk || personId === to) return;
      await commit(async () => {
        const stored: StoredConsultation | null = await desk.store.consultations.findById(talk.consultation.id);
        if (!stored) return planOf();
        const outcome = await hand(stored, { to, summary: 'Кабель і порт перевірено.' }, needs.clock.now());
        return outcome.kind === 'asked' ? outcome.plan : planOf();
      });
    },
  };
}

function isTalking(consultation: Consultation, personId: string): boolean {
  return consultation.state === 'active' && consultation.dialogue.specialistId === personId;
}

async function countHeldBeyond(capacity: number): Promise<number> {
  const { rows } = await pool.query<{ held: number }>(
    `select count(*)::int as held from (
      select specialist_id as person from chat_sessions where state in ('active', 'transferring')
      union all
      select offered_to from chat_sessions where offered_to is not null
    ) as slots group by person having count(*) > $1`,
    [capacity],
  );
  return rows.length;
}

async function readAccepted(teams: readonly string[]) {
  const { rows } = await pool.query<{ id: string; transfer: boolean }>(
    `select o.consultation_id as id, o.transfer from offers o join chat_sessions s on s.id = o.consultation_id
    where o.outcome = 'accepted' and s.team = any($1::text[])`,
    [teams],
  );
  return rows;
}

/** What the queues hold since they were last asked: any process may take it. */
function jobsOf(heard: number[]) {
  return desks.flatMap(({ announced }, index) => {
    const plans = announced.slice(heard[index] ?? 0);
    heard[index] = announced.length;
    return plans.flatMap(({ jobs }) => jobs.filter((job) => job.queue === 'consult'));
  });
}

it.each([1, 2])(
  '500 taps that race over four processes with %i slots each: nothing accepted twice, nobody beyond their slots',
  async (capacity) => {
    const world = await withTeams(capacity);
    const processes = desks.map((_, index) => processOf(index, world));
    const draw = drawsOf(capacity);
    const heard = desks.map(({ announced }) => announced.length);
    let taps = 0;
    while (taps < tapsMax) {
      const wave = Array.from({ length: tapsAtOnce }, () => {
        const process = processes[draw(processCount)];
        const personId = world.specialists[draw(3)] ?? '';
        const [act, number, colleague] = [draw(12), draw(1_000), world.specialists[draw(3)] ?? ''];
        if (!process) throw new Error('There is such a process.');
        if (act < 2) return process.request(number);
        if (act < 3) return process.serve(world.teams[number % 2] ?? '', null);
        if (act < 7) return process.answer(act < 6 ? null : personId, 'accept', number);
        if (act < 8) return process.answer(null, 'decline', number);
        return act < 11 ? process.end(personId) : process.handOver(personId, colleague);
      });
      taps += wave.length;
      const jobs = jobsOf(heard).map(({ team, consultationId }) => {
        return processes[draw(processCount)]?.serve(team, consultationId);
      });
      await Promise.all([...wave, ...jobs]);
      expect(await countHeldBeyond(capacity)).toBe(0);
      for (const desk of desks) desk.clock.advance(1_000);
    }
    const accepted = await readAccepted(world.teams);
    expect(accepted.length).toBeGreaterThan(10);
    // Nobody is sent back into the line here: each dialogue begins once, and goes on only by being handed over.
    const begun = accepted.filter(({ transfer }) => !transfer).map(({ id }) => id);
    expect(new Set(begun).size).toBe(begun.length);
    const audited = desks.flatMap(({ announced }) => announced.flatMap(({ audit }) => audit));
    const told = audited.filter(({ act, on }) => act === 'offer-accepted' && accepted.some(({ id }) => id === on?.id));
    expect(told.length).toBe(accepted.length);
  },
  120_000,
);
