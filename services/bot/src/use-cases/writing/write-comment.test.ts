import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');

async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  return { team, ticketId };
}

function commentsOf({ gateway }: Team, number = 'SD-101') {
  return gateway.state.comments.get(number) ?? [];
}

describe('what is written after *Write*', () => {
  it('is a public comment of whoever wrote it, and the prompt says that it is there', async () => {
    const { team, ticketId } = await given();
    await team.press(olena, 'write', { ticketId });
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-asked', number: 'SD-101' });
    await team.write(olena, 'І на другому поверсі теж.');
    await team.work();
    expect(commentsOf(team)).toMatchObject([
      { text: 'І на другому поверсі теж.', visibility: 'public', authorEmployeeId: 'e-1' },
    ]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-added', number: 'SD-101', goesOn: true });
    expect([...team.desk.tables.outgoing.values()]).toMatchObject([{ comment: { state: 'sent', content: null } }]);
    expect(team.desk.tables.drafts.size).toBe(0);
  });
});
