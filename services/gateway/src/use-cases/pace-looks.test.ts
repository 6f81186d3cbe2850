import { expect, it } from 'vitest';
import { paceLooks } from './pace-looks.ts';

it('lets looks begin one after another, with a pause between two', async () => {
  const pauses: PromiseWithResolvers<void>[] = [];
  const asked: number[] = [];
  const takeTurn = paceLooks({
    pause(ms) {
      asked.push(ms);
      const pausing = Promise.withResolvers<void>();
      pauses.push(pausing);
      return pausing.promise;
    },
  });
  const begun: string[] = [];
  const looks = ['one', 'two', 'three'].map((name) => takeTurn().then(() => begun.push(name)));
  await looks[0];
  expect(begun).toEqual(['one']);
  pauses[0]?.resolve();
  await looks[1];
  expect(begun).toEqual(['one', 'two']);
  pauses[1]?.resolve();
  await looks[2];
  expect(begun).toEqual(['one', 'two', 'three']);
  expect(asked).toEqual([50, 50, 50]);
});
