import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plain, readAsFarAsGiven, secret } from './index.ts';

const settings = {
  PORT: plain('Port of the listener.', '8080', '8080'),
  TOKEN: secret('Token of the bot.', 'x'),
  MODE: plain('`a` or `b`.', null, 'b'),
  NAME: plain('With MODE=b: a name.', null, 'somebody'),
  CA_FILE: plain('May be left out.', null, '/etc/ca.pem'),
};
const Common = z.object({
  PORT: z.string().regex(/^\d+$/).default('8080'),
  TOKEN: z.string().min(4),
  CA_FILE: z.string().startsWith('/there').optional(),
});
const Mode = z.discriminatedUnion('MODE', [
  z.object({ MODE: z.literal('a') }),
  z.object({ MODE: z.literal('b'), NAME: z.string() }),
]);
const Config = z.intersection(Common, Mode);
const read = (environment: Record<string, string>) =>
  readAsFarAsGiven(settings, Config, environment, { TOKEN: 'stand-in', CA_FILE: '' });

describe('settings, as far as they are given', () => {
  it('are the settings where nothing is amiss', () => {
    const given = { TOKEN: 'abcdef', MODE: 'a' };
    expect(read(given)).toEqual({
      config: { PORT: '8080', TOKEN: 'abcdef', MODE: 'a' },
      amiss: new Set(),
      problems: [],
      values: given,
    });
  });

  it('keep what is right, and name what is not', () => {
    const { config, amiss, problems } = read({ PORT: '9', TOKEN: 'ab', MODE: 'a', CA_FILE: '/elsewhere' });
    expect(config).toEqual({ PORT: '9', TOKEN: 'stand-in', MODE: 'a' });
    expect([...amiss].sort()).toEqual(['CA_FILE', 'TOKEN']);
    expect(problems.map(({ name }) => name).sort()).toEqual(['CA_FILE', 'TOKEN']);
  });

  it('count as amiss also what belongs to something that is missing', () => {
    const { config, amiss, problems } = read({ TOKEN: 'abcdef' });
    expect(config).toMatchObject({ MODE: 'b', NAME: 'somebody' });
    expect([...amiss]).toEqual(['MODE', 'NAME']);
    expect(problems.map(({ name }) => name)).toEqual(['MODE']);
  });

  it('take a secret that is given twice for amiss', () => {
    const { config, amiss } = read({ TOKEN: 'abcdef', TOKEN_FILE: '/nowhere', MODE: 'a' });
    expect(config).toMatchObject({ TOKEN: 'stand-in' });
    expect([...amiss]).toEqual(['TOKEN']);
  });
});
