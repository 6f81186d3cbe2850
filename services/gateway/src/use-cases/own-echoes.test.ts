import { expect, it } from 'vitest';
import { rememberEchoes } from './own-echoes.ts';
import type { PostCommentOutcome } from './post-comment-once.ts';

const posted: PostCommentOutcome = { kind: 'posted', commentId: '500', filesRefused: [] };

it('a comment that was written is an echo, in its ticket alone', async () => {
  const echoes = rememberEchoes();
  expect(await echoes.during('SD-1', async () => posted)).toBe(posted);
  expect(await echoes.isEcho('SD-1', '500')).toBe(true);
  expect(await echoes.isEcho('SD-2', '500')).toBe(false);
  expect(await echoes.isEcho('SD-1', '501')).toBe(false);
});

it('one that the tracker tells of before it has answered is waited for', async () => {
  const echoes = rememberEchoes();
  const answer = Promise.withResolvers<PostCommentOutcome>();
  const writing = echoes.during('SD-1', () => answer.promise);
  const heard = [echoes.isEcho('SD-1', '500'), echoes.isEcho('SD-1', '499')];
  answer.resolve(posted);
  expect(await Promise.all(heard)).toEqual([true, false]);
  await writing;
});

it('what could not be written is none, whether it was refused or failed', async () => {
  const echoes = rememberEchoes();
  const refused: PostCommentOutcome = { kind: 'refused', code: 'tracker-down' };
  const answer = Promise.withResolvers<PostCommentOutcome>();
  const writing = [echoes.during('SD-1', async () => refused), echoes.during('SD-1', () => answer.promise)];
  const heard = echoes.isEcho('SD-1', '500');
  answer.reject(new Error('The database is away.'));
  expect(await heard).toBe(false);
  expect((await Promise.allSettled(writing)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});
