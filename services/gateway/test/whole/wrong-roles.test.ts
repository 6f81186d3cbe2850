import { gatewayEndpoints } from '@desk/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type DatabaseConnection } from '../../src/adapters/postgres/connect-database.ts';
import { everybody } from '../builders/people.ts';
import { aComment } from '../builders/words.ts';
import { followAudit } from '../read-audit.ts';
import { outcomeOf, type Stage, setStage } from './contract-answers.ts';
import { type Desk, people, persons, rows, usual, type Who } from './rights.table.ts';
import { startGateway } from './start-gateway.ts';

/** @claim rights The test of who may do what covers every endpoint about tickets. */
it('asks for everything that there is to ask of a ticket', () => {
  // A grant has no roles: wrong ones are tried by themselves.
  const onTickets = Object.entries(gatewayEndpoints).filter(
    ([, { path, authority }]) => path.includes('/:number') && authority !== 'consultation-grant',
  );
  expect(new Set(rows.map(({ endpoint }) => endpoint))).toEqual(new Set(onTickets.map(([name]) => name)));
});

/**
 * @claim rights Every endpoint about tickets, asked by every role in every situation, does what that role may; each
 * refusal changes nothing and is audited. (ASVS 8.2.1, 8.2.2, 8.3.1)
 */
describe('who may do what', () => {
  let stage: Stage;
  let audit: DatabaseConnection;
  let entered: ReturnType<typeof followAudit>;
  let desk: Desk;
  const tokens = new Map<Who, string>();

  beforeAll(async () => {
    stage = setStage(
      await startGateway({ people: [...everybody, people.consulted, people.otherSupervisor, people.outsider] }),
    );
    audit = connectDatabase(stage.databaseUrl);
    entered = followAudit(audit.database);
    for (const name of persons) tokens.set(name, await stage.signIn(people[name]));
    desk = await aTicketTalkedAbout(stage, tokens.get('consulted') ?? '');
  });
  afterAll(async () => {
    await audit.close();
    await stage.gateway.close();
  });

  /** Since they were last counted. */
  const refusals = async (who: Who) => {
    const entries = await entered(who === 'desk' ? undefined : people[who]);
    return entries.filter(
      ({ actor, outcome, on }) =>
        (who !== 'desk' || actor === 'service') && outcome === 'refused' && on?.includes(desk.number),
    ).length;
  };

  /** All that a write could leave. */
  const traces = () =>
    JSON.stringify([
      stage.tracker.tickets(),
      stage.tracker.comments.list(desk.number),
      [...stage.tracker.participants],
      stage.tracker.writes.length,
    ]);

  const cases = rows.flatMap((row) => row.asked.map((who) => ({ row, who, may: row.allowed.includes(who) })));

  it.each(cases.map((each) => [`${each.who} ${each.may ? 'may' : 'may not'} ${each.row.name}`, each] as const))(
    '%s',
    async (_, { row, who, may }) => {
      stage.tracker.changeTicket(desk.number, { ...usual, team: 'network', ...row.situation });
      // Without a token it is the desk itself that asks.
      const call = () => ({ idempotencyKey: stage.key(), token: tokens.get(who) ?? '' });
      const before = traces();
      await entered();
      const outcome = outcomeOf(await row.ask({ ...stage, ...desk, call }));

      if (may) return expect(outcome).toMatch(/^20[01]$|^overtaken$/);
      expect(outcome).toBe('not-permitted');
      expect(traces()).toBe(before);
      expect(await refusals(who)).toBe(1);
    },
  );
});

/** Of the requester, with a comment of theirs; the participant was let in, and one specialist consulted. */
async function aTicketTalkedAbout(stage: Stage, consulted: string): Promise<Desk> {
  const { number, token } = await stage.filed();
  const body = aComment({ message: crypto.randomUUID(), files: [await stage.upload(token, 'content')] });
  await stage.client.addComment({ params: { number }, body, token, idempotencyKey: stage.key() });
  const whom = { who: people.participant.email ?? '' };
  await stage.client.addParticipant({ params: { number }, body: whom, token, idempotencyKey: stage.key() });
  const consultation = crypto.randomUUID();
  const talk = { params: { number, consultation } };
  await stage.client.openConsultation({ ...talk, token, idempotencyKey: stage.key() });
  await stage.client.joinConsultation({ ...talk, token: consulted, idempotencyKey: stage.key() });
  stage.tracker.changeTicket(number, { assignee: 'account-3' });
  const note = aComment({ message: crypto.randomUUID(), visibility: 'internal' });
  const holder = { token: await stage.signIn(people.assignee), idempotencyKey: stage.key() };
  await stage.client.addComment({ params: { number }, body: note, ...holder });
  return { number, message: body.message, note: note.message, consultation };
}
