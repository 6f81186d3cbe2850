import { expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';
import type { TicketState } from '../../ports/gateway-desk.ts';

const minuteMs = 60_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');
const petro = specialist(4, 'Петро Лис');

async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  await team.press(iryna, 'take-ticket');
  await team.work();
  await team.pass(3 * minuteMs);
  const heard = () => team.seen(iryna).flatMap(({ screen }) => (screen.kind === 'work-changed' ? [screen.what] : []));
  return { team, ticketId, heard };
}

it.each<{ name: string; changes: readonly Partial<TicketState>[]; hears: readonly string[] }>([
  { name: 'a raised priority', changes: [{ priority: 'critical' }], hears: ['more-urgent'] },
  { name: 'a lowered priority', changes: [{ priority: 'low' }], hears: [] },
  { name: 'a reopening', changes: [{ status: 'resolved' }, { status: 'in-progress' }], hears: ['reopened'] },
  { name: 'a question to the employee', changes: [{ status: 'waiting-for-customer' }], hears: [] },
  { name: 'a priority raised as it closes', changes: [{ status: 'closed', priority: 'high' }], hears: [] },
])('whoever works on a ticket hears of $name: $hears', async ({ changes, hears }) => {
  const { team, ticketId, heard } = await given();
  for (const change of changes) await team.hearTracker(ticketId, change);
  expect(heard()).toEqual(hears);
});

it('whoever is given a ticket in the tracker hears of it', async () => {
  const { team, ticketId, heard } = await given();
  await team.signIn(petro);
  await team.hearTracker(ticketId, { assigneeEmployeeId: petro.profile.employeeId });
  expect(team.last(petro).screen).toMatchObject({ kind: 'work-changed', what: 'assigned' });
  expect(heard()).toEqual([]);
});
