import { expect, it } from 'vitest';
import { createLogger } from './create-logger.ts';
import { endOnDefect } from './end-on-defect.ts';

const words = 'Таємничий гул у серверній';

function aProcess() {
  const lines: string[] = [];
  const codes: number[] = [];
  const heard: ((defect: unknown) => void)[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  endOnDefect(createLogger({ service: 'test', level: 'error', destination }), {
    on: (_, listener) => heard.push(listener),
    exit: (code) => codes.push(code),
  });
  const fail = (defect: unknown) => {
    for (const listener of heard) listener(defect);
  };
  return { lines, codes, fail };
}

/** @claim privacy What a dying process writes holds no word of the error it dies of, only its name, code and place. */
it.each([
  ['an error', new TypeError(words)],
  ['an error with a cause', new Error('outer', { cause: new Error(words) })],
  ['anything else that was thrown', words],
  ['an object', { text: words }],
])('ends the process with a line that quotes nothing of %s', (_, defect) => {
  const { lines, codes, fail } = aProcess();
  fail(defect);
  expect(codes).toEqual([70]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain(words);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', message: 'The process ends because of a defect' });
});

it('says what and where', () => {
  const { lines, fail } = aProcess();
  fail(new TypeError(words));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    error: { name: 'TypeError', at: expect.arrayContaining([expect.stringContaining('end-on-defect.test.ts')]) },
  });
});
