import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phonesOfTheOthers, signInAsOthers, signInsPerMinute } from './captured-bot/attack-sign-ins.ts';
import { attackForeignTickets } from './captured-bot/attack-tickets.ts';
import type { AttackResult } from './captured-bot/attempt.ts';
import { endpointNames } from './captured-bot/calls.table.ts';
import { type Captured, captureBot } from './captured-bot/capture-bot.ts';
import { emailOf, liveNewcomers, triedOfOthers } from './captured-bot/company.ts';
import { figuresOf } from './captured-bot/figures.table.ts';
import { makeEverybodySupervisor } from './captured-bot/make-everybody-supervisor.ts';
import { alarmSettings, type Drill, runDrill } from './captured-bot/run-drill.ts';
import { queryRows } from './world/search-tables.ts';

let captured: Captured;
let drill: Drill;
let before: ReturnType<typeof ticketsOfOthers>;
beforeAll(async () => {
  captured = await captureBot();
  before = ticketsOfOthers();
  drill = await runDrill(captured);
  console.log(drillTable());
}, 300_000);
afterAll(() => captured[Symbol.asyncDispose]());

const results = (): readonly AttackResult[] => [
  ...drill.always,
  drill.byEmail.signIns,
  ...drill.byEmail.rest,
  drill.byPhoneAlone,
];

/** What somebody who is not signed in has in the tracker. */
function ticketsOfOthers() {
  return [...captured.foreign, ...captured.ofTeam].map(({ number }) => {
    const { summary, description, priority, files, comments } = captured.world.tracker.ticket(number);
    return { summary, description, priority, files, comments };
  });
}

function drillTable(): string {
  const rows = results().map(({ attack, tried, given }) => [
    String(tried).padStart(6),
    String(given).padStart(6),
    attack,
  ]);
  return [['tried'.padStart(6), ' given', 'captured bot'], ...rows].map((row) => row.join('  ')).join('\n');
}

describe('a program that holds every secret of the DMZ', () => {
  it('asks for everything there is to ask of the gateway', () => {
    expect([...drill.asked].toSorted()).toEqual(endpointNames.toSorted());
  });

  /**
   * @claim border A captured DMZ, tried on every endpoint with its keys, its database, twenty live sessions and the
   * open grants, gets what those people and grants may, and nothing of anybody else; the figures stand above.
   * (ASVS 8.2.2)
   */
  it('gets what live sessions, open grants and the service itself are good for, and nothing more', () => {
    expect(drill.always.flatMap(({ breaches }) => breaches)).toEqual([]);
    expect(ticketsOfOthers()).toEqual(before);
  });

  /**
   * @claim border With `BINDING_CONFIRMATION=email` a captured DMZ gets no session of the employees who are not signed in,
   * whose phones it knows: each waits for a code that it cannot read.
   */
  it('gets nothing of everybody else where a first sign-in asks for a code', () => {
    const { signIns, rest } = drill.byEmail;
    expect([signIns, ...rest].flatMap(({ breaches }) => breaches)).toEqual([]);
    expect(signIns.given).toBe(0);
    expect(drill.toldOfOthers).toHaveLength(triedOfOthers() - 1);
    const told = drill.toldOfOthers.join('\n');
    for (const words of ['Працівник', 'Відсутня', 'stranger-', 'absent-', emailOf('stranger-1'), '+380']) {
      expect(told).not.toContain(words);
    }
  });

  /**
   * @claim border With `BINDING_CONFIRMATION=none` a captured DMZ signs in as employees whose phone it knows, as many a
   * minute as `SIGN_INS_PER_MINUTE` lets (120), and as nobody else.
   */
  it('signs in as everybody whose phone it knows where the phone alone is asked for, within the limits', () => {
    const { breaches, given, minutes } = drill.byPhoneAlone;
    expect({ breaches, given }).toEqual({ breaches: [], given: triedOfOthers() - 1 });
    expect(minutes).toBeGreaterThanOrEqual(Math.ceil(given / signInsPerMinute));
  });

  it('is given just what docs/security.md says', () => {
    const measured = results().map(({ attack, tried, given }) => ({ attack, tried, given }));
    expect(measured).toEqual(figuresOf(triedOfOthers()).map(({ attack, tried, given }) => ({ attack, tried, given })));
  });

  it('puts no words into the mouth of somebody who was not there', () => {
    const [talk] = captured.talks;
    const said = captured.world.tracker.ticket(talk?.number ?? '').comments.map(({ text }) => text);
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((text) => text.includes('Ірина Бондар'))).toEqual([]);
  });

  /**
   * @claim audit A captured DMZ is seen: refusals in a storm, very many sign-ins and accounts at once, and a past or a
   * gap in the bot’s log each raise an alarm, and every sign-in stands in the gateway’s own log. (ASVS 16.3.3)
   */
  it('is seen: in the log, and in alarms', async () => {
    // Whatever the gateways before it had no time to look through, this one does.
    await using _gateway = await captured.openGateway(alarmSettings);
    const kinds = [
      'audit-gap',
      'audit-rewritten',
      'new-bindings',
      'refusal-storm',
      'refusal-storm-of-all',
      'sign-in-storm',
    ];
    await expect.poll(alarmsRaised, { timeout: 20_000 }).toEqual(expect.arrayContaining(kinds));
    const { databases } = captured.world;
    const signIns = "select count(*)::int as entries from audit_log where act = 'signed-in'";
    const countSignIns = async () => (await queryRows(databases.gateway, signIns)).at(0)?.entries;
    await expect.poll(countSignIns, { timeout: 20_000 }).toBeGreaterThanOrEqual(drill.byPhoneAlone.given);
  });

  async function alarmsRaised(): Promise<readonly unknown[]> {
    const statement = "select distinct reason from audit_log where act = 'alarm-raised'";
    const rows = await queryRows(captured.world.databases.gateway, statement);
    return rows.map(({ reason }) => String(reason).replace(/-\d+$/, ''));
  }
});

describe('the drill finds out', () => {
  it('a gateway that takes everybody for a supervisor of every team', async () => {
    await using gateway = await captured.openGateway({}, { directory: makeEverybodySupervisor(captured) });
    const { client } = gateway.voice;
    const [person] = captured.live;
    const [
      {
        phones: [phone = ''],
      } = { phones: [] },
    ] = liveNewcomers;
    const opened = await client.openSession({ body: { phone, telegramUserId: person?.telegramUserId ?? 0 } });
    if (opened.kind !== 'answered' || opened.status !== 201) throw new Error('Not signed in.');
    const live = [{ employeeId: '', telegramUserId: 0, gatewaySessionId: '', token: opened.body.session.token }];
    const { breaches } = await attackForeignTickets(gateway.voice, { ...captured, live });
    expect(breaches).toContainEqual(expect.stringMatching(/^readTicket of .* given$/));
    expect(breaches).toContainEqual(expect.stringMatching(/^addComment of .* given$/));
  });

  it('a gateway that lets in more in a minute than it should', async () => {
    await using gateway = await captured.openGateway({ SIGN_INS_PER_MINUTE: '1000' });
    const phones = phonesOfTheOthers(captured.world, captured.over).slice(0, signInsPerMinute + 10);
    const { breaches } = await signInAsOthers(gateway.voice, captured.world.clock, { attack: 'too many', phones });
    expect(breaches).toEqual([expect.stringMatching(/were let in within a minute$/)]);
  });
});
