import { describe, expect, it } from 'vitest';
import type { Team } from '../../../test/fakes/memory-team.ts';
import {
  kindsOf,
  minute,
  olena,
  outgoingOf,
  pass,
  send,
  sentFile,
  textsOf,
  writing,
} from '../../../test/fakes/writing-steps.ts';

describe('while the tracker is down', () => {
  it('two hundred comments wait, are posted once each and in order, and their author is told once', async () => {
    const { team } = await writing();
    team.gateway.setTracker('down');
    const texts = Array.from({ length: 200 }, (_, index) => `Повідомлення ${index + 1}.`);
    for (const text of texts) {
      await send(team, olena, { text });
      await pass(team, 9_000);
    }
    expect(kindsOf(team, olena).filter((kind) => kind === 'comment-kept')).toHaveLength(1);
    expect(textsOf(team)).toEqual([]);
    team.gateway.setTracker('up');
    await pass(team, minute);
    expect(textsOf(team)).toEqual(texts);
    expect(outgoingOf(team).filter(({ content }) => content !== null)).toEqual([]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-added' });
  });

  it('the end of a session in between costs one sign-in and neither words nor their order', async () => {
    const { team } = await writing();
    team.gateway.setTracker('down');
    for (const text of ['Перше.', 'Друге.', 'Третє.']) await send(team, olena, { text });
    await pass(team, 31 * minute);
    team.gateway.setTracker('up');
    for (let times = 0; times < 10; times += 1) await pass(team, 15_000);
    expect(kindsOf(team, olena).filter((kind) => kind === 'sign-in-again')).toHaveLength(1);
    expect(textsOf(team)).toEqual([]);
    await team.shareOwnPhone(olena);
    for (let times = 0; times < 10; times += 1) await pass(team, 15_000);
    expect(textsOf(team)).toEqual(['Перше.', 'Друге.', 'Третє.']);
  });

  it('a lost answer makes no second comment', async () => {
    const { team } = await writing();
    team.gateway.loseAnswers(1);
    await send(team, olena, { text: 'Один раз.' });
    await pass(team, minute);
    expect(textsOf(team)).toEqual(['Один раз.']);
  });
});

describe('a comment that the tracker will not have', () => {
  it('is explained, leaves the DMZ, and holds up nothing', async () => {
    const { team } = await writing();
    team.gateway.refuseOrders('not-permitted');
    await send(team, olena, { text: 'Не можна.' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-refused', reason: 'not-permitted' });
    expect(outgoingOf(team)).toMatchObject([{ state: 'refused', content: null }]);
    team.gateway.refuseOrders(null);
    await send(team, olena, { text: 'А так можна.' });
    expect(textsOf(team)).toEqual(['А так можна.']);
  });
});

describe('a message corrected in the chat', () => {
  const edit = async (team: Team, messageId: number, text: string | null) => {
    await team.hear(olena, { kind: 'message-edited', messageId, text });
    await team.work();
  };

  it('corrects its comment, and leaves no word behind', async () => {
    const { team } = await writing();
    const messageId = await send(team, olena, { text: 'На третьому поверху.' });
    await edit(team, messageId, 'На третьому поверсі.');
    expect(textsOf(team)).toEqual(['На третьому поверсі.']);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-corrected', number: 'SD-101' });
    expect(outgoingOf(team)).toMatchObject([{ state: 'sent', content: null }]);
  });

  it('before it has arrived corrects it once it has', async () => {
    const { team } = await writing();
    team.gateway.setTracker('down');
    const messageId = await send(team, olena, { text: 'Одинн.' });
    await edit(team, messageId, 'Один.');
    await edit(team, messageId, 'Один!');
    team.gateway.setTracker('up');
    await pass(team, minute);
    expect(textsOf(team)).toEqual(['Один!']);
    expect(outgoingOf(team)).toMatchObject([{ state: 'sent', content: null }]);
  });

  it('in an album that is still coming is posted as it says by then', async () => {
    const { team } = await writing();
    const messageId = await send(team, olena, { albumId: 'a', text: 'Знімокк', file: sentFile('one.jpg') });
    await edit(team, messageId, 'Знімок');
    await pass(team, 1_500);
    expect(textsOf(team)).toEqual(['Знімок']);
  });

  it('that was one of several says that the comment stays as it was, as does one without words', async () => {
    const { team } = await writing();
    const first = await send(team, olena, { albumId: 'a', text: 'Один', file: sentFile('one.jpg') });
    await send(team, olena, { albumId: 'a', text: 'Два', file: sentFile('two.jpg') });
    await pass(team, 1_500);
    await edit(team, first, 'Раз');
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-not-corrected' });
    const third = await send(team, olena, { text: 'Три', file: sentFile('three.jpg') });
    await edit(team, third, null);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-not-corrected' });
    expect(textsOf(team)).toEqual(['Один\nДва', 'Три']);
  });
});
