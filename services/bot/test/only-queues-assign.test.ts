import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const sources = join(import.meta.dirname, '..', 'src');

/** Source files, without tests, whose text matches. */
async function filesThat(match: RegExp): Promise<readonly string[]> {
  const names = await readdir(sources, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !/[.]test[.]ts$|\/generated\//.test(name));
  const texts = await Promise.all(
    files.map(async (name) => ({ name, text: await readFile(join(sources, name), 'utf8') })),
  );
  return texts
    .filter(({ text }) => match.test(text))
    .map(({ name }) => name)
    .toSorted();
}

/** Decides nothing itself: what others decide is stored without a word to anybody, after a restore. */
const passedOn = 'use-cases/restore/keep-quiet.ts';

it('a specialist is chosen by the workers of the assign queue alone', async () => {
  // Choosing under the lock of a team is asked for in one use case …
  expect(await filesThat(/\bboards[.]decide\(/)).toEqual(['use-cases/assignment/assign-ticket.ts', passedOn]);
  // … which is called in one place, the handlers of the queues, and named once more where they are given it.
  expect(await filesThat(/from '[./\w-]*\/assign-ticket[.]ts'/)).toEqual([
    'edge/jobs/job-handlers.ts',
    'wire-use-cases.ts',
  ]);
  expect(await filesThat(/\bassignTicket\(ports\)/)).toEqual(['wire-use-cases.ts']);
  expect(await filesThat(/\bneeds[.]assignTicket\(/)).toEqual(['edge/jobs/job-handlers.ts']);
});

it('a consultation is offered from the line by the workers of the consult queue alone', async () => {
  // The head of the line is chosen and its slot reserved in one use case …
  expect(await filesThat(/\bofferBoards[.]decide\(/)).toEqual(['use-cases/consultation/offer-next.ts', passedOn]);
  expect(await filesThat(/kind: 'offer-made'/)).toEqual(['use-cases/consultation/offer-next.ts']);
  // … which one other drives, called in one place, the handlers of the queues.
  expect(await filesThat(/from '[./\w-]*\/offer-next[.]ts'/)).toEqual(['use-cases/consultation/serve-line.ts']);
  expect(await filesThat(/from '[./\w-]*\/serve-line[.]ts'/)).toEqual([
    'edge/jobs/job-handlers.ts',
    'wire-use-cases.ts',
  ]);
  expect(await filesThat(/\bserveLine\(ports\)/)).toEqual(['wire-use-cases.ts']);
  expect(await filesThat(/\bneeds[.]serveLine\(/)).toEqual(['edge/jobs/job-handlers.ts']);
});
