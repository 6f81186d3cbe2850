import { describe, expect, it } from 'vitest';
import { ConsultationClosing, DialogueBatch, type DialogueLine, mirrorBatchLimits } from './index.ts';

const { linesMax, charactersMax, filesMax } = mirrorBatchLimits;
const uuid = '00000000-0000-4000-8000-000000000001';
const file = { uploadId: uuid, name: 'a.png', bytes: 1, sha256: '0'.repeat(64) };

function aLine(change: Partial<DialogueLine> = {}): DialogueLine {
  return { id: uuid, side: 'employee', author: 'e-1', sentAt: 1, text: 'x', edited: false, files: [], ...change };
}

const isBatch = (lines: readonly DialogueLine[]) =>
  DialogueBatch.safeParse({ batch: uuid, language: 'uk', lines }).success;

describe('a batch', () => {
  const half = 'x'.repeat(charactersMax / 2);
  const halfOfFiles = Array.from({ length: filesMax / 2 }, () => file);

  it.each<[string, DialogueLine[], boolean]>([
    ['of no line', [], false],
    ['of as many lines as it may have', Array.from({ length: linesMax }, () => aLine()), true],
    ['of one line more', Array.from({ length: linesMax + 1 }, () => aLine()), false],
    ['of as many characters as it may have', [aLine({ text: half }), aLine({ text: half })], true],
    ['of one character more', [aLine({ text: half }), aLine({ text: half }), aLine()], false],
    ['of as many files as it may have', [aLine({ files: halfOfFiles }), aLine({ files: halfOfFiles })], true],
    [
      'of one file more',
      [aLine({ files: halfOfFiles }), aLine({ files: halfOfFiles }), aLine({ files: [file] })],
      false,
    ],
    ['of files alone', [aLine({ text: '', files: [file] })], true],
    ['by nobody', [aLine({ author: '' })], false],
  ])('%s', (_, lines, may) => {
    expect(isBatch(lines)).toBe(may);
  });
});

describe('a closing', () => {
  const closing = {
    ...{ participants: [], startedAt: null, waitedSeconds: 0, endedAt: 1, end: 'abandoned' },
    ...{ stars: null, comment: null, revision: Date.parse('2026-11-22T05:00:00Z'), language: 'uk' },
  };

  it.each<[object, boolean]>([
    [{}, true],
    [{ stars: 5 }, true],
    [{ stars: 0 }, false],
    [{ stars: 6 }, false],
    [{ end: 'finished' }, false],
    [{ waitedSeconds: -1 }, false],
  ])('with %j', (change, may) => {
    expect(ConsultationClosing.safeParse({ ...closing, ...change }).success).toBe(may);
  });
});
