import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plain, readSettings, secret } from './index.ts';

const settings = {
  PORT: plain('Port of the listener.', '8080', '8080'),
  TOKEN: secret('Token of the bot.', 'kept-in-a-file'),
  MODE: plain('`a` or `b`.', null, 'a'),
};
const Config = z.object({
  PORT: z.string().regex(/^\d+$/).default('8080'),
  TOKEN: z.string().min(4),
  MODE: z.enum(['a', 'b']),
});
const folder = mkdtempSync(join(tmpdir(), 'desk-settings-'));

describe('settings', () => {
  it('are read with their defaults, and a secret from its file', () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'abcdef\n');
    expect(readSettings(settings, Config, { TOKEN_FILE: file, MODE: 'a' })).toEqual({
      kind: 'valid',
      config: { PORT: '8080', TOKEN: 'abcdef', MODE: 'a' },
    });
  });

  it('name every missing and wrong value at once, with what to give', () => {
    const outcome = readSettings(settings, Config, { PORT: 'http', MODE: '' });
    expect(outcome).toEqual({
      kind: 'invalid',
      problems: [
        { name: 'PORT', line: 'PORT cannot be used as it is. Port of the listener. For example: 8080' },
        { name: 'TOKEN', line: 'TOKEN is missing. Token of the bot. For example: kept-in-a-file' },
        { name: 'MODE', line: 'MODE is missing. `a` or `b`. For example: a' },
      ],
    });
  });

  it.each([
    [
      { TOKEN: 'abcdef', TOKEN_FILE: '/nowhere', MODE: 'a' },
      'TOKEN and TOKEN_FILE are both given. Leave one of them out.',
    ],
    [{ TOKEN_FILE: '/nowhere', MODE: 'a' }, 'TOKEN_FILE names a file that is empty or cannot be read.'],
  ])('say what is wrong with a secret', (environment, line) => {
    const outcome = readSettings(settings, Config, environment);
    expect(outcome).toEqual({ kind: 'invalid', problems: [{ name: 'TOKEN', line }] });
  });

  it('never repeat a value', () => {
    const outcome = readSettings(settings, Config, { PORT: 'p-canary', TOKEN: 'abc', MODE: 'm-canary' });
    expect(JSON.stringify(outcome)).not.toMatch(/canary|"abc"/);
  });

  it('leave what is no secret without a file', () => {
    const outcome = readSettings(settings, Config, { MODE_FILE: '/nowhere', TOKEN: 'abcdef' });
    expect(outcome).toMatchObject({ kind: 'invalid', problems: [{ name: 'MODE' }] });
  });
});
