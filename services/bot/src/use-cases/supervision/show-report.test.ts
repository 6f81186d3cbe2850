import type { TicketFact } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { buttonsOf, morning } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, supervisor } from '../../../test/fakes/memory-team.ts';

const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;
const day = 24 * 60 * minute;
const midnight = Date.parse('2026-11-22T22:00:00Z');

function fact(change: Partial<TicketFact>): TicketFact {
  return {
    ...{ ticketId: 't', requestType: 'internet', team: 'infrastructure', priority: 'medium' },
    ...{ createdAt: morning - 30 * minute, assignedAt: null, firstReactionAt: null, resolvedAt: null },
    reopenedCount: 0,
    ...change,
  };
}

async function given(...facts: readonly Partial<TicketFact>[]) {
  const team = memoryTeam();
  await team.signIn(marta);
  facts.forEach((change, index) => {
    team.desk.tables.facts.set(`t-${index}`, fact({ ...change, ticketId: `t-${index}` }));
  });
  return team;
}

describe('the report', () => {
  it('is of today first, with its figures by type, and turns to a week and a month in place', async () => {
    const team = await given(
      { firstReactionAt: morning - 20 * minute, resolvedAt: morning - minute },
      { requestType: 'printer', createdAt: midnight },
      { createdAt: midnight - 1 },
      { createdAt: morning - 6 * day },
      { createdAt: morning - 7 * day },
      { team: 'applications' },
    );
    await team.hear(marta, { kind: 'command', command: 'report' });
    expect(team.last(marta)).toMatchObject({
      card: 'report',
      screen: {
        ...{ kind: 'report', days: 1 },
        report: {
          ...{ from: midnight, filed: 2, resolved: 1, open: 0 },
          firstReaction: { medianMinutes: 10, p90Minutes: 10 },
          byType: [
            { title: { en: 'Type internet' }, filed: 1, resolved: 1 },
            { title: { en: 'Type printer' }, filed: 1, resolved: 0 },
          ],
        },
      },
    });
    expect(buttonsOf(team.last(marta))).toEqual([
      { kind: 'report', days: 7 },
      { kind: 'report', days: 30 },
      { kind: 'report-file', days: 1 },
    ]);
    const messages = team.seen(marta).length;
    await team.press(marta, 'report', { days: 7 });
    expect(team.last(marta).screen).toMatchObject({ days: 7, report: { filed: 4 } });
    await team.press(marta, 'report', { days: 30 });
    expect(team.last(marta).screen).toMatchObject({ days: 30, report: { filed: 5 } });
    expect(team.seen(marta)).toHaveLength(messages);
  });

  it('counts the first reactions of the day to tickets of the day before', async () => {
    const team = await given({ createdAt: midnight - 10 * minute, firstReactionAt: midnight + 20 * minute });
    await team.hear(marta, { kind: 'menu', item: 'report' });
    expect(team.last(marta).screen).toMatchObject({ report: { filed: 0, firstReaction: { medianMinutes: 30 } } });
  });

  it('as a file is a message of its own, and audited as an export', async () => {
    const team = await given({});
    await team.hear(marta, { kind: 'menu', item: 'report' });
    await team.press(marta, 'report-file');
    expect(team.last(marta)).toMatchObject({
      card: null,
      screen: { kind: 'report-file', days: 1, report: { filed: 1 } },
    });
    expect(team.desk.tables.audit.map(({ act, reason }) => ({ act, reason })).slice(-2)).toEqual([
      { act: 'queue-read', reason: 'report-1' },
      { act: 'report-exported', reason: 'days-1' },
    ]);
  });

  it('of nothing has no reactions', async () => {
    const team = await given();
    await team.hear(marta, { kind: 'menu', item: 'report' });
    expect(team.last(marta).screen).toMatchObject({ report: { filed: 0, firstReaction: null, byType: [] } });
  });
});
