import { expect, it } from 'vitest';
import type { TicketReading } from '../../ports/gateway-desk.ts';
import type { InboxItem } from '../../ports/inbox.ts';
import type { Cause, Plan } from '../../ports/plan.ts';
import { planOf } from '../../use-cases/compose-plan.ts';
import { handleTrackerArrival } from './handle-tracker-arrival.ts';

function setting() {
  const readings: TicketReading[] = [];
  const revoked: string[] = [];
  const alarms: unknown[] = [];
  const asked: string[] = [];
  const verdicts: string[] = [];
  const erased: string[] = [];
  const hooks: string[] = [];
  const committed: (readonly [Plan, Cause])[] = [];
  const handle = handleTrackerArrival({
    applyState: async (reading) => {
      readings.push(reading);
      return 'committed';
    },
    noteHook: async () => {
      hooks.push('heard');
    },
    endRevoked: async (sessionId) => {
      revoked.push(sessionId);
      return 'overtaken';
    },
    tellAlarm: async ({ alarm, count }) => {
      alarms.push([alarm, count]);
      return 'committed';
    },
    tellSupervisors: async (employeeIds) => {
      asked.push(...employeeIds);
      return 'committed';
    },
    tellVerdict: async ({ verdict }) => {
      verdicts.push(verdict);
      return 'committed';
    },
    followErasure: async (employeeId) => {
      erased.push(employeeId);
      return 'committed';
    },
    ledger: {
      async commit(plan, cause) {
        committed.push([plan, cause]);
        return 'committed';
      },
    },
  });
  return { readings, revoked, alarms, asked, verdicts, erased, hooks, committed, handle };
}

function anItem(payload: unknown): InboxItem {
  return { source: 'tracker', sourceId: 'e-1', lane: 'ticket:SD-1', epoch: 3, payload, receivedAt: 0, attempt: 1 };
}

it('a changed ticket is taken over in our words, with what is around it', async () => {
  const { readings, hooks, handle } = setting();
  const ticket = {
    number: 'SD-1',
    reference: null,
    status: 'resolved',
    priority: 'low',
    requestType: null,
    team: 'service-desk',
    requester: 'e-8',
    assignee: 'e-7',
    createdAt: 1,
    changedAt: 2,
    url: 'https://jira.example.org/browse/SD-1',
  };
  const mark = { id: '10001', message: null, createdAt: 2, editedAt: 2 };
  const around = { commentsCut: false, slaDueAt: null, participants: ['e-9'], readAt: 3 };
  const marks = { ...around, comments: [{ ...mark, author: 'e-7' }] };
  expect(await handle(anItem({ kind: 'ticket-changed', id: 'e-1', ticket, marks }))).toBe('committed');
  expect(await handle(anItem({ kind: 'ticket-changed', id: 'e-2', ticket, marks: null }))).toBe('committed');
  const { assignee, requester, ...others } = ticket;
  const state = { ...others, requesterEmployeeId: requester, assigneeEmployeeId: assignee };
  expect(readings).toEqual([
    { state, marks: { ...around, comments: [{ ...mark, authorEmployeeId: 'e-7' }] } },
    { state, marks: null },
  ]);
  expect(hooks).toEqual(['heard', 'heard']);
});

it('a revoked session is ended', async () => {
  const { revoked, handle } = setting();
  const sessionId = '0190b1f0-0000-7000-8000-000000000002';
  expect(await handle(anItem({ kind: 'session-revoked', id: 'e-1', sessionId, at: 5 }))).toBe('overtaken');
  expect(revoked).toEqual([sessionId]);
});

it('a colleague who asks to be confirmed, and what their supervisor said', async () => {
  const { asked, verdicts, handle } = setting();
  const event = { confirmationId: '5f0c3a52-9d0e-4c8e-8d5f-3f1b6f2a7c11', at: 5 };
  const request = { ...event, kind: 'confirmation-asked', id: 'e-1', supervisors: ['e-5'] };
  expect(await handle(anItem(request))).toBe('committed');
  expect(await handle(anItem({ ...event, kind: 'confirmation-settled', id: 'e-2', verdict: 'refuse' }))).toBe(
    'committed',
  );
  expect([asked, verdicts]).toEqual([['e-5'], ['refuse']]);
});

it('an alarm is told', async () => {
  const { alarms, handle } = setting();
  const alarm = { kind: 'security-alarm', id: 'e-1', alarm: 'refusal-storm', count: 20, at: 5 };
  expect(await handle(anItem(alarm))).toBe('committed');
  expect(alarms).toEqual([['refusal-storm', 20]]);
});

it('what we do not know is marked done and changes nothing', async () => {
  const { committed, handle } = setting();
  expect(await handle(anItem({ kind: 'comet-sighted', id: 'e-1' }))).toBe('committed');
  expect(committed).toEqual([
    [planOf(), { kind: 'inbox', source: 'tracker', sourceId: 'e-1', lane: 'ticket:SD-1', epoch: 3 }],
  ]);
});

it('has a person who was erased inside erased here as well', async () => {
  const { handle, erased } = setting();
  expect(await handle(anItem({ kind: 'person-erased', id: 'e-1', employeeId: 'e-7', at: 5 }))).toBe('committed');
  expect(erased).toEqual(['e-7']);
});
