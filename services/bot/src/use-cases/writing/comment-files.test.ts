import { describe, expect, it } from 'vitest';
import {
  commentsOf,
  kindsOf,
  olena,
  pass,
  send,
  sentFile,
  textsOf,
  writing,
} from '../../../test/fakes/writing-steps.ts';

describe('files', () => {
  it('go with the comment; a voice message needs no words', async () => {
    const { team } = await writing();
    await send(team, olena, { text: 'Ось.', file: sentFile('screen.jpg') });
    await send(team, olena, { file: sentFile('voice.ogg', { kind: 'voice' }) });
    expect(commentsOf(team)).toMatchObject([
      { text: 'Ось.', files: [{ name: 'screen.jpg' }] },
      { text: '', files: [{ name: 'voice.ogg' }] },
    ]);
  });

  it('of an album are one comment, in the order of the chat, and what was written next comes next', async () => {
    const { team } = await writing();
    await send(team, olena, { messageId: 702, albumId: 'a', file: sentFile('two.jpg') });
    await send(team, olena, { messageId: 701, albumId: 'a', text: 'Два знімки.', file: sentFile('one.jpg') });
    await send(team, olena, { text: 'І пояснення.' });
    expect(textsOf(team)).toEqual([]);
    await pass(team, 1_500);
    await pass(team, 1_500);
    expect(commentsOf(team)).toMatchObject([
      { text: 'Два знімки.', files: [{ name: 'one.jpg' }, { name: 'two.jpg' }] },
      { text: 'І пояснення.', files: [] },
    ]);
  });

  it('that come too late for their album follow it to the same ticket', async () => {
    const { team } = await writing();
    await send(team, olena, { albumId: 'a', file: sentFile('one.jpg') });
    await pass(team, 1_500);
    await team.press(olena, 'end-writing');
    await send(team, olena, { albumId: 'a', file: sentFile('two.jpg') });
    await pass(team, 1_500);
    expect(commentsOf(team).map(({ files }) => files.map(({ name }) => name))).toEqual([['one.jpg'], ['two.jpg']]);
  });

  it('that are too large or forbidden are explained at once, and the words go without them', async () => {
    const { team } = await writing();
    await send(team, olena, { text: 'Ось програма.', file: sentFile('a.exe') });
    expect(kindsOf(team, olena)).toContain('draft-refused');
    expect(commentsOf(team)).toMatchObject([{ text: 'Ось програма.', files: [] }]);
    await send(team, olena, { file: sentFile('b.exe') });
    expect(team.last(olena).screen).toMatchObject({ kind: 'draft-refused', refusal: { reason: 'file-forbidden' } });
    expect(commentsOf(team)).toHaveLength(1);
  });

  it('that nobody will have are left out, and their sender learns which', async () => {
    const { team } = await writing();
    team.gateway.refuseFile('gone.pdf', 'gone');
    await send(team, olena, { text: 'Ось звіт.', file: sentFile('gone.pdf') });
    expect(commentsOf(team)).toMatchObject([{ text: 'Ось звіт.', files: [] }]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'files-left-out', files: [{ name: 'gone.pdf' }] });
    await send(team, olena, { file: sentFile('gone.pdf') });
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-refused', reason: 'no-files' });
    expect(commentsOf(team)).toHaveLength(1);
  });
});
