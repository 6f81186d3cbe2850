import { describe, expect, it } from 'vitest';
import { buttonsOf } from '../../../test/fakes/memory-conversations.ts';
import { specialist, type Team } from '../../../test/fakes/memory-team.ts';
import { iryna, minute, olena, send, taken } from '../../../test/fakes/writing-steps.ts';

const petro = specialist(3, 'Петро Лис');
const oksana = specialist(5, 'Оксана Мороз', { teams: ['applications'] });
const words = 'Потрібен ключ від серверної.';

const notes = (team: Team, who: typeof petro) =>
  team.seen(who).filter(({ screen }) => screen.kind === 'note' || screen.kind === 'note-waiting');

async function handTo(team: Team, ticketId: string, to: typeof petro) {
  const target = { kind: 'person', personId: team.personId(to) } as const;
  await team.hear(iryna, { kind: 'pressed', action: { kind: 'transfer-to', ticketId, target } });
  await send(team, iryna, { text: words });
  await team.work();
}

describe('a note to whoever is handed a ticket', () => {
  it('is shown below the notice, once, and to nobody else', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(petro);
    await handTo(team, ticketId, petro);
    expect(notes(team, petro).map(({ screen }) => screen)).toEqual([
      { kind: 'note', number: 'SD-101', authorName: iryna.profile.displayName, text: words },
    ]);
    const kinds = team.seen(petro).map(({ screen }) => screen.kind);
    expect(kinds.indexOf('note')).toBeGreaterThan(kinds.indexOf('assigned-to-you'));
    expect([...notes(team, olena), ...notes(team, iryna)]).toEqual([]);
  });

  it('is not there for a reader without a session, until they confirm who they are', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(petro);
    await team.pass(31 * minute);
    await team.signIn(iryna);
    await handTo(team, ticketId, petro);
    const [waiting] = notes(team, petro);
    expect(waiting?.screen).toEqual({ kind: 'note-waiting', number: 'SD-101' });
    expect(JSON.stringify(team.seen(petro))).not.toContain(words);
    await team.press(petro, 'open-note');
    await team.shareOwnPhone(petro);
    await team.work();
    expect(notes(team, petro).map(({ screen }) => screen)).toMatchObject([{ kind: 'note', text: words }]);
  });

  it('to another team waits until somebody there has the ticket', async () => {
    const { team, ticketId } = await taken();
    const target = { kind: 'team', team: 'applications' } as const;
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'transfer-to', ticketId, target } });
    await send(team, iryna, { text: words });
    await team.work();
    expect(team.ticket(ticketId).ticket).toMatchObject({ team: 'applications', assigneeId: null });
    await team.comeOnShift(oksana);
    await team.rediscover();
    await team.work();
    await team.pass(minute);
    await team.work();
    expect(notes(team, oksana).map(({ screen }) => screen)).toMatchObject([{ kind: 'note', text: words }]);
  });

  it('is nobody’s to open who no longer has the ticket', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(petro);
    await handTo(team, ticketId, petro);
    const message = team.gateway.state.comments.get('SD-101')?.find(({ text }) => text === words)?.message ?? '';
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'open-note', ticketId, message } });
    expect(team.last(iryna).screen).toEqual({ kind: 'stale-button' });
    expect(buttonsOf(notes(team, petro)[0] ?? team.last(petro))).toEqual([
      { kind: 'open-ticket', ticketId, below: true },
    ]);
  });
});
