import { expect, it } from 'vitest';
import { createSteeredClock, testStart } from '../../test/fakes/system.ts';
import { rememberEchoes } from './own-echoes.ts';
import type { PostCommentOutcome } from './post-comment-once.ts';

const posted: PostCommentOutcome = { kind: 'posted', commentId: '500', filesRefused: [] };

it('a comment that was written is an echo, in its ticket alone', async () => {
  const echoes = rememberEchoes({ clock: createSteeredClock() });
  expect(await echoes.during('SD-1', async () => posted)).toBe(posted);
  expect(await echoes.isEcho('SD-1', '500')).toBe(true);
  expect(await echoes.isEcho('SD-2', '500')).toBe(false);
  expect(await echoes.isEcho('SD-1', '501')).toBe(false);
});

it('one that the tracker tells of before it has answered is waited for', async () => {
  const echoes = rememberEchoes({ clock: createSteeredClock() });
  const answer = Promise.withResolvers<PostCommentOutcome>();
  const writing = echoes.during('SD-1', () => answer.promise);
  const heard = [echoes.isEcho('SD-1', '500'), echoes.isEcho('SD-1', '499')];
  answer.resolve(posted);
  expect(await Promise.all(heard)).toEqual([true, false]);
  await writing;
});

it('what could not be written is none, whether it was refused or failed', async () => {
  const echoes = rememberEchoes({ clock: createSteeredClock() });
  const refused: PostCommentOutcome = { kind: 'refused', code: 'tracker-down' };
  const answer = Promise.withResolvers<PostCommentOutcome>();
  const writing = [echoes.during('SD-1', async () => refused), echoes.during('SD-1', () => answer.promise)];
  const heard = echoes.isEcho('SD-1', '500');
  answer.reject(new Error('The database is away.'));
  expect(await heard).toBe(false);
  expect((await Promise.allSettled(writing)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

it('explains a change of its ticket at the time of its writing, once the tracker has told of it', async () => {
  const clock = createSteeredClock();
  const echoes = rememberEchoes({ clock });
  await echoes.during('SD-1', async () => {
    clock.advance(300);
    return posted;
  });
  expect(echoes.explains('SD-1', testStart)).toBe(false);
  await echoes.isEcho('SD-1', '499');
  expect(echoes.explains('SD-1', testStart)).toBe(false);
  await echoes.isEcho('SD-1', '500');
  const instants = [-2_001, -2_000, 0, 2_300, 2_301].map((ms) => testStart + ms);
  expect(instants.map((at) => echoes.explains('SD-1', at))).toEqual([false, true, true, true, false]);
  expect(echoes.explains('SD-2', testStart)).toBe(false);
});

it('explains nothing any more where another one was written that the tracker has not told of', async () => {
  const echoes = rememberEchoes({ clock: createSteeredClock() });
  await echoes.during('SD-1', async () => posted);
  await echoes.isEcho('SD-1', '500');
  await echoes.during('SD-1', async () => ({ ...posted, commentId: '501' }));
  expect(echoes.explains('SD-1', testStart)).toBe(false);
});
