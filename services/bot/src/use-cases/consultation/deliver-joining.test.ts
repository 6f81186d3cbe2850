import { describe, expect, it } from 'vitest';
import {
  iryna,
  kindsOf,
  minute,
  olena,
  pass,
  press,
  second,
  staffed,
  stateOf,
  stored,
  talking,
} from '../../../test/fakes/line-steps.ts';
import { memoryTeam } from '../../../test/fakes/memory-team.ts';

/** What the gateway has of it. */
function documented(team: Awaited<ReturnType<typeof staffed>>, id: string) {
  return team.gateway.consultationDesk.documented.get(id);
}

describe('a consultation at the gateway', () => {
  it('is opened and joined once it is back, and the dialogue did not wait', async () => {
    const team = await staffed(iryna);
    const ticketId = await team.file(olena);
    team.gateway.setGateway('down');
    await press(team, olena, 'request-consultation', { ticketId });
    await press(team, iryna, 'accept-offer');
    const [id = ''] = [...team.desk.tables.consultations.keys()];
    expect([stateOf(team, id), documented(team, id)]).toEqual(['active', undefined]);
    team.gateway.setGateway('up');
    for (let times = 0; times < 3; times += 1) await pass(team, 30 * second);
    expect(documented(team, id)?.joined).toEqual(['e-2']);
  });

  it('is opened once, however often the answer is lost', async () => {
    const team = await staffed(iryna);
    const ticketId = await team.file(olena);
    team.gateway.loseAnswers(2);
    await press(team, olena, 'request-consultation', { ticketId });
    for (let times = 0; times < 3; times += 1) await pass(team, 10 * second);
    const [id = ''] = [...team.desk.tables.consultations.keys()];
    expect(stored(team, id).grant).toEqual(documented(team, id)?.grant);
    expect(team.gateway.consultationDesk.documented.size).toBe(1);
  });

  it('that was left before anybody talked is not opened at all', async () => {
    const team = await staffed();
    const ticketId = await team.file(olena);
    team.gateway.setGateway('down');
    await press(team, olena, 'request-consultation', { ticketId });
    await press(team, olena, 'leave-line');
    team.gateway.setGateway('up');
    for (let times = 0; times < 3; times += 1) await pass(team, 30 * second);
    expect(team.gateway.consultationDesk.documented.size).toBe(0);
  });

  it('waits for an employee whose session the gateway has ended, and goes on after one tap', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    const ticketId = await team.file(olena);
    const session = (await team.desk.people.findById(team.personId(olena)))?.session;
    await team.gateway.sessions.end(session?.gatewaySessionId ?? '');
    await press(team, olena, 'request-consultation', { ticketId });
    expect(kindsOf(team, olena)).toContain('sign-in-again');
    expect(team.gateway.consultationDesk.documented.size).toBe(0);
    await team.shareOwnPhone(olena);
    await pass(team, 20 * second);
    expect(team.gateway.consultationDesk.documented.size).toBe(1);
  });

  it('is joined once by whoever talks, and the audit log says so', async () => {
    const team = await staffed(iryna);
    const id = await talking(team);
    await pass(team, minute);
    expect(documented(team, id)?.joined).toEqual(['e-2']);
    const joined = team.desk.tables.audit.filter(({ act }) => act === 'consultation-joined');
    expect(joined).toHaveLength(1);
  });
});
