import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { planComments } from '../news/plan-comments.ts';
import { endRevokedSession } from '../session/end-revoked-session.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';
import { catchUpQuietly } from './catch-up-quietly.ts';
import { keepQuiet } from './keep-quiet.ts';
import { noteLostWindow } from './lost-window.ts';

const number = 'SD-901';
const minute = 60_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');
const cause = { kind: 'job', name: 'test' } as const;

let team: Team;
let reference: string;
/** The lost database worked until then; it is a minute later now. */
let until: number;

beforeEach(async () => {
  team = memoryTeam();
  await team.signIn(olena);
  await team.comeOnShift(iryna);
  reference = randomUUID();
  const point = team.clock.now();
  until = point + 10 * minute;
  team.clock.set(until - minute);
  bear();
  const change = noteLostWindow({ point, until });
  await team.desk.ledger.commit({ changes: [change], effects: [], audit: [], jobs: [], cause: 'done' }, cause);
  team.clock.set(until + minute);
});

/** Filed here, by somebody and under an id that the database does not remember. */
function bear(): void {
  const at = team.clock.now();
  team.gateway.bearInTracker({
    ...{ number, reference, status: 'in-progress', priority: 'medium', requestType: 'internet' },
    ...{ team: 'infrastructure', requesterEmployeeId: olena.profile.employeeId },
    ...{ assigneeEmployeeId: iryna.profile.employeeId, createdAt: at, changedAt: at, url: 'https://tracker.example' },
  });
}

async function catchUp() {
  const needs = { ...team.desk, ...keepQuiet(team.desk), clock: team.clock, policy: team.policy };
  const applyState = applyTicketState({ ...needs, ids: countedIds(), planFiled: planFiled(needs) });
  const work = { applyState, endRevoked: endRevokedSession(needs), planComments: planComments(needs) };
  const outcome = await catchUpQuietly({ ...needs, ...work, feeds: team.gateway.feeds })(until);
  await team.work();
  return outcome;
}

const ticketOf = () => [...team.desk.tables.tickets.values()].find(({ ticket }) => ticket.number === number);

it('what was filed in the meantime comes back under its old id, and nobody is told or asked again', async () => {
  const seen = [team.seen(olena), team.seen(iryna)];
  expect(await catchUp()).toEqual({ kind: 'caught-up', changes: 1 });
  expect(ticketOf()?.ticket).toMatchObject({
    ...{ id: reference, filing: 'filed', status: 'in-progress' },
    ...{ requesterId: team.personId(olena), assigneeId: team.personId(iryna) },
  });
  expect([team.seen(olena), team.seen(iryna)]).toEqual(seen);
});

it('a ticket of before the point, with a mark that nobody here knows, is none of ours', async () => {
  await catchUp();
  const at = until - 10 * 24 * 60 * minute;
  const foreign = { number: 'SD-902', reference: randomUUID(), createdAt: at };
  team.gateway.bearInTracker({
    ...{ ...foreign, status: 'new', priority: 'medium', requestType: 'internet', team: 'infrastructure' },
    ...{ requesterEmployeeId: null, assigneeEmployeeId: null, changedAt: until, url: 'https://tracker.example' },
  });
  await catchUp();
  expect(team.desk.tables.tickets.size).toBe(1);
});

it('comments that were told at the time are not told again; one that came since is', async () => {
  await catchUp();
  const told = { createdAt: until - minute, editedAt: until - minute };
  team.gateway.commentsInTracker.post(number, { text: 'почуте', ...told });
  team.gateway.commentsInTracker.post(number, { text: 'нове' });
  const seen = team.seen(olena).length;
  await catchUp();
  expect(team.seen(olena)).toHaveLength(seen);
  await team.hearOf(number);
  await team.work();
  const texts = team.seen(olena).flatMap(({ screen }) => (screen.kind === 'comment' ? [screen.text] : []));
  expect(texts).toEqual(['нове']);
});

it('where the tracker is away nothing is taken for caught up', async () => {
  team.gateway.setGateway('down');
  expect(await catchUp()).toEqual({ kind: 'away' });
});
