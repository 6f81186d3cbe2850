import { describe, expect, test } from 'vitest';
import { flavours, startOfTest, startSite } from '../../test/start-site.ts';

const minuteMs = 60_000;
const minutes = (count: number) => ({ millis: count * minuteMs });
/** So many minutes after the start of the test. */
const at = (count: number) => ({ epochMillis: startOfTest + count * minuteMs });

describe.each(flavours)('the two promises on %s', (flavour) => {
  async function fileUrgent() {
    const site = await startSite(flavour);
    const key = await site.file({ priority: { name: 'Highest' } });
    return {
      site,
      key,
      iryna: site.sim.agent('iryna'),
      measures: async () => (await site.call('GET', `/rest/servicedeskapi/request/${key}/sla`)).body,
      pass: (count: number) => {
        site.clock.at += count * minuteMs;
      },
      [Symbol.asyncDispose]: () => site.sim.close(),
    };
  }

  test('they run, stand still for the customer, stop and are broken', async () => {
    await using urgent = await fileUrgent();
    const { key, iryna, measures, pass } = urgent;
    pass(20);
    expect(await measures()).toMatchObject({
      values: [
        {
          name: 'Time to first response',
          ongoingCycle: { breached: true, remainingTime: minutes(-5), startTime: at(0), breachTime: at(15) },
          completedCycles: [],
        },
        {
          name: 'Time to resolution',
          ongoingCycle: { breached: false, paused: false, elapsedTime: minutes(20), breachTime: at(240) },
        },
      ],
    });
    iryna.comment(key, 'Which floor?');
    iryna.transition(key, 'Waiting for customer');
    pass(60);
    expect(await measures()).toMatchObject({
      values: [
        { completedCycles: [{ breached: true, elapsedTime: minutes(20), stopTime: at(20), breachTime: at(15) }] },
        { ongoingCycle: { paused: true, elapsedTime: minutes(20) } },
      ],
    });
    iryna.transition(key, 'Resolved');
    pass(60);
    expect(await measures()).toMatchObject({
      values: [{}, { completedCycles: [{ breached: false, elapsedTime: minutes(20), stopTime: at(80) }] }],
    });
  });

  test('while the clock stands nobody can say when it breaches; afterwards the wait is added', async () => {
    await using urgent = await fileUrgent();
    const { key, iryna, measures, pass } = urgent;
    iryna.transition(key, 'Waiting for customer');
    pass(60);
    const [, paused] = valuesOf(await measures());
    expect(paused).toMatchObject({ ongoingCycle: { paused: true, breached: false } });
    expect(paused).not.toHaveProperty('ongoingCycle.breachTime');
    iryna.transition(key, 'In Progress');
    expect(valuesOf(await measures())[1]).toMatchObject({ ongoingCycle: { paused: false, breachTime: at(300) } });
  });

  test('a breach stays where it happened, whatever comes after', async () => {
    await using urgent = await fileUrgent();
    const { key, iryna, measures, pass } = urgent;
    pass(250);
    iryna.transition(key, 'Waiting for customer');
    pass(60);
    expect(valuesOf(await measures())[1]).toMatchObject({
      ongoingCycle: { paused: true, breached: true, breachTime: at(240), remainingTime: minutes(-10) },
    });
  });

  test('reopening starts a new cycle, and the first response stays given', async () => {
    await using urgent = await fileUrgent();
    const { key, iryna, measures, pass } = urgent;
    pass(10);
    iryna.transition(key, 'Resolved');
    pass(1_000);
    iryna.transition(key, 'Waiting for support');
    pass(30);
    expect(await measures()).toMatchObject({
      values: [
        { completedCycles: [{ stopTime: at(10) }] },
        {
          completedCycles: [{ breached: false, elapsedTime: minutes(10) }],
          ongoingCycle: { startTime: at(1_010), elapsedTime: minutes(30), breachTime: at(1_250) },
        },
      ],
    });
  });

  test('a higher priority brings the breach forward', async () => {
    await using site = await startSite(flavour);
    const key = await site.file({ priority: { name: 'Low' } });
    const one = `/rest/servicedeskapi/request/${key}/sla/2`;
    expect((await site.call('GET', one)).body).toMatchObject({ id: '2', ongoingCycle: { breachTime: at(4_320) } });
    site.sim.agent('iryna').setPriority(key, 'High');
    expect((await site.call('GET', one)).body).toMatchObject({ ongoingCycle: { breachTime: at(480) } });
    expect((await site.call('GET', `${one}0`)).status).toBe(404);
  });
});

function valuesOf(body: unknown): unknown[] {
  const { values } = Object(body);
  return Array.isArray(values) ? values : [];
}
